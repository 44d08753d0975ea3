import { expect, test } from "vitest";
import { differences } from "./compare";
import type { ExposureView } from "./views";

const summary = {
  exposedMs: { certain: 3_600_000, possible: 3_600_000 },
  accessed: "unknown",
  exfiltrated: "unknown",
  unauthorised: { certain: 0, possible: 0, principals: 0 },
  couldReach: 50,
  gapMs: 0,
  coveredShare: 0,
  denied: 0,
};
const asset = {
  asset: "a",
  name: "table",
  open: false,
  exposedMs: { certain: 0, possible: 60_000 },
  accessed: { verdict: "unknown", reasons: [] },
  exfiltrated: { verdict: "unknown", reasons: [] },
  counts: { unauthorised: { certain: 0, possible: 2 } },
  coveredShare: 0.9479,
};
const then = {
  open: true,
  unexplained: 0,
  summary,
  inputs: { sources: [], windows: ["w"] },
  assets: [asset, { ...asset, asset: "b", name: "bucket" }],
} as unknown as ExposureView;
const now = {
  ...then,
  open: false,
  summary: {
    ...summary,
    accessed: "yes",
    unauthorised: { certain: 87, possible: 3, principals: 14 },
    coveredShare: 0.948,
  },
  assets: [{ ...asset, exposedMs: { certain: 60_000, possible: 60_000 } }],
} as unknown as ExposureView;

test("only figures that differ are told, of all together and asset by asset, also of one that is gone", () => {
  expect(differences(then, then)).toEqual([]);
  const found = differences(then, now).map((one) => [one.asset, one.what, one.before, one.after]);
  expect(found.slice(0, 5)).toEqual([
    [null, "Exposed", "1 h, still open", "1 h"],
    [null, "Accessed?", "unknown", "yes"],
    [null, "Accesses without clearance", "none seen", "87 certain, 3 more possible"],
    [null, "Principals without clearance who accessed", "none seen", "14"],
    [null, "Logs cover", "0.0 %", "94.8 %"],
  ]);
  expect(found[5]).toEqual(["table", "Exposed", "none certain, up to 1 m", "1 m"]);
  expect(found.filter(([of]) => of === "bucket").every(([, , , value]) => value === "no longer there")).toBe(true);
});
