import type { At } from "@/db/seed/day-clock";
import type { Step } from "@/db/seed/step";
import { ChangePhaseInput } from "@/lib/incidents/inputs";
import { changePhase } from "@/lib/incidents/server/change-phase";

/** The next phase, recorded at one instant and true in the world since another. Its gates have to be met. */
export function enterPhase(at: At, to: ChangePhaseInput["to"], recorded: string, since: string): Step {
  const input = ChangePhaseInput.parse({ to, at: at(since) });
  return { at: at(recorded), by: "commander", run: (ctx, ref) => changePhase(ctx, ref, input) };
}
