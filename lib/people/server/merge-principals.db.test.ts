import { beforeAll, describe, expect, test } from "vitest";
import { aUser, type TestUser } from "@/db/testing/factories";
import { testDatabase } from "@/db/testing/test-database";
import { RegisterAiSystemInput } from "@/lib/agents/inputs";
import { addIdentity } from "@/lib/agents/server/identities";
import { registerAiSystem } from "@/lib/agents/server/register-ai-system";
import { CreateAssetInput } from "@/lib/assets/inputs";
import { createAsset } from "@/lib/assets/server/create-asset";
import { anEvidenceBench, type Bench, cloudTrail, ndjson } from "@/lib/evidence/server/testing";
import { OpenWindowInput } from "@/lib/exposure/inputs";
import { getExposure } from "@/lib/exposure/server/get-exposure";
import { openWindow } from "@/lib/exposure/server/open-window";
import { microsToInstant } from "@/lib/time/instant";
import type { PrincipalKind } from "../model";
import { addAlias } from "./change-aliases";
import { importClearances } from "./import-clearances";
import { importPrincipals } from "./import-principals";
import { listClearances } from "./list-clearances";
import { getPrincipal, listPrincipals } from "./list-principals";
import { mergePrincipal, splitPrincipal } from "./merge-principals";
import { listPrincipalHistory } from "./principal-history";

testDatabase();

let user: TestUser;
beforeAll(async () => {
  user = await aUser("responder");
});

const aPerson = (name: string, ...aliases: string[]) => aPrincipal("human", name, ...aliases);
const aPrincipal = async (kind: PrincipalKind, name: string, ...aliases: string[]) => {
  const groups = [{ name: `team of ${name}`, from: null, until: null }];
  const row = { name, kind, aliases: aliases.map((value) => ({ value })), groups };
  await importPrincipals(user.ctx, [row]);
  await importClearances(user.ctx, [{ principal: name, classification: "internal", standing: "valid" }]);
  const { data } = await listPrincipals(user.ctx, { limit: 200, q: name });
  const found = data.find((one) => one.name === name);
  if (!found) throw new Error("it was imported");
  return found;
};
const namesOf = async (id: string) => (await getPrincipal(user.ctx, id)).aliases.map(({ value }) => value);
const clearancesOf = async (principal: string) =>
  (await listClearances(user.ctx, { limit: 50, principal })).data.length;

describe("a merge", () => {
  test("moves aliases, groups and clearances to the survivor, and leads there whoever asks for the merged one", async () => {
    const ann = await aPerson("Ann", "ann@x", "ANN");
    const example = await aPerson("Ann Example", "a.example@x");
    const view = await mergePrincipal(user.ctx, ann.id, { into: example.id, reason: "one badge" });
    expect(view.aliases.map(({ value }) => value).sort()).toEqual(["ANN", "a.example@x", "ann@x"].sort());
    expect(view.groups.map(({ name }) => name)).toEqual(["team of Ann", "team of Ann Example"]);
    expect(view.merged).toMatchObject([{ id: ann.id, name: "Ann", into: example.id, reason: "one badge" }]);
    expect((await getPrincipal(user.ctx, ann.id)).id).toBe(example.id);
    expect(await clearancesOf(ann.id)).toBe(0);
    expect(await clearancesOf(example.id)).toBe(2);
    const listed = (await listPrincipals(user.ctx, { limit: 200, q: "ann" })).data.map(({ name }) => name);
    expect(listed).toEqual(["Ann Example"]);
  });

  test("taken back gives back what came with it, keeps what the survivor got since, and goes layer by layer", async () => {
    const [a, b, c] = [await aPerson("A1", "a1"), await aPerson("B1", "b1"), await aPerson("C1", "c1")];
    await mergePrincipal(user.ctx, a.id, { into: b.id });
    await mergePrincipal(user.ctx, b.id, { into: c.id });
    await addAlias(user.ctx, a.id, { value: "since" });
    expect(await namesOf(a.id)).toEqual(["a1", "b1", "c1", "since"]);
    await expect(splitPrincipal(user.ctx, a.id)).rejects.toThrow("B1 was itself merged into another one");
    await splitPrincipal(user.ctx, b.id);
    expect([await namesOf(a.id), await namesOf(c.id)]).toEqual([
      ["a1", "b1"],
      ["c1", "since"],
    ]);
    await splitPrincipal(user.ctx, a.id);
    expect([await namesOf(a.id), await namesOf(b.id)]).toEqual([["a1"], ["b1"]]);
    expect([await clearancesOf(a.id), await clearancesOf(b.id), await clearancesOf(c.id)]).toEqual([1, 1, 1]);
    const kinds = (await listPrincipalHistory(user.ctx, a.id)).data.map(({ kind }) => kind);
    expect(kinds.filter((kind) => kind === "merged" || kind === "split")).toEqual(["split", "merged"]);
    expect(kinds).not.toContain("alias_gone");
  });

  test("with itself, with whom was merged into it, or twice is refused", async () => {
    const [a, b] = [await aPerson("A2", "a2"), await aPerson("B2", "b2")];
    await expect(mergePrincipal(user.ctx, a.id, { into: a.id })).rejects.toMatchObject({ code: "conflict" });
    await expect(splitPrincipal(user.ctx, a.id)).rejects.toMatchObject({ code: "conflict" });
    const twice = await Promise.allSettled([1, 2].map(() => mergePrincipal(user.ctx, a.id, { into: b.id })));
    expect(twice.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
    await expect(mergePrincipal(user.ctx, b.id, { into: a.id })).rejects.toThrow("was merged into B2");
    const viewer = await aUser("viewer");
    await expect(splitPrincipal(viewer.ctx, a.id)).rejects.toMatchObject({ code: "forbidden" });
  });

  test("never takes an AI system's identity out of the registry: the other one goes into it", async () => {
    const [bot, other] = [await aPrincipal("agent", "Bot 4", "b4"), await aPrincipal("agent", "Bot 4 too", "b4-too")];
    const { ctx } = await aUser("admin");
    const system = await registerAiSystem(ctx, RegisterAiSystemInput.parse({ name: "Helper 4", purpose: "helps" }));
    await addIdentity(ctx, system.id, { principal: bot.id });
    await expect(mergePrincipal(user.ctx, bot.id, { into: other.id })).rejects.toThrow("in the registry");
    expect((await mergePrincipal(user.ctx, other.id, { into: bot.id })).aliases).toHaveLength(2);
  });

  test("is no reason to make anybody anew: an import of the merged one's name goes to the survivor", async () => {
    const [a, b] = [await aPerson("A3", "a3"), await aPerson("B3", "b3")];
    await mergePrincipal(user.ctx, a.id, { into: b.id });
    await importPrincipals(user.ctx, [{ name: "A3", kind: "human", aliases: [{ value: "a3-new" }] }]);
    await importClearances(user.ctx, [{ principal: "A3", classification: "secret", standing: "valid" }]);
    expect(await namesOf(b.id)).toEqual(["a3", "a3-new", "b3"]);
    expect(await clearancesOf(b.id)).toBe(3);
  });
});

describe("the exposure answer", () => {
  let bench: Bench;
  const at = (minute: number) => microsToInstant(Date.UTC(2026, 2, 11, 12, minute) * 1000);

  test("as known before a merge and after its split is the former one, to the figure", async () => {
    bench = await anEvidenceBench();
    const clock = (minute: number) => ({ ...bench.user.ctx, now: () => at(minute) });
    const person = (name: string, value: string) => ({ name, kind: "human" as const, aliases: [{ value }] });
    await importPrincipals(clock(0), [person("Reader", "user-1"), person("Same reader", "user-2")]);
    await importClearances(clock(0), [{ principal: "Same reader", classification: "secret", standing: "valid" }]);
    const patterns = [{ resource: "arn:aws:s3:::vault/*" }];
    const systems = ["aws-cloudtrail"];
    const input = CreateAssetInput.parse({ name: "Vault", classification: "restricted", systems, patterns });
    const asset = await createAsset(clock(0), input);
    await bench.bring(ndjson(Array.from({ length: 14 }, (_, i) => cloudTrail(i))));
    const principals = ["Reader", "Same reader"];
    const window = { asset: asset.id, audience: { kind: "listed", principals }, openedAt: "2026-03-11T00:00:00Z" };
    const until = { closedAt: "2026-03-11T01:00:00Z" };
    await openWindow(clock(1), bench.incident.ref, OpenWindowInput.parse({ ...window, ...until }));

    const later = { ...bench.user.ctx, now: () => microsToInstant(Date.now() * 1000) };
    const known = async (instant: string) => {
      const { assets } = await getExposure(later, bench.incident.ref, { at: instant, now: at(50) });
      return assets.map(({ counts, principals, couldReach, exposedPrincipalMs }) => ({
        ...{ counts, couldReach, exposedPrincipalMs },
        who: principals.map(({ name, accesses }) => [name, accesses]),
      }));
    };
    const [row] = (await listPrincipals(later, { limit: 10, q: "Reader" })).data.filter(
      ({ name }) => name === "Reader",
    );
    const [same] = (await listPrincipals(later, { limit: 10, q: "Same reader" })).data;
    const before = microsToInstant(Date.now() * 1000);
    const answerBefore = await known(before);
    await mergePrincipal(later, row?.id ?? "", { into: same?.id ?? "" });
    const merged = microsToInstant(Date.now() * 1000 + 1);
    const answerMerged = await known(merged);
    expect(answerMerged).not.toEqual(answerBefore);
    // Two accesses of each are in the window; the merged one is cleared for all four.
    expect(answerMerged[0]?.who.find(([name]) => name === "Same reader")?.[1]).toMatchObject({ cleared: 4 });
    expect(answerMerged[0]?.couldReach).toBe(0);
    expect(await known(before)).toEqual(answerBefore);
    await splitPrincipal(later, row?.id ?? "");
    expect(await known(microsToInstant(Date.now() * 1000 + 1))).toEqual(answerBefore);
    expect(await known(merged)).toEqual(answerMerged);
  });
});
