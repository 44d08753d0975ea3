import { expect, test } from "vitest";
import type { AccessView, AssetExposureView, ClassView, ExposedPrincipalView } from "@/lib/exposure/views";
import { agentLinks } from "./agent-links";
import { addStated, classCounts, whoRows } from "./who-rows";

function classOf(certain: number, more: Partial<ClassView> = {}): ClassView {
  const at = "2026-03-11T14:11:20.000000Z";
  const records = { sum: null, atLeast: false };
  return {
    certain,
    possible: 0,
    unknownOutcome: 0,
    byVerb: { read: certain },
    first: at,
    last: at,
    records,
    bytes: records,
    sourceIps: ["10.4.7.21"],
    ...more,
  };
}

function person(
  name: string,
  classes: ExposedPrincipalView["classes"],
  principal: string | null = name,
): ExposedPrincipalView {
  const n = (view?: ClassView) => (view ? view.certain + view.possible : 0);
  const accesses = {
    cleared: n(classes.cleared),
    explained: n(classes.explained),
    uncleared: n(classes.uncleared),
    unresolved: n(classes.unresolved),
  };
  const records = { sum: null, atLeast: false };
  return {
    principal,
    name,
    kind: "human",
    resolved: principal !== null,
    accesses,
    certain: 0,
    possible: 0,
    unauthorised: { certain: 0, possible: 0 },
    unauthorisedItself: 0,
    denied: 0,
    failed: 0,
    byVerb: {},
    first: null,
    last: null,
    records,
    bytes: records,
    sourceIps: [],
    through: 0,
    forOthers: 0,
    why: `why ${name}`,
    classes,
  };
}

const asset = (id: string, principals: ExposedPrincipalView[]) => ({ asset: id, principals }) as AssetExposureView;

test("a principal with accesses of two classes stands in both, each with its own figures", () => {
  const assets = [asset("a", [person("engineer 3", { uncleared: classOf(38), cleared: classOf(14) })])];
  expect(whoRows(assets, "uncleared")).toMatchObject([{ certain: 38, ofAll: 52 }]);
  expect(whoRows(assets, "cleared")).toMatchObject([{ certain: 14, ofAll: 52 }]);
  expect(classCounts(assets)).toEqual({ uncleared: 1, cleared: 1, explained: 0, unresolved: 0 });
});

test("over two assets a principal is one row whose counts are added and whose first and last span both", () => {
  const late = { first: "2026-03-11T15:00:00.000000Z", last: "2026-03-11T15:59:02.000000Z" };
  const assets = [
    asset("a", [person("analyst 7", { uncleared: classOf(2, { records: { sum: 10, atLeast: false } }) })]),
    asset("b", [person("analyst 7", { uncleared: classOf(3, late) })]),
  ];
  const [row] = whoRows(assets, "uncleared");
  expect(row).toMatchObject({
    certain: 5,
    byVerb: { read: 5 },
    assets: ["a", "b"],
    first: "2026-03-11T14:11:20.000000Z",
    last: late.last,
    sourceIps: ["10.4.7.21"],
    why: ["why analyst 7"],
  });
  expect(row?.records).toEqual({ sum: 10, atLeast: true });
});

test("the busiest come first, and possible accesses count as busy too", () => {
  const assets = [
    asset("a", [person("x", { uncleared: classOf(1) }), person("y", { uncleared: classOf(0, { possible: 2 }) })]),
  ];
  expect(whoRows(assets, "uncleared").map((row) => row.name)).toEqual(["y", "x"]);
});

test("an actor that nobody has resolved is not mixed up with a principal of the same name", () => {
  const assets = [
    asset("a", [person("root", { unresolved: classOf(1) }, null), person("root", { uncleared: classOf(1) })]),
  ];
  expect(whoRows(assets, "unresolved").map((row) => row.key)).toEqual(["a:root"]);
  expect(whoRows(assets, "uncleared").map((row) => row.key)).toEqual(["p:root"]);
});

test("unknown plus unknown stays unknown, and never becomes 0", () => {
  expect(addStated({ sum: null, atLeast: false }, { sum: null, atLeast: false })).toEqual({
    sum: null,
    atLeast: false,
  });
  expect(addStated({ sum: 4, atLeast: true }, { sum: 2, atLeast: false })).toEqual({ sum: 6, atLeast: true });
});

test("an agent and the person it acted for name each other, whether or not they are resolved", () => {
  const access = (more: Partial<AccessView>) =>
    ({
      principal: "p1",
      principalName: "copilot-sql",
      actor: "svc",
      beneficiary: null,
      beneficiaryName: null,
      onBehalfOf: null,
      ...more,
    }) as AccessView;
  const links = agentLinks([
    access({ beneficiary: "p2", beneficiaryName: "engineer 11", onBehalfOf: "e11" }),
    access({ beneficiary: "p2", beneficiaryName: "engineer 11", onBehalfOf: "e11" }),
    access({ onBehalfOf: "svc-7f3a" }),
    access({}),
  ]);
  expect(links.get("p:p1")).toEqual({ agents: [], people: ["engineer 11", "svc-7f3a"] });
  expect(links.get("p:p2")).toEqual({ agents: ["copilot-sql"], people: [] });
  expect(links.get("a:svc-7f3a")).toEqual({ agents: ["copilot-sql"], people: [] });
});
