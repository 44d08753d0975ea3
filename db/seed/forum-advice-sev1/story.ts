import { bringEvidence, evidenceReady } from "@/db/seed/bring-evidence";
import { acting, type DemoUsers } from "@/db/seed/demo-people";
import { ChangePhaseInput, DeclareIncidentInput, NameTimeInput } from "@/lib/incidents/inputs";
import { parseIncidentRef } from "@/lib/incidents/model";
import { changePhase } from "@/lib/incidents/server/change-phase";
import { declareIncident } from "@/lib/incidents/server/declare-incident";
import { nameTime } from "@/lib/incidents/server/name-time";
import type { Instant } from "@/lib/time/instant";
import { forumAdviceLogs } from "./logs/all-logs";
import { importPeople, makeAssets } from "./people";
import { assessFirst, assessWithEvidence, recordData, recordWindows, workTasks } from "./response";
import { writeAfter, writeDuring } from "./timeline";
import { TIMES } from "./times";

const SYNTHETIC =
  "After an incident at Meta in March 2026 as the press reported it: the question, the agent's public answer, the person who applied it, the time of almost two hours. Names, minutes, counts and every log file are invented; the organisation is not Meta.";

const SUMMARY =
  "An agent answered a question on the internal forum in public, without approval. An engineer followed the answer and gave the group of all engineers access to two restricted tables and a bucket of user data, for just under two hours.";

export interface Story {
  id: number;
  ref: string;
}

/** The incident as it went on: declared, understood, contained. Its log files are brought and being read. */
export async function tellForumAdvice(users: DemoUsers): Promise<Story> {
  const { commander, responder } = users;
  const declared = DeclareIncidentInput.parse({
    title: "Agent's public advice opens user data to all engineers",
    summary: SUMMARY,
    kind: "data_exposure",
    aiInvolvement: "agent_advice_applied_by_human",
    detectedAt: TIMES.detected,
  });
  const incident = await declareIncident(acting(commander, TIMES.declared), declared, SYNTHETIC);
  const { ref } = incident;
  const id = parseIncidentRef(ref);
  if (id === null) throw new Error(`${ref} names no incident`);
  await assessFirst(users, ref);
  const assets = await makeAssets(users);
  await recordWindows(users, ref, assets);
  await writeDuring(users, ref);
  await importPeople(users);
  await bringEvidence(acting(responder, "2026-03-11T17:25:00.000000Z"), ref, forumAdviceLogs());
  await name(users, ref, "started", TIMES.opened, "PutGroupPolicy in the cloud log");
  await recordData(users, ref, assets);
  await workTasks(users, ref);
  return { id, ref };
}

/** What could only be said with the logs read, and the end of it. */
export async function concludeForumAdvice(users: DemoUsers, { id, ref }: Story): Promise<void> {
  await evidenceReady(id);
  await writeAfter(users, ref);
  await assessWithEvidence(users, ref);
  await enter(users, ref, "contained", "2026-03-11T18:35:00.000000Z", TIMES.closed);
  await enter(users, ref, "resolved", "2026-03-17T17:00:00.000000Z", "2026-03-17T16:30:00.000000Z");
}

async function name(users: DemoUsers, ref: string, what: "started", at: Instant, basis: string): Promise<void> {
  const input = NameTimeInput.parse({ name: what, at, basis });
  await nameTime(acting(users.responder, "2026-03-11T18:15:00.000000Z"), ref, input);
}

async function enter(users: DemoUsers, ref: string, to: "contained" | "resolved", recordedAt: Instant, at: Instant) {
  await changePhase(acting(users.commander, recordedAt), ref, ChangePhaseInput.parse({ to, at }));
}
