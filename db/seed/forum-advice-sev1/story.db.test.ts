import { asc, eq } from "drizzle-orm";
import { beforeAll, describe, expect, it } from "vitest";
import { db } from "@/db/client";
import { evidenceSources, incidents, postmortems } from "@/db/schema";
import { acting, type DemoUsers, makeDemoUsers } from "@/db/seed/demo-people";
import { tellLive } from "@/db/seed/live/story";
import { testDatabase } from "@/db/testing/test-database";
import { ExposureQuery } from "@/lib/exposure/inputs";
import { getExposure } from "@/lib/exposure/server/get-exposure";
import { incidentRef } from "@/lib/incidents/model";
import { dateToInstant } from "@/lib/time/instant";
import { forumAdviceLogs } from "./logs/all-logs";
import { concludeForumAdvice, type Story, tellForumAdvice } from "./story";
import { GAP, TIMES } from "./times";
import { TRUTH } from "./truth";

testDatabase();

let users: DemoUsers;
let story: Story;

beforeAll(async () => {
  users = await makeDemoUsers(TIMES.declared);
  story = await tellForumAdvice(users);
  await concludeForumAdvice(users, story);
}, 300_000);

it("imports every log file to the record, as the generator states it", async () => {
  const sources = await db()
    .select()
    .from(evidenceSources)
    .where(eq(evidenceSources.incidentId, story.id))
    .orderBy(asc(evidenceSources.no));
  const counted = sources.map(({ filename, status, system, events, duplicates, skipped, rejects }) => ({
    filename,
    status,
    system,
    events,
    duplicates,
    skipped,
    rejects,
  }));
  expect(counted).toEqual(
    forumAdviceLogs().map(({ filename, system, expected: { events, duplicates, skipped, rejects } }) => ({
      filename,
      status: "ready",
      system,
      events,
      duplicates,
      skipped,
      rejects,
    })),
  );
});

describe("the exposure answer is the truth that the story states", () => {
  const answer = () => getExposure(acting(users.viewer, TIMES.dayEnds), story.ref, ExposureQuery.parse({}));

  it("how long, who in each class, and what was refused", async () => {
    const { exposedMs, assets, unexplained } = await answer();
    expect(exposedMs).toEqual({ certain: TRUTH.exposedMs, possible: TRUTH.exposedMs });
    expect(unexplained).toBe(0);
    const found = assets.map(({ name, counts, principals }) => ({
      name,
      accesses: counts.accesses,
      unauthorised: counts.unauthorised,
      denied: counts.denied,
      principals: principals
        .filter(({ certain }) => certain > 0)
        .map((one) => ({ name: one.name, cleared: one.accesses.cleared, uncleared: one.accesses.uncleared }))
        .sort(byName),
    }));
    const stated = TRUTH.assets.map(({ name, accesses, unauthorised, denied, principals }) => ({
      name,
      accesses: { certain: accesses, possible: 0 },
      unauthorised: { certain: unauthorised, possible: 0 },
      denied,
      principals,
    }));
    expect(found.sort(byName)).toEqual(stated.sort(byName));
  });

  it("23 people, 14 of them without clearance", async () => {
    const { assets } = await answer();
    const people = assets.flatMap((asset) => asset.principals.filter((p) => p.kind === "human" && p.certain > 0));
    const names = (those: typeof people) => [...new Set(those.map((p) => p.name))].sort();
    expect(names(people)).toEqual(TRUTH.readers);
    expect(names(people.filter((p) => p.unauthorised.certain > 0))).toEqual(TRUTH.uncleared);
  });

  it("six minutes that no log covers, and so a yes where it was read and no no", async () => {
    for (const asset of (await answer()).assets) {
      expect(asset.coverageGaps).toEqual([{ ...GAP, systems: ["aws-cloudtrail"] }]);
      expect(asset.coveredShare).toBeCloseTo(TRUTH.coveredShare, 6);
      expect(asset.accessed.verdict).toBe("yes");
      expect(asset.exfiltrated.verdict).toBe("unknown");
    }
  });
});

it("ends closed, with a postmortem that somebody else approved", async () => {
  const [incident] = await db().select().from(incidents).where(eq(incidents.id, story.id));
  const [postmortem] = await db().select().from(postmortems).where(eq(postmortems.incidentId, story.id));
  expect(incident).toMatchObject({ phase: "closed", severity: "SEV1" });
  expect(postmortem).toMatchObject({ state: "published" });
});

it("the live story is open and readable beside it", async () => {
  const now = dateToInstant(new Date());
  await tellLive(users, now);
  const [live] = await db().select().from(incidents).where(eq(incidents.phase, "active"));
  expect(live).toMatchObject({ severity: "SEV1" });
  const { open, assets } = await getExposure(
    acting(users.viewer, now),
    incidentRef(live?.id ?? 0),
    ExposureQuery.parse({}),
  );
  expect(open).toBe(true);
  expect(assets[0]?.counts.unauthorised.certain).toBeGreaterThan(15);
});

function byName(a: { name: string | null }, b: { name: string | null }): number {
  return (a.name ?? "") < (b.name ?? "") ? -1 : 1;
}
