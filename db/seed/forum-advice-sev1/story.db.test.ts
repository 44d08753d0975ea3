import { asc, eq } from "drizzle-orm";
import { beforeAll, expect, it } from "vitest";
import { db } from "@/db/client";
import { evidenceSources } from "@/db/schema";
import { makeDemoUsers } from "@/db/seed/demo-people";
import { testDatabase } from "@/db/testing/test-database";
import { forumAdviceLogs } from "./logs/all-logs";
import { concludeForumAdvice, type Story, tellForumAdvice } from "./story";
import { TIMES } from "./times";

testDatabase();

let story: Story;

beforeAll(async () => {
  const users = await makeDemoUsers(TIMES.declared);
  story = await tellForumAdvice(users);
  await concludeForumAdvice(users, story);
}, 180_000);

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
