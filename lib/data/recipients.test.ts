import { expect, test } from "vitest";
import { type ReadAsset, recipientsOf, summaryOf } from "./recipients";

type Row = ReadAsset["principals"][number];

const uncleared = (certain: number, byVerb: Record<string, number> = { read: certain }) => ({
  certain,
  possible: 0,
  unknownOutcome: 0,
  byVerb,
  first: "2026-03-11T15:10:00.000000Z",
  last: "2026-03-11T15:20:00.000000Z",
  records: { sum: null, atLeast: false },
  bytes: { sum: null, atLeast: false },
  sourceIps: [],
});

function row(name: string, certain: number, over: Partial<Row> = {}): Row {
  return {
    principal: name,
    name,
    kind: "human",
    resolved: true,
    unauthorised: { certain, possible: 0 },
    unauthorisedItself: certain,
    why: "no clearance for restricted",
    classes: { uncleared: uncleared(certain) },
    ...over,
  } as Row;
}

const asset = (id: string, principals: Row[], gaps: ReadAsset["coverageGaps"] = []): ReadAsset => {
  return { asset: id, name: `table ${id}`, coverageGaps: gaps, principals };
};
const nothing = () => ({});

test("somebody who got at two assets is one recipient, with both and the sum of accesses", () => {
  const found = recipientsOf([asset("a", [row("p", 2), row("q", 9)]), asset("b", [row("p", 3)])], nothing);
  expect(found.map(({ name, accesses, assets }) => [name, accesses.certain, assets.map(({ id }) => id)])).toEqual([
    ["q", 9, ["a"]],
    ["p", 5, ["a", "b"]],
  ]);
});

test("an agent that acted for people is no recipient, nor is whoever was cleared", () => {
  const agent = row("agent", 4, { kind: "agent", unauthorisedItself: 0 });
  const cleared = row("steward", 0);
  expect(recipientsOf([asset("a", [agent, cleared, row("p", 1)])], nothing).map(({ name }) => name)).toEqual(["p"]);
});

test("an export or a share by anybody marks who took something away", () => {
  const exporting = row("p", 1, { classes: { uncleared: uncleared(1, { export: 1 }) } } as Partial<Row>);
  const [found] = recipientsOf([asset("a", [exporting])], nothing);
  expect(found?.tookAway).toBe(true);
});

test("they are everybody only if no log is silent, nobody is unresolved, and none only may have read it", () => {
  const summary = (rows: Row[], gaps: ReadAsset["coverageGaps"] = []) => {
    const assets = [asset("a", rows, gaps)];
    return summaryOf(assets, recipientsOf(assets, nothing));
  };
  expect(summary([row("p", 1)])).toMatchObject({ complete: true, why: [], identified: 1 });
  const gap = [{ from: "", until: "", systems: ["cloud"] }];
  expect(summary([row("p", 1)], gap)).toMatchObject({ complete: false, identified: 1 });
  expect(summary([row("x", 1, { principal: null, resolved: false })])).toMatchObject({
    complete: false,
    unresolved: 1,
  });
  const perhaps = row("p", 0, { unauthorised: { certain: 0, possible: 2 }, unauthorisedItself: 2 });
  expect(summary([perhaps])).toMatchObject({ complete: false, identified: 0, total: 1 });
});

test("what nobody stated counts as unknown", () => {
  const assets = [asset("a", [row("p", 1), row("q", 1)])];
  const yes = { answer: "yes" as const, reason: "contract", evidence: [], by: "A", at: "" };
  const recipients = recipientsOf(assets, (key) => (key === "p:p" ? { bound_to_secrecy: yes } : {}));
  expect(summaryOf(assets, recipients)).toMatchObject({
    boundToSecrecy: { yes: 1, no: 0, unknown: 1 },
    deletionAttested: { yes: 0, no: 0, unknown: 2 },
  });
});
