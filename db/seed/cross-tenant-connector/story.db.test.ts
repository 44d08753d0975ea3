import { eq } from "drizzle-orm";
import { beforeAll, describe, expect, it } from "vitest";
import { db } from "@/db/client";
import { incidents } from "@/db/schema";
import { acting, type DemoUsers, makeDemoUsers } from "@/db/seed/demo-people";
import type { Told } from "@/db/seed/tell";
import { readSources } from "@/db/testing/read-sources";
import { testDatabase } from "@/db/testing/test-database";
import { listClaims } from "@/lib/claims/server/list-claims";
import { listActions } from "@/lib/containment/server/list-actions";
import { ListRecipientsQuery } from "@/lib/data/inputs";
import { listData } from "@/lib/data/server/list-data";
import { listRecipients } from "@/lib/data/server/list-recipients";
import { ExposureQuery } from "@/lib/exposure/inputs";
import { getExposure } from "@/lib/exposure/server/get-exposure";
import { listObligations } from "@/lib/obligations/server/list-obligations";
import { connectorLogs } from "./logs";
import { connectorClock, tellCrossTenant } from "./story";
import { truthOf } from "./truth";

testDatabase();

/** Late in a day: no earlier or later first start may leave a clock that is said to run overdue. */
const NOW = "2026-11-22T23:59:59.000000Z";
const at = connectorClock(NOW);
const TRUTH = truthOf(at);

let users: DemoUsers;
let story: Told;

beforeAll(async () => {
  users = await makeDemoUsers(at("0 00:00"));
  story = await tellCrossTenant(users, NOW);
}, 300_000);

const reader = () => acting(users.viewer, NOW);

it("imports both log files to the record, as the generator states it", async () => {
  const { read, expected } = await readSources(story.id, connectorLogs(at));
  expect(read).toEqual(expected);
});

describe("the exposure answer is the truth that the story states", () => {
  const answer = () => getExposure(reader(), story.ref, ExposureQuery.parse({}));

  it("34 days, and what 37 outsiders and two cleared people of support were served", async () => {
    const { exposedMs, assets, unexplained } = await answer();
    expect(exposedMs).toEqual({ certain: TRUTH.exposedMs, possible: TRUTH.exposedMs });
    expect(Math.floor(TRUTH.exposedMs / 86_400_000)).toBe(34);
    expect(unexplained).toBe(0);
    const counted = assets.map(({ name, counts: { accesses, unauthorised } }) => ({
      name,
      accesses: accesses.certain,
      unauthorised: unauthorised.certain,
    }));
    expect(counted.sort(byName)).toEqual([...TRUTH.assets].sort(byName));
    const people = assets.flatMap(({ principals }) => principals.filter((p) => p.kind === "human" && p.certain > 0));
    const named = (those: typeof people) => [...new Set(those.map(({ name }) => name))].sort();
    expect(named(people.filter((p) => p.unauthorised.certain > 0))).toEqual(TRUTH.outsiders);
    expect(named(people.filter((p) => p.unauthorised.certain === 0))).toEqual(TRUTH.cleared);
    expect(TRUTH.outsiders).toHaveLength(37);
    expect(TRUTH.cleared).toHaveLength(2);
  });

  it("four days of which there are no logs, and so no no", async () => {
    for (const asset of (await answer()).assets) {
      expect(asset.coverageGaps).toEqual([{ ...TRUTH.gap, systems: ["mcp"] }]);
      expect(asset.coveredShare).toBeCloseTo(TRUTH.coveredShare, 6);
      expect(asset.accessed.verdict).toBe("yes");
      expect(asset.exfiltrated.verdict).toBe("unknown");
    }
  });
});

it("is active, SEV1 by a thousand tenants, its connector stopped as the logs show", async () => {
  const [incident] = await db().select().from(incidents).where(eq(incidents.id, story.id));
  expect(incident).toMatchObject({ phase: "active", severity: "SEV1" });
  expect(incident?.synthetic).toContain("invented");
  const { data } = await listActions(reader(), story.ref);
  const stop = data.find(({ kind }) => kind === "stop_agent");
  expect(stop).toMatchObject({ state: "done", verification: { verdict: "verified", acted: 0 } });
  expect(data.find(({ kind }) => kind === "notify_recipients")).toMatchObject({ state: "started" });
});

it("has clocks that run, wait and are handed in, whenever on a day it is started", async () => {
  for (const now of ["2026-11-22T00:00:01.000000Z", NOW]) {
    const { data } = await listObligations(acting(users.viewer, now), story.ref);
    const clocks = (clock: string) =>
      data
        .filter((one) => one.clock === clock)
        .map(({ rule }) => rule)
        .sort();
    expect(clocks("overdue")).toEqual([]);
    expect(clocks("submitted")).toEqual(["cert-in", "gdpr-33", "nis2-early-warning"]);
    expect(clocks("running")).toEqual([
      "au-ndb-assessment",
      "ca-1798-82-residents",
      "hipaa-hhs",
      "hipaa-individuals",
      "nis2-notification",
      "uk-gdpr-33",
    ]);
    expect(clocks("waiting")).toContain("nis2-final");
    expect(clocks("not_applicable")).toHaveLength(16);
  }
});

it("lists data with ranges, people by place, and recipients bound to secrecy of whom some deleted it", async () => {
  const { data, totals } = await listData(reader(), story.ref);
  expect(data).toHaveLength(3);
  expect(data.every(({ jurisdictions }) => jurisdictions.length === 6)).toBe(true);
  expect(totals.people).toMatchObject({ low: 11_800, high: null, exact: false, unknown: 1 });
  const { summary } = await listRecipients(reader(), story.ref, ListRecipientsQuery.parse({}));
  expect(summary).toMatchObject({
    total: TRUTH.outsiders.length,
    boundToSecrecy: { yes: 37 },
    deletionAttested: { yes: 14 },
    complete: false,
  });
});

it("contradicts what was said before the log was read, and the day that was reported wrongly", async () => {
  const { data } = await listClaims(reader(), story.ref);
  const standing = (words: string) => data.find((one) => one.words.includes(words))?.standing;
  expect(standing("not theirs")).toBe("contradicted");
  expect(standing("on the day on which it was found")).toBe("supported");
  expect(standing("following day")).toBe("contradicted");
  expect(standing("34 days")).toBe("supported");
  expect(standing("About 1,000")).toBe("supported");
  expect(standing("malicious")).toBe("unverified");
});

function byName(a: { name: string }, b: { name: string }): number {
  return a.name < b.name ? -1 : 1;
}
