import { bringEvidence, evidenceReady } from "@/db/seed/bring-evidence";
import { acting, type DemoUsers } from "@/db/seed/demo-people";
import { play, type Step } from "@/db/seed/step";
import { DeclareIncidentInput } from "@/lib/incidents/inputs";
import { parseIncidentRef } from "@/lib/incidents/model";
import { declareIncident } from "@/lib/incidents/server/declare-incident";
import { agentSteps } from "./agent";
import { claimSteps } from "./claims";
import { conclusionSteps } from "./conclusion";
import { exposureSteps } from "./exposure";
import { forumAdviceLogs } from "./logs/all-logs";
import { obligationSteps } from "./obligations";
import { peopleSteps } from "./people";
import { taskSteps } from "./tasks";
import { timelineSteps } from "./timeline";
import { TIMES } from "./times";
import { updateSteps } from "./updates";

const SYNTHETIC =
  "After an incident at Meta in March 2026 as the press reported it: the question, the agent's public answer, the person who applied it, the time of almost two hours. Names, minutes, counts and every log file are invented; the organisation is not Meta.";

const SUMMARY =
  "An agent answered a question on the internal forum in public, without approval. An engineer followed the answer and gave the group of all engineers access to two restricted tables and a bucket of user data, for just under two hours.";

export interface Story {
  id: number;
  ref: string;
  /** What happens once the logs are read. */
  rest: Step[];
}

/** From here on the story needs its logs to have been read. */
const LOGS_READ = "2026-03-11T19:00:00.000000Z";

/** The incident as it went on: declared, understood, contained. Its log files are brought and being read. */
export async function tellForumAdvice(users: DemoUsers): Promise<Story> {
  const declared = DeclareIncidentInput.parse({
    title: "Agent's public advice opens user data to all engineers",
    summary: SUMMARY,
    kind: "data_exposure",
    aiInvolvement: "agent_advice_applied_by_human",
    detectedAt: TIMES.detected,
  });
  const { ref } = await declareIncident(acting(users.commander, TIMES.declared), declared, SYNTHETIC);
  const id = parseIncidentRef(ref);
  if (id === null) throw new Error(`${ref} names no incident`);
  const steps = stepsOf(users);
  await play(
    users,
    ref,
    steps.filter((step) => step.at < LOGS_READ),
  );
  return { id, ref, rest: steps.filter((step) => step.at >= LOGS_READ) };
}

function stepsOf(users: DemoUsers): Step[] {
  const bring: Step["run"] = (ctx, ref) => bringEvidence(ctx, ref, forumAdviceLogs());
  return [
    ...agentSteps(),
    ...timelineSteps(),
    ...exposureSteps(),
    ...peopleSteps(),
    { at: "2026-03-11T17:25:00.000000Z", by: "responder", run: bring },
    ...taskSteps(users),
    ...claimSteps(),
    ...obligationSteps(),
    ...updateSteps(),
    ...conclusionSteps(),
  ];
}

/** What could only be said with the logs read, and the end of it. */
export async function concludeForumAdvice(users: DemoUsers, { id, ref, rest }: Story): Promise<void> {
  await evidenceReady(id);
  await play(users, ref, rest);
}
