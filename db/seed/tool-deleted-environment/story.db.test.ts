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
import { getRoom } from "@/lib/incidents/server/get-room";
import { instantToMicros } from "@/lib/time/instant";
import { at, DESTROYED, ENGINEER, REFUSED, TOOL, WHEN } from "./cast";
import { environmentLogs } from "./logs";
import { tellDeletedEnvironment } from "./story";

testDatabase();

let users: DemoUsers;
let story: Told;

beforeAll(async () => {
  users = await makeDemoUsers(at("0 00:00"));
  story = await tellDeletedEnvironment(users);
}, 300_000);

const reader = () => acting(users.viewer, at("30 00:00"));
const events = async (filter: object) =>
  (await listEvents(reader(), story.ref, ListEventsQuery.parse({ ...filter, limit: 100 }))).data;

it("imports the log file to the record, as the generator states it", async () => {
  const { read, expected } = await readSources(story.id, environmentLogs());
  expect(read).toEqual(expected);
});

it("shows that the tool's session deleted it for the engineer, and was refused once it was denied", async () => {
  const deleted = await events({ actor: TOOL, from: at(WHEN.deleted), until: at(WHEN.detected) });
  expect(deleted.map(({ action, onBehalfOf }) => [action, onBehalfOf])).toEqual(
    DESTROYED.map(({ source, name }) => [`${source}.amazonaws.com:${name}`, ENGINEER.email]),
  );
  const refused = await events({ outcome: "denied" });
  expect(refused.map(({ occurredAt }) => occurredAt)).toEqual(REFUSED.map(at));
  const { data } = await listActions(reader(), story.ref);
  expect(data.find(({ kind }) => kind === "revoke_credentials")).toMatchObject({
    verification: { verdict: "verified", acted: 0, denied: REFUSED.length },
  });
});

it("was away for thirteen hours, exposed nothing, and is closed with a published postmortem", async () => {
  const hours = (instantToMicros(at(WHEN.restored)) - instantToMicros(at(WHEN.deleted))) / 3_600_000_000;
  expect(Math.round(hours)).toBe(13);
  expect(await getRoom(reader(), story.ref)).toMatchObject({ exposure: null, data: { exposed: "no" } });
  const [incident] = await db().select().from(incidents).where(eq(incidents.id, story.id));
  expect(incident).toMatchObject({ phase: "closed", severity: "SEV2" });
  const [postmortem] = await db().select().from(postmortems).where(eq(postmortems.incidentId, story.id));
  expect(postmortem).toMatchObject({ state: "published" });
});

it("leaves “user error, not AI error” disputed: nobody decided it, and what the log supports contradicts it", async () => {
  const { data } = await listClaims(reader(), story.ref);
  const claim = (words: string) => data.find((one) => one.words.includes(words));
  expect(claim("user error")?.standing).toBe("unverified");
  expect(claim("decided to delete")?.standing).toBe("supported");
  expect(claim("user error")?.conflicts.map(({ ref }) => ref)).toEqual([claim("decided to delete")?.ref]);
});
