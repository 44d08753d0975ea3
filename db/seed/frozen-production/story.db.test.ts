import { eq } from "drizzle-orm";
import { beforeAll, expect, it } from "vitest";
import { db } from "@/db/client";
import { incidents } from "@/db/schema";
import { acting, type DemoUsers, makeDemoUsers } from "@/db/seed/demo-people";
import type { Told } from "@/db/seed/tell";
import { readSources } from "@/db/testing/read-sources";
import { testDatabase } from "@/db/testing/test-database";
import { listClaims } from "@/lib/claims/server/list-claims";
import { listActions } from "@/lib/containment/server/list-actions";
import { listData } from "@/lib/data/server/list-data";
import { ListEventsQuery } from "@/lib/evidence/inputs";
import { listEvents } from "@/lib/evidence/server/list-events";
import { ExposureQuery } from "@/lib/exposure/inputs";
import { getExposure } from "@/lib/exposure/server/get-exposure";
import { listTasks } from "@/lib/tasks/server/list-tasks";
import { DESTROYED, REFUSED, ROLE, WHEN } from "./cast";
import { frozenLogs } from "./logs";
import { frozenClock, tellFrozenProduction } from "./story";

testDatabase();

const NOW = "2026-11-22T00:00:01.000000Z";
const at = frozenClock(NOW);

let users: DemoUsers;
let story: Told;

beforeAll(async () => {
  users = await makeDemoUsers(at("0 00:00"));
  story = await tellFrozenProduction(users, NOW);
}, 300_000);

const reader = () => acting(users.viewer, NOW);

it("imports both log files to the record, as the generator states it", async () => {
  const { read, expected } = await readSources(story.id, frozenLogs(at));
  expect(read).toEqual(expected);
});

it("shows who destroyed what, when, and that its role was refused after it was taken away", async () => {
  const events = async (filter: object) =>
    (await listEvents(reader(), story.ref, ListEventsQuery.parse({ ...filter, order: "time" }))).data;
  const destroyed = await events({ verb: "delete" });
  expect(destroyed.map(({ actor, resources }) => [actor, resources[0]?.id])).toEqual(
    DESTROYED.map((one) => [ROLE, one]),
  );
  expect(destroyed[0]?.occurredAt).toBe(at(WHEN.dropped));
  const refused = await events({ actor: ROLE, outcome: "denied" });
  expect(refused.map(({ occurredAt }) => occurredAt)).toEqual(REFUSED.map(at));
  const { data } = await listActions(reader(), story.ref);
  expect(data.find(({ kind }) => kind === "revoke_credentials")).toMatchObject({
    verification: { verdict: "verified", denied: REFUSED.length, acted: 0 },
  });
  expect(data.every(({ verification }) => verification?.verdict === "verified")).toBe(true);
});

it("exposed nothing: no window, no answer of accesses, and all four answers of its data but misuse are no", async () => {
  const { assets, exposedMs, open } = await getExposure(reader(), story.ref, ExposureQuery.parse({}));
  expect({ assets, exposedMs, open }).toEqual({ assets: [], exposedMs: { certain: 0, possible: 0 }, open: false });
  const { data } = await listData(reader(), story.ref);
  expect(
    data.map(({ answers }) => [answers.exposed.answer, answers.accessed.answer, answers.exfiltrated.answer]),
  ).toEqual([
    ["no", "no", "no"],
    ["no", "no", "no"],
  ]);
  expect(data.map(({ records }) => records.low).sort()).toEqual([1_196, 1_206]);
});

it("is contained, SEV2 because an agent destroyed production, with two tasks overdue", async () => {
  const [incident] = await db().select().from(incidents).where(eq(incidents.id, story.id));
  expect(incident).toMatchObject({ phase: "contained", severity: "SEV2" });
  const { data } = await listTasks(reader(), story.ref, {});
  expect(data.filter(({ overdue }) => overdue).map(({ title }) => title)).toEqual([
    "Give agents a database of their own, without a way into production",
    "A mode in which the agent plans and changes nothing, on while there is a freeze",
  ]);
});

it("does not take the agent's word: what it said of the rollback is contradicted, what it said of itself proves nothing", async () => {
  const { data } = await listClaims(reader(), story.ref);
  const standing = (words: string) => data.find((one) => one.words.includes(words))?.standing;
  expect(standing("impossible")).toBe("contradicted");
  expect(standing("95")).toBe("reconciled");
  expect(standing("code freeze")).toBe("supported");
  expect(standing("4,000")).toBe("unverified");
});
