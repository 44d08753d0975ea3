import type { DemoUsers } from "@/db/seed/demo-people";
import type { Step } from "@/db/seed/step";
import { entrySteps } from "@/db/seed/steps/entries";
import { taskSteps } from "@/db/seed/steps/tasks";
import { type Told, tell } from "@/db/seed/tell";
import { ChangePhaseInput } from "@/lib/incidents/inputs";
import { changePhase } from "@/lib/incidents/server/change-phase";
import { RelateInput } from "@/lib/triage/inputs";
import { relateIncident } from "@/lib/triage/server/relate-incidents";
import { at } from "./cast";

/** The same issue a month later as an exercise: told by injects, with nothing behind them, and counted nowhere. */
export function tellExercise(users: DemoUsers, real: string): Promise<Told> {
  return tell(users, {
    declaredAt: at("30 09:05"),
    declared: {
      title: "Exercise: an issue tells the repository assistant what to do",
      summary: `The injects follow ${real}. Nothing in it happened.`,
      kind: "data_exfiltration",
      aiInvolvement: "attack_on_ai",
      mode: "drill",
      startedAt: at("30 09:00"),
      detectedAt: at("30 09:03"),
    },
    synthetic: "An exercise of the demo's own company: injects, names and minutes are invented.",
    logs: [],
    broughtAt: at("30 09:06"),
    readAt: at("30 09:07"),
    steps: [
      relate(real),
      ...entrySteps(at, [
        {
          recorded: "30 09:06",
          kind: "note",
          body: "Inject: the maintainer asks why the assistant opened a pull request at night.",
        },
        {
          recorded: "30 09:14",
          kind: "decision",
          by: "commander",
          body: "Its token is revoked first; who reads the run's log comes second.",
        },
        {
          recorded: "30 09:22",
          kind: "note",
          body: "Inject: the assistant says that it only did what the issue asked for.",
        },
        {
          recorded: "30 09:41",
          kind: "finding",
          body: "Nobody on call knew where the gateway's log is kept. It took 19 minutes to find.",
          pinned: true,
        },
      ]),
      ...taskSteps(at, users, [
        {
          title: "Write where the gateway's log is kept into the runbook",
          kind: "prevention",
          safeguard: "audit_trail",
          owner: "responder",
          added: "30 09:50",
          done: { at: "31 11:00", proof: "Runbook mcp/logs.", verified: "31 15:00" },
        },
      ]),
      phase("contained", "30 10:00"),
      phase("resolved", "30 10:05"),
      phase("closed", "31 16:00"),
    ],
  });
}

function relate(to: string): Step {
  const input = RelateInput.parse({ to, reason: "The exercise follows it." });
  return { at: at("30 09:08"), by: "commander", run: (ctx, ref) => relateIncident(ctx, ref, input) };
}

function phase(to: ChangePhaseInput["to"], when: string): Step {
  const input = ChangePhaseInput.parse({ to, at: at(when), reason: "The exercise is over: there is nothing to stop." });
  return { at: at(when), by: "commander", run: (ctx, ref) => changePhase(ctx, ref, input) };
}
