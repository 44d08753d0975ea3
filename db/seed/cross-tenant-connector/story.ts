import { type At, dayClock, midnightBefore } from "@/db/seed/day-clock";
import type { DemoUsers } from "@/db/seed/demo-people";
import type { Step } from "@/db/seed/step";
import { actionSteps, verified } from "@/db/seed/steps/actions";
import { aiSystemSteps } from "@/db/seed/steps/ai-system";
import { answered } from "@/db/seed/steps/answer";
import { claimSteps, judged } from "@/db/seed/steps/claims";
import { entrySteps } from "@/db/seed/steps/entries";
import { severityStep } from "@/db/seed/steps/severity";
import { taskSteps } from "@/db/seed/steps/tasks";
import { type Told, tell } from "@/db/seed/tell";
import type { Instant } from "@/lib/time/instant";
import { DAYS_UNTIL_START, WHEN } from "./cast";
import { claimsOf } from "./claims";
import { exposureSteps } from "./exposure";
import { connectorLogs } from "./logs";
import { obligationSteps } from "./obligations";
import { peopleSteps } from "./people";
import { connectorOf, ENTRIES, RUNGS, TASKS } from "./work";

const SYNTHETIC =
  "After the incident of the Asana MCP server in 2025 as the press reported it: a logic flaw since the launch, other customers' tasks, projects and comments, 34 days, about 1,000 customers, no malice seen. Names, minutes, counts, filings and both log files are invented, and its days follow the first start; the organisation is not Asana.";

const SUMMARY =
  "Since its launch the connector for AI assistants answered from a cache that all tenants shared, so that accounts of some tenants were served tasks, comments and projects of others. About 1,000 tenants had it on; it was taken offline after 34 days.";

/** The calendar of this story, whose first day is so long before the first start that its clocks are running. */
export function connectorClock(now: Instant): At {
  return dayClock(midnightBefore(now, DAYS_UNTIL_START));
}

/** Thirty-four days behind it, offline, and not over: strangers got at it, and authorities are waiting. */
export function tellCrossTenant(users: DemoUsers, now: Instant): Promise<Told> {
  const at = connectorClock(now);
  return tell(users, {
    declaredAt: at(WHEN.declared),
    declared: {
      title: "Connector serves other tenants' projects for 34 days",
      summary: SUMMARY,
      kind: "data_exposure",
      aiInvolvement: "ai_integration_flaw",
      startedAt: at(WHEN.launched),
      detectedAt: at(WHEN.found),
    },
    synthetic: SYNTHETIC,
    logs: connectorLogs(at),
    broughtAt: at("34 19:35"),
    readAt: at(WHEN.read),
    steps: stepsOf(users, at),
  });
}

function stepsOf(users: DemoUsers, at: At): Step[] {
  const connector = aiSystemSteps(at, connectorOf(at));
  return [
    ...connector.steps,
    ...entrySteps(at, ENTRIES),
    ...exposureSteps(at),
    ...peopleSteps(at),
    ...actionSteps(at, connector.id, RUNGS),
    verified(at, "34 20:02"),
    ...taskSteps(at, users, TASKS),
    ...claimSteps(at, claimsOf(at)),
    ...obligationSteps(at),
    ...severitySteps(at),
    answered(at, "34 20:04"),
    judged(at, "34 20:06"),
    answered(at, "35 23:50"),
    judged(at, "35 23:52"),
  ];
}

function severitySteps(at: At): Step[] {
  return [
    severityStep(at, "34 16:05", {
      factors: { A: 3, T: 4, G: 2, C: 3 },
      facts: { tenants: 1_000 },
      reason: "Other tenants could reach it since the launch; what they got is not known yet.",
    }),
    severityStep(at, "34 21:50", {
      factors: { D: 2, V: 3, A: 3, T: 4, R: 3, G: 2, C: 1, E: 2 },
      facts: { tenants: 1_000 },
      reason:
        "37 tenants were served others' content; four days are without logs. Offline; the search for the same key goes on.",
      privacy: { dpc: 2, ei: 0.5, confidentiality: 0.25, integrity: 0, availability: 0, malicious: false },
    }),
  ];
}
