import { beforeAll, describe, expect, it } from "vitest";
import { db } from "@/db/client";
import { suggestionDecisions } from "@/db/schema";
import { AGENT, ASSETS, ENGINEERING } from "@/db/seed/forum-advice-sev1/cast";
import { forumAdviceLogs } from "@/db/seed/forum-advice-sev1/logs/all-logs";
import { TIMES } from "@/db/seed/forum-advice-sev1/times";
import { aUser } from "@/db/testing/factories";
import { testDatabase } from "@/db/testing/test-database";
import { CreateAssetInput } from "@/lib/assets/inputs";
import { createAsset } from "@/lib/assets/server/create-asset";
import { OpenWindowInput } from "@/lib/exposure/inputs";
import { listWindows } from "@/lib/exposure/server/list-windows";
import { openWindow } from "@/lib/exposure/server/open-window";
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
  decideSuggestion(bench.user.ctx, bench.incident.ref, key, { decision, done });

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
      audience: { kind: "group", group: ENGINEERING },
      decision: null,
    });
    expect(window?.assets.map(({ name }) => name).sort()).toEqual(ASSETS.map(({ name }) => name).sort());
    const events = await bench.events({ action: "*GroupPolicy" });
    expect(window?.events).toEqual(events.map(({ id }) => id));
    expect((await listWindows(bench.user.ctx, bench.incident.ref)).data).toEqual([]);

    await decide(bench, window?.key ?? "", "accepted");
    const { data } = await listWindows(bench.user.ctx, bench.incident.ref);
    expect(data.map(({ assetName }) => assetName).sort()).toEqual(ASSETS.map(({ name }) => name).sort());
    expect(data.every((w) => w.openedAt === TIMES.opened && w.closedAt === TIMES.closed)).toBe(true);
    expect(await suggested(bench, "window")).toEqual([]);
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
  const input = { decision: "ignored", done: false } as const;
  await expect(decideSuggestion(viewer.ctx, bench.incident.ref, "window-0", input)).rejects.toThrow("respond");
});
