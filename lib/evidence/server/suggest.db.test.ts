import { eq, isNull } from "drizzle-orm";
import { beforeAll, describe, expect, it } from "vitest";
import { db } from "@/db/client";
import { clearances, suggestionDecisions } from "@/db/schema";
import { AGENT, ASSETS, ENGINEERING } from "@/db/seed/forum-advice-sev1/cast";
import { forumAdviceLogs } from "@/db/seed/forum-advice-sev1/logs/all-logs";
import { TIMES } from "@/db/seed/forum-advice-sev1/times";
import { aUser } from "@/db/testing/factories";
import { testDatabase } from "@/db/testing/test-database";
import { CreateAssetInput } from "@/lib/assets/inputs";
import { createAsset } from "@/lib/assets/server/create-asset";
import { OpenWindowInput } from "@/lib/exposure/inputs";
import { getExposure } from "@/lib/exposure/server/get-exposure";
import { listWindows } from "@/lib/exposure/server/list-windows";
import { openWindow } from "@/lib/exposure/server/open-window";
import { importPrincipals } from "@/lib/people/server/import-principals";
import type { SuggestionView } from "../suggestions";
import { decideSuggestion } from "./decide-suggestion";
import { listSuggestions } from "./suggest";
import { anEvidenceBench, type Bench, cloudTrail, ndjson, recordKinds } from "./testing";

testDatabase();

const suggested = async <K extends SuggestionView["kind"]>(bench: Bench, kind: K) => {
  const { data, leftOut } = await listSuggestions(bench.user.ctx, bench.incident.ref);
  expect(leftOut).toEqual([]);
  return data.filter((one): one is Extract<SuggestionView, { kind: K }> => one.kind === kind);
};
const decide = (bench: Bench, key: string, decision: "accepted" | "ignored", done = false) =>
  decideSuggestion(bench.user.ctx, bench.incident.ref, key, { decision, done, voidGrant: true });

describe("of the story of the forum's advice", () => {
  let bench: Bench;

  beforeAll(async () => {
    bench = await anEvidenceBench();
    for (const { filename, bytes, system } of forumAdviceLogs()) await bench.bring(bytes, { filename, system });
  }, 120_000);

  it("the agent is suggested, known from then on, and not suggested again", async () => {
    const agent = (await suggested(bench, "agent")).find(({ actor }) => actor === AGENT);
    expect(agent).toMatchObject({ said: true, decision: null });
    expect(agent?.events.length).toBeGreaterThan(0);
    await decide(bench, agent?.key ?? "", "accepted");
    expect((await suggested(bench, "agent")).map(({ actor }) => actor)).not.toContain(AGENT);
  });

  it("what was reached most is suggested as an asset until an asset's pattern matches it", async () => {
    const names = async () => (await suggested(bench, "asset")).map(({ resource }) => resource);
    expect(await names()).toContain("arn:aws:s3:::northwind-build-artifacts");
    for (const { name, patterns } of ASSETS) {
      const input = { name, classification: "restricted", patterns: patterns.map((resource) => ({ resource })) };
      await createAsset(bench.user.ctx, CreateAssetInput.parse(input));
    }
    for (const { arn } of ASSETS) expect(await names()).not.toContain(arn);
  });

  it("the window is the truth to the second, with both events, and opens for the assets that the policy names", async () => {
    const [window, ...others] = await suggested(bench, "window");
    expect(others).toEqual([]);
    expect(window).toMatchObject({
      openedAt: TIMES.opened,
      closedAt: TIMES.closed,
      resource: ENGINEERING,
      audience: { kind: "group", group: ENGINEERING, principals: [], unresolved: [] },
      decision: null,
    });
    expect(window?.assets.map(({ name }) => name).sort()).toEqual(ASSETS.map(({ name }) => name).sort());
    const events = await bench.events({ action: "*GroupPolicy" });
    expect(window?.events).toEqual(events.map(({ id }) => id));
    expect((await listWindows(bench.user.ctx, bench.incident.ref)).data).toEqual([]);

    await expect(decide(bench, window?.key ?? "", "accepted")).rejects.toThrow("no group");
    const groups = [{ name: ENGINEERING, from: null, until: null }];
    await importPrincipals(bench.user.ctx, [{ name: "Engineer", kind: "human", aliases: [], groups }]);
    await decide(bench, window?.key ?? "", "accepted");
    const { data } = await listWindows(bench.user.ctx, bench.incident.ref);
    expect(data.map(({ assetName }) => assetName).sort()).toEqual(ASSETS.map(({ name }) => name).sort());
    expect(data.every((w) => w.openedAt === TIMES.opened && w.closedAt === TIMES.closed)).toBe(true);
    expect(await suggested(bench, "window")).toEqual([]);
  });

  it("accepting it recorded the grant as void for the group, with the events that made it and took it back", async () => {
    const rows = await db().select().from(clearances).where(eq(clearances.standing, "void"));
    const windows = (await listWindows(bench.user.ctx, bench.incident.ref)).data;
    expect(rows.map(({ windowId }) => windowId).sort()).toEqual(windows.map(({ id }) => id).sort());
    const [opened, closed] = await bench.events({ action: "*GroupPolicy" });
    for (const row of rows) {
      const cites = { openedEvidence: [opened?.id], closedEvidence: [closed?.id] };
      expect(row).toMatchObject({ groupName: ENGINEERING, from: TIMES.opened, until: TIMES.closed, ...cites });
    }
    expect(await suggested(bench, "grant")).toEqual([]);
  });

  it("a window that was recorded by hand is told to have been opened by a grant that is void", async () => {
    await db().update(clearances).set({ supersededAt: TIMES.closed }).where(eq(clearances.standing, "void"));
    const [grant, ...others] = await suggested(bench, "grant");
    expect(others).toEqual([]);
    expect(grant).toMatchObject({ audience: { group: ENGINEERING }, openedAt: TIMES.opened, closedAt: TIMES.closed });
    expect(grant?.windows.map(({ assetName }) => assetName).sort()).toEqual(ASSETS.map(({ name }) => name).sort());
    await decide(bench, grant?.key ?? "", "accepted");
    expect(await suggested(bench, "grant")).toEqual([]);
    await expect(decide(bench, grant?.key ?? "", "accepted")).resolves.toMatchObject({
      decision: { decision: "accepted" },
    });
    const rows = await db().select().from(clearances).where(isNull(clearances.supersededAt));
    expect(rows.filter(({ standing }) => standing === "void")).toHaveLength(ASSETS.length);
  });
});

describe("accepting a window is one thing, done once", () => {
  let buckets = 0;
  const aBucketOpenedTo = async (principal: unknown) => {
    const bench = await anEvidenceBench();
    buckets += 1;
    const bucketName = `drop-${buckets}`;
    const arn = `arn:aws:s3:::${bucketName}`;
    const statement = {
      Effect: "Allow",
      Principal: principal,
      Action: "s3:GetObject",
      Resource: `${arn}/*`,
    };
    const bucketPolicy = { Statement: [statement] };
    const change = { bucketName, bucketPolicy };
    const reads = Array.from({ length: 30 }, (_, i) => cloudTrail(10 + i));
    await bench.bring(
      ndjson([
        policy(5, { requestParameters: change }),
        policy(9, { eventName: "DeleteBucketPolicy", requestParameters: { bucketName } }),
        ...reads,
      ]),
    );
    const name = `Open ${bench.incident.ref}`;
    const patterns = [{ resource: `${arn}/*` }, { resource: arn }];
    await createAsset(bench.user.ctx, CreateAssetInput.parse({ name, classification: "secret", patterns }));
    const [window] = await suggested(bench, "window");
    return { bench, window, windows: async () => (await listWindows(bench.user.ctx, bench.incident.ref)).data };
  };

  it("a retry after the answer was lost finds it decided, and opens no second window", async () => {
    const { bench, window, windows } = await aBucketOpenedTo("*");
    const first = await decide(bench, window?.key ?? "", "accepted");
    const again = await decide(bench, window?.key ?? "", "accepted");
    expect(again.decision).toEqual(first.decision);
    expect(await windows()).toHaveLength(first.kind === "window" ? first.assets.length : 0);
    await expect(decide(bench, window?.key ?? "", "ignored")).rejects.toMatchObject({ code: "conflict" });
  });

  it("two people at once open it once, and both are told who accepted it", async () => {
    const { bench, window, windows } = await aBucketOpenedTo("*");
    const other = await aUser("commander");
    const input = { decision: "accepted", done: false, voidGrant: true } as const;
    const both = await Promise.all(
      [bench.user, other].map(({ ctx }) => decideSuggestion(ctx, bench.incident.ref, window?.key ?? "", input)),
    );
    expect(new Set(both.map(({ decision }) => decision?.by)).size).toBe(1);
    expect(await windows()).toHaveLength(window?.assets.length ?? 0);
  });

  it("what fails on the way leaves neither window nor decision behind", async () => {
    const { bench, window, windows } = await aBucketOpenedTo("*");
    let calls = 0;
    // The clock is looked at for the window first, and then for the decision.
    const now = () => {
      calls += 1;
      if (calls > 2) throw new Error("the power went");
      return bench.user.ctx.now();
    };
    const input = { decision: "accepted", done: false, voidGrant: true } as const;
    const cut = decideSuggestion({ ...bench.user.ctx, now }, bench.incident.ref, window?.key ?? "", input);
    await expect(cut).rejects.toThrow("the power went");
    expect(await windows()).toEqual([]);
    expect((await suggested(bench, "window"))[0]?.decision).toBeNull();
  });

  it("one who was let in by name is the audience once somebody has said who that is, and the grant is void for him", async () => {
    const arn = "arn:aws:iam::1:user/mallory";
    const { bench, window, windows } = await aBucketOpenedTo({ AWS: arn });
    expect(window?.audience).toEqual({ kind: "listed", group: null, principals: [], unresolved: [arn] });
    await expect(decide(bench, window?.key ?? "", "accepted")).rejects.toThrow(`Nobody has said who "${arn}" is`);
    await importPrincipals(bench.user.ctx, [{ name: "Mallory", kind: "human", aliases: [{ value: arn }] }]);
    await decide(bench, window?.key ?? "", "accepted");
    expect((await windows())[0]?.audience).toMatchObject({ kind: "listed", principals: [{ name: "Mallory" }] });
    const exposure = await getExposure(bench.user.ctx, bench.incident.ref, {});
    expect(exposure.assets[0]?.couldReach).toBe(1);
    const rows = await db().select().from(clearances).where(isNull(clearances.supersededAt));
    expect(rows.filter(({ windowId }) => windowId !== null && rows.length > 0).at(-1)).toMatchObject({
      standing: "void",
    });
  });
});

const policy = (id: number, more: Record<string, unknown>) =>
  cloudTrail(id, { eventName: "PutBucketPolicy", requestParameters: { bucketName: "open" }, ...more });

it("a bucket opened to everybody is suggested without an asset, and ignoring it is kept and recorded", async () => {
  const bench = await anEvidenceBench();
  const statement = { Effect: "Allow", Principal: "*", Action: "s3:GetObject", Resource: "arn:aws:s3:::open/*" };
  const opened = policy(5, { requestParameters: { bucketName: "open", bucketPolicy: { Statement: [statement] } } });
  const denied = policy(9, { errorCode: "AccessDenied", requestParameters: { bucketName: "tried" } });
  await bench.bring(ndjson([cloudTrail(1), opened, denied]));
  const [window, ...others] = await suggested(bench, "window");
  expect(others).toEqual([]);
  expect(window).toMatchObject({
    resource: "arn:aws:s3:::open",
    audience: { kind: "public" },
    closedAt: null,
    assets: [],
  });
  await expect(decide(bench, window?.key ?? "", "accepted")).rejects.toThrow("by hand");
  await decide(bench, window?.key ?? "", "ignored");
  expect((await suggested(bench, "window"))[0]?.decision).toMatchObject({ decision: "ignored", by: bench.user.name });
  expect(await recordKinds(bench.incident.id)).toContain("evidence_ready");
});

it("what is finished by hand is suggested no more, and that it was accepted is recorded all the same", async () => {
  const bench = await anEvidenceBench();
  const { ctx } = bench.user;
  const statement = { Effect: "Allow", Principal: "*", Action: "s3:GetObject", Resource: "arn:aws:s3:::wide/*" };
  const bucket = { bucketName: "wide", bucketPolicy: { Statement: [statement] } };
  const reads = Array.from({ length: 30 }, (_, i) =>
    cloudTrail(10 + i, { requestParameters: { bucketName: "wide", key: `file-${i}` } }),
  );
  await bench.bring(ndjson([policy(5, { requestParameters: bucket }), ...reads]));
  const [window] = await suggested(bench, "window");
  const [wide] = await suggested(bench, "asset");
  const patterns = (wide?.patterns ?? []).map((resource) => ({ resource }));
  const asset = await createAsset(ctx, CreateAssetInput.parse({ name: "Wide", classification: "internal", patterns }));
  await openWindow(
    ctx,
    bench.incident.ref,
    OpenWindowInput.parse({
      asset: asset.id,
      audience: { kind: "public" },
      openedAt: window?.openedAt,
      openedEvidence: window?.openedEvents,
    }),
  );
  expect([...(await suggested(bench, "window")), ...(await suggested(bench, "asset"))]).toEqual([]);
  await expect(decide(bench, window?.key ?? "", "accepted")).rejects.toThrow("any more");
  await decide(bench, window?.key ?? "", "accepted", true);
  await decide(bench, wide?.key ?? "", "accepted", true);
  const kept = await db().select().from(suggestionDecisions);
  const ofIncident = kept.filter(({ incidentId }) => incidentId === Number(bench.incident.id));
  expect(ofIncident.map(({ key, decision }) => [key, decision]).sort()).toEqual(
    [
      [wide?.key, "accepted"],
      [window?.key, "accepted"],
    ].sort(),
  );
});

it("two sources whose clocks differ by the same amount are told, and those that differ at random are not", async () => {
  const bench = await anEvidenceBench();
  const rows = (late: (i: number) => number, name: string) =>
    Array.from({ length: 8 }, (_, i) => {
      const time = new Date(Date.UTC(2026, 2, 11, 9, i) + late(i) * 1000).toISOString();
      return JSON.stringify({ time, user: name, action: "read", resource: `${name}-${i}`, trace_id: `trace-${i}` });
    }).join("\n");
  const mapping = { occurredAt: "time", actor: "user", action: "action", resource: "resource", trace: "trace_id" };
  const bring = async (name: string, late: (i: number) => number) => {
    const { id, needs } = await bench.bring(rows(late, name), { filename: `${name}.ndjson`, system: name });
    if (needs.length > 0) await bench.answer(id, { mapping });
  };
  await bring("one", () => 0);
  await bring("other", () => 42);
  await bring("random", (i) => i * i * 20);
  const clocks = await suggested(bench, "clock");
  expect(clocks.map(({ sources, offsetMs, count }) => [sources.map((s) => s.filename), offsetMs, count])).toEqual([
    [["one.ndjson", "other.ndjson"], 42_000, 8],
  ]);
});

it("a viewer sees suggestions and decides nothing", async () => {
  const bench = await anEvidenceBench();
  await bench.bring(ndjson([cloudTrail(1), policy(5, {})]));
  const viewer = await aUser("viewer");
  await expect(listSuggestions(viewer.ctx, bench.incident.ref)).resolves.toBeDefined();
  const input = { decision: "ignored", done: false, voidGrant: true } as const;
  await expect(decideSuggestion(viewer.ctx, bench.incident.ref, "window-0", input)).rejects.toThrow("respond");
});
