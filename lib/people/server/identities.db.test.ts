import { beforeAll, describe, expect, test } from "vitest";
import { aUser } from "@/db/testing/factories";
import { testDatabase } from "@/db/testing/test-database";
import { CreateAssetInput } from "@/lib/assets/inputs";
import { createAsset } from "@/lib/assets/server/create-asset";
import { anEvidenceBench, type Bench, cloudTrail, ndjson } from "@/lib/evidence/server/testing";
import { OpenWindowInput } from "@/lib/exposure/inputs";
import { getExposure } from "@/lib/exposure/server/get-exposure";
import { openWindow } from "@/lib/exposure/server/open-window";
import { decideIdentities } from "./decide-identities";
import { importPrincipals } from "./import-principals";
import { listIdentities } from "./list-identities";
import { listPrincipals } from "./list-principals";

testDatabase();

const session = (id: number, role: string, name: string) => ({
  ...cloudTrail(id),
  userIdentity: { type: "AssumedRole", arn: `arn:aws:sts::1:assumed-role/${role}/${name}` },
});
const user = (id: number, userName: string) => ({
  ...cloudTrail(id),
  userIdentity: { type: "IAMUser", userName, arn: `arn:aws:iam::1:user/${userName}` },
});

let bench: Bench;
const list = () => listIdentities(bench.user.ctx, bench.incident.ref);
const decide = (decisions: Parameters<typeof decideIdentities>[2]["decisions"]) =>
  decideIdentities(bench.user.ctx, bench.incident.ref, { decisions });
const accept = (key = "") => ({ key, decision: "accepted" as const });

beforeAll(async () => {
  bench = await anEvidenceBench();
  await importPrincipals(bench.user.ctx, [
    { name: "Ann", kind: "human", aliases: [{ value: "ann@x.example" }] },
    { name: "Bo", kind: "human", aliases: [{ value: "bo" }] },
  ]);
  const events = [
    ...[1, 2, 3].map((id) => session(id, "Admin", "ANN@x.example")),
    ...[4, 5].map((id) => user(id, "BO")),
    ...[6, 7, 8, 9].map((id) => user(id, "stranger")),
    session(20, "ci", "run.7@ci.example"),
    user(21, "RUN.7@ci.example"),
  ];
  await bench.bring(ndjson(events));
  const patterns = [{ resource: "arn:aws:s3:::vault/*" }];
  const input = CreateAssetInput.parse({
    name: "Vault",
    classification: "secret",
    systems: ["aws-cloudtrail"],
    patterns,
  });
  const asset = await createAsset(bench.user.ctx, input);
  const times = { openedAt: "2026-03-11T00:00:00Z", closedAt: "2026-03-11T00:00:10Z" };
  const window = { asset: asset.id, audience: { kind: "organisation" }, ...times };
  await openWindow(bench.user.ctx, bench.incident.ref, OpenWindowInput.parse(window));
}, 60_000);

describe("identities that nobody has resolved", () => {
  test("are listed by how many accesses they decide, with who they may be and the events that name them", async () => {
    const { suggestions, unresolved, unresolvedCount, uncounted } = await list();
    expect(unresolved.map(({ value, accesses, events }) => [value, accesses, events])).toEqual([
      ["stranger", 4, 4],
      ["ANN@x.example", 3, 3],
      ["BO", 2, 2],
      ["RUN.7@ci.example", 0, 1],
      ["run.7@ci.example", 0, 1],
    ]);
    expect([unresolvedCount, uncounted]).toEqual([5, false]);
    expect(suggestions.map(({ basis, principal, accesses }) => [basis, principal?.name, accesses])).toEqual([
      ["case", "Ann", 3],
      ["case", "Bo", 2],
      ["case", undefined, 0],
    ]);
    const events = await bench.events({ actor: "ANN@x.example" });
    expect(suggestions[0]?.events).toEqual(events.slice(0, 2).map(({ id }) => id));
  });

  test("are accepted and ignored many at once, and decided twice change nothing more", async () => {
    const [ann, bo] = (await list()).suggestions;
    const both = [accept(ann?.key), { key: bo?.key ?? "", decision: "ignored" as const }];
    expect(await decide(both)).toEqual({ accepted: 1, ignored: 1, unchanged: 0 });
    expect(await decide(both)).toEqual({ accepted: 0, ignored: 0, unchanged: 2 });
    const { suggestions, unresolved } = await list();
    expect(unresolved.map(({ value }) => value)).not.toContain("ANN@x.example");
    expect(suggestions.find(({ key }) => key === bo?.key)?.decision).toMatchObject({ decision: "ignored" });
    const { assets } = await getExposure(bench.user.ctx, bench.incident.ref, {});
    expect(assets[0]?.principals.find(({ name }) => name === "Ann")?.accesses.uncleared).toBe(3);
  });

  test("that may be one another become a principal once somebody says of what kind", async () => {
    const twins = (await list()).suggestions.find(({ principal }) => principal === null);
    await expect(decide([accept(twins?.key)])).rejects.toThrow("person, an AI system or a service");
    const namesakes = ["RUN.7@ci.example", "run.7@ci.example"].map((name) => ({
      name,
      kind: "human" as const,
      aliases: [],
    }));
    await importPrincipals(bench.user.ctx, namesakes);
    await expect(decide([{ ...accept(twins?.key), kind: "service" }])).rejects.toThrow("recorded already, as a person");
    await decide([{ ...accept(twins?.key), kind: "human" }]);
    const { data } = await listPrincipals(bench.user.ctx, { limit: 10, q: "run.7" });
    expect(data.map(({ kind, aliases }) => [kind, aliases.length]).sort()).toEqual([
      ["human", 0],
      ["human", 2],
    ]);
  });

  test("show no key that was logged as a name, nor as the label of one", async () => {
    const key = `ghp_${"a1B2c3".repeat(6)}`;
    const other = await anEvidenceBench();
    await other.bring(
      ndjson([
        { ...cloudTrail(1), userIdentity: { type: "IAMUser", userName: key, arn: `arn:aws:iam::1:user/${key}` } },
        { ...cloudTrail(2), userIdentity: { type: "IAMUser", userName: "plain", arn: `arn:aws:iam::1:user/${key}` } },
      ]),
    );
    const told = await listIdentities(other.user.ctx, other.incident.ref);
    expect(told.unresolved.map(({ value, labels }) => [value, labels])).toEqual([["plain", []]]);
    expect(JSON.stringify(told)).not.toContain(key);
  });

  test("that are not suggested any more refuse all of a decision, and nobody who may only read decides", async () => {
    const bo = (await list()).suggestions.find(({ principal }) => principal?.name === "Bo");
    const unknown = `alias-${"0".repeat(20)}`;
    await expect(decide([accept(bo?.key), accept(unknown)])).rejects.toMatchObject({ code: "conflict" });
    expect((await list()).suggestions.find(({ key }) => key === bo?.key)?.decision?.decision).toBe("ignored");
    const viewer = await aUser("viewer");
    const input = { decisions: [accept(bo?.key)] };
    await expect(decideIdentities(viewer.ctx, bench.incident.ref, input)).rejects.toMatchObject({ code: "forbidden" });
    await expect(listIdentities(viewer.ctx, bench.incident.ref)).resolves.toBeDefined();
  });
});
