import { beforeAll, expect, it } from "vitest";
import { acting, type DemoUsers, makeDemoUsers } from "@/db/seed/demo-people";
import type { Told } from "@/db/seed/tell";
import { readSources } from "@/db/testing/read-sources";
import { testDatabase } from "@/db/testing/test-database";
import { listClaims } from "@/lib/claims/server/list-claims";
import { listActions } from "@/lib/containment/server/list-actions";
import { ListEventsQuery } from "@/lib/evidence/inputs";
import { listEvents } from "@/lib/evidence/server/list-events";
import { getRoom } from "@/lib/incidents/server/get-room";
import { listAssessments } from "@/lib/severity/server/list-assessments";
import { listLinks } from "@/lib/triage/server/list-links";
import { AGENT, at, MAINTAINER, REFUSED, RUN, WHEN } from "./cast";
import { tellExercise } from "./exercise";
import { poisonedLogs } from "./logs";
import { tellPoisonedIssue } from "./story";

testDatabase();

let users: DemoUsers;
let story: Told;

beforeAll(async () => {
  users = await makeDemoUsers(at("0 00:00"));
  story = await tellPoisonedIssue(users);
}, 300_000);

const reader = () => acting(users.viewer, at("30 00:00"));
const events = async (filter: object) =>
  (await listEvents(reader(), story.ref, ListEventsQuery.parse({ ...filter, limit: 100 }))).data;

it("imports both log files to the record, as the generator states it", async () => {
  const { read, expected } = await readSources(story.id, poisonedLogs());
  expect(read).toEqual(expected);
});

it("shows the run from the issue to the public pull request, for a maintainer who asked for none of it", async () => {
  const run = await events({ actor: AGENT, from: at(WHEN.asked), until: at(WHEN.declared) });
  expect(run.map(({ action, onBehalfOf }) => [action, onBehalfOf])).toEqual(
    RUN.map(({ tool }) => [`tools/call ${tool}`, MAINTAINER.email]),
  );
  const { data } = await listActions(reader(), story.ref);
  expect(data.find(({ kind }) => kind === "revoke_credentials")).toMatchObject({
    verification: { verdict: "verified", acted: 0, denied: REFUSED.length },
  });
});

it("is a hazard, potential SEV1 and actual SEV2, in which nothing was exposed; closed", async () => {
  const { data } = await listAssessments(reader(), story.ref, { limit: 10 });
  for (const one of data) expect(one).toMatchObject({ level: "SEV2", potential: "SEV1" });
  expect(await getRoom(reader(), story.ref)).toMatchObject({
    incident: { phase: "closed", severity: "SEV2" },
    exposure: null,
    data: { exposed: "no" },
    postmortem: "published",
  });
});

it("does not take the vendor's word for the model", async () => {
  const { data } = await listClaims(reader(), story.ref);
  expect(data.map(({ standing }) => standing)).toEqual(["contradicted"]);
});

it("has a twin that is an exercise: a drill, closed, and related to it", async () => {
  const twin = await tellExercise(users, story.ref);
  expect(await getRoom(reader(), twin.ref)).toMatchObject({ incident: { mode: "drill", phase: "closed" } });
  const { related } = await listLinks(reader(), twin.ref);
  expect(related.map(({ ref }) => ref)).toEqual([story.ref]);
});
