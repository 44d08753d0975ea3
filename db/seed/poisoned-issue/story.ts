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
import { at, MAINTAINER, RED_TEAM, WHEN } from "./cast";
import { poisonedLogs } from "./logs";
import { AGENT_AS_IT_STOOD, CLAIMS, ENTRIES, RUNGS, TASKS } from "./work";

const SYNTHETIC =
  "After what researchers showed of GitHub's MCP server in May 2025: an issue in a public repository makes an agent put data of private ones, salaries among it, into a public pull request. That our red team tried it, names, minutes and both log files are invented.";

const SUMMARY =
  "A red team showed that an issue in a public repository makes the repository assistant read a private one and publish what it finds. The rows that it published were planted: nobody's data was exposed.";

/** A hazard: the weakness was real, the harm was not. */
export function tellPoisonedIssue(users: DemoUsers): Promise<Told> {
  return tell(users, {
    declaredAt: at(WHEN.declared),
    declared: {
      title: "Poisoned issue makes an agent publish private data",
      summary: SUMMARY,
      kind: "data_exfiltration",
      aiInvolvement: "attack_on_ai",
      startedAt: at(WHEN.planted),
      detectedAt: at(WHEN.leaked),
    },
    synthetic: SYNTHETIC,
    logs: poisonedLogs(),
    broughtAt: at("0 18:10"),
    readAt: at(WHEN.logsRead),
    steps: stepsOf(users),
  });
}

function stepsOf(users: DemoUsers): Step[] {
  const agent = aiSystemSteps(at, AGENT_AS_IT_STOOD);
  const no = { answer: "no" as const, reason: "Three rows that the red team made up, of people who do not exist." };
  const hazard = { approvalMissing: true, event: "hazard" as const };
  return [
    ...agent.steps,
    peopleStep(),
    ...entrySteps(at, ENTRIES),
    ...actionSteps(at, agent.id, RUNGS),
    verified(at, "0 19:02"),
    ...taskSteps(at, users, TASKS),
    ...claimSteps(at, CLAIMS),
    ...dataSteps(at, "0 19:40", [
      {
        description: "Planted rows of salaries",
        category: "financial",
        subjectKind: "none",
        people: { certainty: "known", low: 0 },
        records: { certainty: "known", low: 3 },
        jurisdictions: [],
        protection: "none",
        answers: { exposed: no, accessed: no, exfiltrated: no },
      },
    ]),
    severityStep(at, "0 13:26", {
      factors: { D: 3, V: 1, A: 4, T: 2, R: 3, G: 3, C: 2, E: 0 },
      facts: hazard,
      reason: "A weakness that anybody could have used; the red team did, with rows of its own.",
    }),
    severityStep(at, "0 19:45", {
      factors: { D: 3, V: 1, A: 4, T: 2, R: 3, G: 3, C: 0, E: 0 },
      facts: hazard,
      reason: "Containment is verified; the logs show no other run that read a private repository.",
    }),
    ...namedTimes(at, [{ recorded: "0 13:40", name: "aware", at: WHEN.declared, basis: "The red team's call" }]),
    restDoesNotApply(at, "1 11:00", "Nobody's data was concerned: the rows were made up."),
    enterPhase(at, "contained", "0 19:50", WHEN.removed),
    enterPhase(at, "resolved", "11 10:00", "11 09:30"),
    ...postmortemSteps(at, { written: "12 10:00", review: "12 12:00", approved: "13 09:00", published: "13 09:05" }),
    enterPhase(at, "closed", "13 09:10", "13 09:10"),
  ];
}

function peopleStep(): Step {
  const rows = [RED_TEAM, MAINTAINER].map(({ name, email, login }) =>
    PrincipalRow.parse({ name, kind: "human", aliases: [{ value: email }, { system: "github", value: login }] }),
  );
  return { at: at("0 13:45"), by: "responder", run: (ctx) => importPrincipals(ctx, rows) };
}
