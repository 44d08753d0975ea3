import { eq } from "drizzle-orm";
import { beforeAll, expect, it } from "vitest";
import { db } from "@/db/client";
import { incidents, postmortems } from "@/db/schema";
import { acting, type DemoUsers, makeDemoUsers } from "@/db/seed/demo-people";
import type { Told } from "@/db/seed/tell";
import { readSources } from "@/db/testing/read-sources";
import { testDatabase } from "@/db/testing/test-database";
import { listClaims } from "@/lib/claims/server/list-claims";
import { listActions } from "@/lib/containment/server/list-actions";
import { ListEventsQuery } from "@/lib/evidence/inputs";
import { listEvents } from "@/lib/evidence/server/list-events";
import { ExposureQuery } from "@/lib/exposure/inputs";
import { getExposure } from "@/lib/exposure/server/get-exposure";
import { getRoom } from "@/lib/incidents/server/get-room";
import { getPostmortem } from "@/lib/postmortems/server/get-postmortem";
import { listAssessments } from "@/lib/severity/server/list-assessments";
import { DELETED, OPERATOR, STOPS, WHEN } from "./cast";
import { inboxLogs } from "./logs";
import { inboxClock, tellInboxCleared } from "./story";

testDatabase();

const NOW = "2026-11-22T00:00:01.000000Z";
const at = inboxClock(NOW);

let users: DemoUsers;
let story: Told;

beforeAll(async () => {
  users = await makeDemoUsers(at("0 00:00"));
  story = await tellInboxCleared(users, NOW);
}, 300_000);

const reader = () => acting(users.viewer, NOW);
const events = async (filter: object) =>
  (await listEvents(reader(), story.ref, ListEventsQuery.parse({ ...filter, limit: 1000 }))).data;

it("imports transcript and mail log to the record, as the generator states it", async () => {
  const { read, expected } = await readSources(story.id, inboxLogs(at));
  expect(read).toEqual(expected);
});

it("shows 214 mails deleted in her name, three messages to stop, and acts after each of them", async () => {
  const deleted = await events({ verb: "delete" });
  expect(deleted).toHaveLength(DELETED);
  expect(new Set(deleted.map(({ actor }) => actor))).toEqual(new Set([OPERATOR.email]));
  const prompts = await events({ action: "prompt", from: at(STOPS[0].at) });
  expect(prompts.map(({ occurredAt }) => occurredAt)).toEqual(STOPS.map((stop) => at(stop.at)));
  for (const stop of STOPS) expect((await events({ action: "exec", from: at(stop.at) })).length).toBeGreaterThan(5);
});

it("was not stopped by message, and was at the machine, eight seconds after its last act", async () => {
  const { data } = await listActions(reader(), story.ref);
  const [byMessage, atMachine] = data.filter(({ kind }) => kind === "stop_agent");
  expect(byMessage).toMatchObject({ state: "dropped" });
  expect(atMachine).toMatchObject({ state: "done", verification: { verdict: "verified", acted: 0 } });
  expect((await events({ action: "exec" })).at(-1)?.occurredAt).toBe(at(WHEN.lastAct));
});

it("exposed nothing, and is SEV3 now, SEV2 at triage", async () => {
  const { assets, exposedMs } = await getExposure(reader(), story.ref, ExposureQuery.parse({}));
  expect({ assets, exposedMs }).toEqual({ assets: [], exposedMs: { certain: 0, possible: 0 } });
  const room = await getRoom(reader(), story.ref);
  expect(room).toMatchObject({ exposure: null, data: { items: 1, exposed: "no" } });
  const { data } = await listAssessments(reader(), story.ref, { limit: 50 });
  expect(data.map(({ level }) => level).sort()).toEqual(["SEV2", "SEV3"]);
  const [incident] = await db().select().from(incidents).where(eq(incidents.id, story.id));
  expect(incident).toMatchObject({ phase: "resolved", severity: "SEV3" });
});

it("has its postmortem in review, and keeps the blog's account apart from what the logs show", async () => {
  const [postmortem] = await db().select().from(postmortems).where(eq(postmortems.incidentId, story.id));
  expect(postmortem).toMatchObject({ state: "in_review" });
  const { sections } = await getPostmortem(reader(), story.ref);
  const body = (of: string) => sections.find(({ section }) => section === of)?.body;
  expect(body("summary")).toContain("Nothing was exposed: people said so of the item of affected data");
  expect(body("exposure")).toMatch(/^Nothing was exposed/);
  const { data } = await listClaims(reader(), story.ref);
  const standing = (words: string) => data.find((one) => one.words.includes(words))?.standing;
  expect(standing("ignored")).toBe("supported");
  expect(standing("45 minutes")).toBe("reconciled");
  expect(standing("Compaction")).toBe("unverified");
});
