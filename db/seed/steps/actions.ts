import type { At } from "@/db/seed/day-clock";
import type { Step } from "@/db/seed/step";
import {
  CheckActionInput,
  DropActionInput,
  FinishActionInput,
  RequestActionInput,
  StartActionInput,
} from "@/lib/containment/inputs";
import type { ContainmentKind, Preservation } from "@/lib/containment/model";
import { approveAction, dropAction } from "@/lib/containment/server/approve-action";
import { checkAction } from "@/lib/containment/server/check-action";
import { requestAction } from "@/lib/containment/server/request-action";
import { finishAction, startAction } from "@/lib/containment/server/start-action";
import { verifyContainment } from "@/lib/containment/server/verify-containment";
import { parseIncidentRef } from "@/lib/incidents/model";

/** What was done to stop the harm, and how far it came, in the story's own times. */
export interface Rung {
  asked: string;
  kind: ContainmentKind;
  title?: string;
  /** Done to the AI system that caused it. */
  ofAgent?: true;
  approved?: string;
  /** Begun, and not done yet. */
  begun?: { at: string; kept: string };
  done?: { recorded: string; began: string; at: string; note: string; kept: string; preservation?: Preservation };
  looked?: { at: string; holds: boolean; what: string };
  dropped?: { at: string; reason: string };
}

export function actionSteps(at: At, agent: () => string, rungs: readonly Rung[]): Step[] {
  return rungs.flatMap((rung) => stepsOf(at, agent, rung));
}

/** What the logs show of every action once they are read; a worker that was quicker has said it already. */
export function verified(at: At, when: string): Step {
  return { at: at(when), by: "responder", run: (_ctx, ref) => verifyContainment(parseIncidentRef(ref) ?? 0) };
}

function stepsOf(at: At, agent: () => string, rung: Rung): Step[] {
  let id = "";
  const { approved, begun, done, looked, dropped } = rung;
  const ask: Step["run"] = async (ctx, ref) => {
    const aiSystem = rung.ofAgent ? agent() : null;
    const input = RequestActionInput.parse({ kind: rung.kind, title: rung.title, aiSystem });
    id = (await requestAction(ctx, ref, input)).id;
  };
  const steps: Step[] = [{ at: at(rung.asked), by: "responder", run: ask }];
  const then = (when: string, by: Step["by"], run: Step["run"]) => steps.push({ at: at(when), by, run });
  if (approved)
    then(approved, "commander", (ctx, ref) => approveAction(ctx, ref, id, { note: "", version: undefined }));
  if (begun) {
    const input = StartActionInput.parse({
      execution: "by_hand",
      preservation: "preserved",
      preservationNote: begun.kept,
    });
    then(begun.at, "responder", (ctx, ref) => startAction(ctx, ref, id, input));
  }
  if (done) {
    const { preservation = "preserved", kept: preservationNote, note } = done;
    const times = { startedAt: at(done.began), doneAt: at(done.at) };
    const input = FinishActionInput.parse({ ...times, note, preservation, preservationNote });
    then(done.recorded, "responder", (ctx, ref) => finishAction(ctx, ref, id, input));
  }
  if (looked) {
    const input = CheckActionInput.parse({ holds: looked.holds, what: looked.what, at: at(looked.at) });
    then(looked.at, "commander", (ctx, ref) => checkAction(ctx, ref, id, input));
  }
  if (dropped)
    then(dropped.at, "commander", (ctx, ref) =>
      dropAction(ctx, ref, id, DropActionInput.parse({ reason: dropped.reason })),
    );
  return steps;
}
