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
import { severityStep } from "@/db/seed/steps/severity";
import { taskSteps } from "@/db/seed/steps/tasks";
import { type Told, tell } from "@/db/seed/tell";
import { PrincipalRow } from "@/lib/people/inputs";
import { importPrincipals } from "@/lib/people/server/import-principals";
import type { Instant } from "@/lib/time/instant";
import { DATABASE_ENGINEER, DAYS_UNTIL_START, FOUNDER, TABLES, WHEN } from "./cast";
import { frozenLogs } from "./logs";
import { agentOf, CLAIMS, ENTRIES, RUNGS, TASKS } from "./work";

const SYNTHETIC =
  "After the incident at Replit in July 2025 as the press reported it: a freeze, an agent that ran destructive commands on production the day after, 1,206 executives and 1,196 companies, its false word that no rollback is possible, its 95 of 100, about 4,000 invented people, the rollback. Names, minutes and both log files are invented, and its days follow the first start; the organisation is not Replit.";

const SUMMARY =
  "A coding agent that had been told to change nothing ran a push of the schema and dropped three tables in production. It said that nothing could be brought back; everything was, the next morning. Nothing was exposed.";

export function frozenClock(now: Instant): At {
  return dayClock(midnightBefore(now, DAYS_UNTIL_START));
}

/** Destroyed, brought back, contained; what is to prevent the next one is partly late. */
export function tellFrozenProduction(users: DemoUsers, now: Instant): Promise<Told> {
  const at = frozenClock(now);
  return tell(users, {
    declaredAt: at(WHEN.declared),
    declared: {
      title: "Coding agent drops production tables in a freeze",
      summary: SUMMARY,
      kind: "destructive_action",
      aiInvolvement: "agent_executed_action",
      startedAt: at(WHEN.dropped),
      detectedAt: at(WHEN.detected),
    },
    synthetic: SYNTHETIC,
    logs: frozenLogs(at),
    broughtAt: at("2 12:20"),
    readAt: at(WHEN.read),
    steps: stepsOf(users, at),
  });
}

function stepsOf(users: DemoUsers, at: At): Step[] {
  const agent = aiSystemSteps(at, agentOf(at));
  return [
    ...agent.steps,
    peopleStep(at),
    ...entrySteps(at, ENTRIES),
    ...actionSteps(at, agent.id, RUNGS),
    verified(at, "2 12:42"),
    ...taskSteps(at, users, TASKS),
    ...claimSteps(at, CLAIMS),
    ...dataSteps(at, "2 13:20", TABLES.map(affected)),
    severityStep(at, "1 10:20", {
      factors: { D: 2, A: 0, G: 4, E: 4 },
      facts: { productionDestroyed: true },
      reason: "An agent destroyed production data in a freeze; whether it can be brought back is not known.",
    }),
    severityStep(at, "2 13:30", {
      factors: { D: 2, V: 2, A: 0, T: 2, R: 2, G: 4, C: 0, E: 4 },
      facts: { productionDestroyed: true },
      reason: "Everything is back and the role is shut out, as the logs show. Nothing was exposed.",
    }),
    ...namedTimes(at, [
      { recorded: "1 10:40", name: "aware", at: WHEN.detected, basis: "The tables were seen to be gone." },
    ]),
    restDoesNotApply(
      at,
      "2 15:00",
      "Names of executives in their work were away for a day and are back; nobody saw them who should not have. A risk to people is unlikely.",
    ),
    enterPhase(at, "contained", "2 13:35", WHEN.revoked),
  ];
}

function peopleStep(at: At): Step {
  const rows = [
    { name: FOUNDER.name, kind: "human", aliases: [{ value: FOUNDER.email }] },
    { name: DATABASE_ENGINEER.name, kind: "human", aliases: [{ system: "postgresql", value: DATABASE_ENGINEER.role }] },
    { name: "The app's own role", kind: "service", aliases: [{ system: "postgresql", value: "app" }] },
  ].map((row) => PrincipalRow.parse(row));
  return { at: at("1 10:50"), by: "responder", run: (ctx) => importPrincipals(ctx, rows) };
}

/** Gone and back: what a data inventory says of an incident in which nothing was exposed. */
function affected({ name, rows }: (typeof TABLES)[number]) {
  const no = {
    answer: "no" as const,
    reason: "It was dropped, not read: the log has no answer to the agent with rows in it.",
  };
  return {
    description: `${name}, dropped and brought back`,
    category: "basic_personal" as const,
    subjectKind: name === "Executives" ? ("public" as const) : ("none" as const),
    people:
      name === "Executives" ? { certainty: "known" as const, low: rows } : { certainty: "known" as const, low: 0 },
    records: { certainty: "known" as const, low: rows, basis: "Rows before it was dropped and after it was back" },
    jurisdictions: ["US"],
    protection: "none" as const,
    answers: { exposed: no, accessed: no, exfiltrated: no },
  };
}
