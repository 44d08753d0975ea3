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
import { at, ENGINEER, ON_CALL, WHEN } from "./cast";
import { environmentLogs } from "./logs";
import { CLAIMS, ENTRIES, RUNGS, TASKS, TOOL_AS_IT_STOOD } from "./work";

const SYNTHETIC =
  "After an incident at Amazon in December 2025 as the press reported it: a coding tool that deletes and recreates an environment, cost reports in one region for thirteen hours, a role that could do more than expected, approval by two people that did not cover it, and the dispute on whose error it was. Names, minutes, the day and the log file are invented; the organisation is not Amazon.";

const SUMMARY =
  "A coding tool that was to mend an update deleted the production environment of cost reports in one region, to make it anew, and could not. It was back after thirteen hours. No data was lost, and none was exposed.";

/** Away, not exposed; over, and whose error it was stays disputed. */
export function tellDeletedEnvironment(users: DemoUsers): Promise<Told> {
  return tell(users, {
    declaredAt: at(WHEN.declared),
    declared: {
      title: "Coding tool deletes the environment of cost reports",
      summary: SUMMARY,
      kind: "availability",
      aiInvolvement: "agent_executed_action",
      startedAt: at(WHEN.deleted),
      detectedAt: at(WHEN.detected),
    },
    synthetic: SYNTHETIC,
    logs: environmentLogs(),
    broughtAt: at("1 08:50"),
    readAt: at(WHEN.read),
    steps: stepsOf(users),
  });
}

function stepsOf(users: DemoUsers): Step[] {
  const tool = aiSystemSteps(at, TOOL_AS_IT_STOOD);
  const no = {
    answer: "no" as const,
    reason: "The environment was away; nobody could reach it, and its snapshot was not shared.",
  };
  return [
    ...tool.steps,
    peopleStep(),
    ...entrySteps(at, ENTRIES),
    ...actionSteps(at, tool.id, RUNGS),
    verified(at, "1 09:02"),
    ...taskSteps(at, users, TASKS),
    ...claimSteps(at, CLAIMS),
    ...dataSteps(at, "1 09:40", [
      {
        description: "Cost reports of one region, away and back",
        category: "company_confidential",
        subjectKind: "none",
        people: { certainty: "known", low: 0 },
        records: { certainty: "unknown" },
        jurisdictions: ["China"],
        protection: "none",
        answers: { exposed: no, accessed: no, exfiltrated: no },
      },
    ]),
    severityStep(at, "0 08:24", {
      factors: { D: 1, V: 3, A: 0, T: 2, R: 3, G: 4, C: 0, E: 4 },
      facts: { productionDestroyed: true },
      reason: "A production environment is gone; whether its data is too is not known.",
    }),
    severityStep(at, "1 09:45", {
      factors: { D: 1, V: 2, A: 0, T: 2, R: 2, G: 4, C: 0, E: 4 },
      facts: { productionDestroyed: true },
      reason: "Back with all of its data. The floor stays: production was destroyed.",
    }),
    ...namedTimes(at, [{ recorded: "0 08:40", name: "aware", at: WHEN.detected, basis: "Alarms of the region" }]),
    restDoesNotApply(
      at,
      "1 10:30",
      "No personal data is in it, and the service is none that these laws call essential.",
    ),
    enterPhase(at, "contained", "1 09:05", WHEN.revoked),
    enterPhase(at, "resolved", "9 10:00", "9 09:00"),
    ...postmortemSteps(at, { written: "9 11:00", review: "9 13:00", approved: "9 16:00", published: "9 16:05" }),
    enterPhase(at, "closed", "9 16:10", "9 16:10"),
  ];
}

function peopleStep(): Step {
  const rows = [ENGINEER, ON_CALL].map(({ name, email }) =>
    PrincipalRow.parse({ name, kind: "human", aliases: [{ value: email }] }),
  );
  return { at: at("0 08:50"), by: "responder", run: (ctx) => importPrincipals(ctx, rows) };
}
