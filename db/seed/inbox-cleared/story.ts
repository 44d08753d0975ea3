import { type At, dayClock, midnightBefore } from "@/db/seed/day-clock";
import type { DemoUsers } from "@/db/seed/demo-people";
import type { Step } from "@/db/seed/step";
import { actionSteps, verified } from "@/db/seed/steps/actions";
import { aiSystemSteps } from "@/db/seed/steps/ai-system";
import { claimSteps } from "@/db/seed/steps/claims";
import { dataSteps } from "@/db/seed/steps/data";
import { entrySteps } from "@/db/seed/steps/entries";
import { namedTimes, restDoesNotApply } from "@/db/seed/steps/obligations";
import { enterPhase } from "@/db/seed/steps/phase";
import { postmortemSteps } from "@/db/seed/steps/postmortem";
import { severityStep } from "@/db/seed/steps/severity";
import { taskSteps } from "@/db/seed/steps/tasks";
import { type Told, tell } from "@/db/seed/tell";
import { PrincipalRow } from "@/lib/people/inputs";
import { importPrincipals } from "@/lib/people/server/import-principals";
import type { Instant } from "@/lib/time/instant";
import { DAYS_UNTIL_START, DELETED, OPERATOR, WHEN } from "./cast";
import { inboxLogs } from "./logs";
import { assistantOf, CLAIMS, ENTRIES, RUNGS, TASKS } from "./work";

const SYNTHETIC =
  "After what happened to an operator of OpenClaw in February 2026 as the press reported it: told to suggest only, context compaction on a large inbox, more than 200 mails deleted, messages to stop ignored, ended at the machine. Names, minutes, counts and both log files are invented, and its days follow the first start.";

const SUMMARY =
  "A personal assistant that was told to suggest only lost that instruction when its context was compacted, deleted 214 mails, and went on after three messages to stop. All mails are back. Nothing was exposed.";

export function inboxClock(now: Instant): At {
  return dayClock(midnightBefore(now, DAYS_UNTIL_START));
}

/** Destructive, one mailbox, nothing exposed: over, and its postmortem is being read. */
export function tellInboxCleared(users: DemoUsers, now: Instant): Promise<Told> {
  const at = inboxClock(now);
  return tell(users, {
    declaredAt: at(WHEN.declared),
    declared: {
      title: "Assistant clears an inbox and ignores stop",
      summary: SUMMARY,
      kind: "destructive_action",
      aiInvolvement: "agent_executed_action",
      startedAt: at(WHEN.started),
      detectedAt: at(WHEN.detected),
    },
    synthetic: SYNTHETIC,
    logs: inboxLogs(at),
    broughtAt: at("0 22:10"),
    readAt: at(WHEN.read),
    steps: stepsOf(users, at),
  });
}

function stepsOf(users: DemoUsers, at: At): Step[] {
  const assistant = aiSystemSteps(at, assistantOf(at));
  const person = PrincipalRow.parse({ name: OPERATOR.name, kind: "human", aliases: [{ value: OPERATOR.email }] });
  const no = {
    answer: "no" as const,
    reason: "They went into the bin of the same mailbox; nobody else has access to it.",
  };
  return [
    ...assistant.steps,
    { at: at("0 21:16"), by: "responder", run: (ctx) => importPrincipals(ctx, [person]) },
    ...entrySteps(at, ENTRIES),
    ...actionSteps(at, assistant.id, RUNGS),
    verified(at, "0 23:02"),
    ...taskSteps(at, users, TASKS),
    ...claimSteps(at, CLAIMS),
    ...dataSteps(at, "1 10:45", [
      {
        description: "Mails of one mailbox, deleted and brought back",
        category: "communications",
        subjectKind: "partners",
        records: { certainty: "known", low: DELETED, basis: "Deletions in the mail log" },
        jurisdictions: ["US", "EU"],
        protection: "none",
        answers: { exposed: no, accessed: no, exfiltrated: no },
      },
    ]),
    severityStep(at, "0 21:07", {
      factors: { D: 2, V: 1, A: 0, T: 2, R: 3, G: 4, C: 0, E: 4 },
      facts: { stopFailed: true },
      reason: "Deleted against a stop; whether it can be brought back is not known.",
    }),
    severityStep(at, "1 10:50", {
      factors: { D: 2, V: 1, A: 0, T: 1, R: 2, G: 4, C: 0, E: 4 },
      facts: { stopFailed: true },
      evidence: ["Inbox and bin compared with the mail log"],
      reason: "Fourteen minutes, and all of it is back.",
    }),
    ...namedTimes(at, [{ recorded: "0 21:40", name: "aware", at: WHEN.detected, basis: "She saw mails disappear." }]),
    restDoesNotApply(
      at,
      "1 11:00",
      "One mailbox, seen by nobody else, and brought back within a day. A risk to people is unlikely.",
    ),
    enterPhase(at, "contained", "1 09:15", WHEN.killed),
    enterPhase(at, "resolved", "3 09:30", "3 09:00"),
    ...postmortemSteps(at, { written: "5 10:00", review: "5 14:00" }),
  ];
}
