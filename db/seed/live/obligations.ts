import type { Step } from "@/db/seed/step";
import { NameTimeInput } from "@/lib/incidents/inputs";
import { nameTime } from "@/lib/incidents/server/name-time";
import { DecideObligationsInput } from "@/lib/obligations/inputs";
import { decideObligations } from "@/lib/obligations/server/decide-obligations";
import type { Instant } from "@/lib/time/instant";

/** Clocks that run: one that applies, two that don't, and the rest undecided. */
export function obligationSteps(ago: (minutes: number) => Instant): Step[] {
  const aware = NameTimeInput.parse({
    name: "aware",
    at: ago(29),
    basis: "The site was seen to be readable for everybody.",
  });
  const applies = DecideObligationsInput.parse({
    rules: ["gdpr-33"],
    decision: "applies",
    reason: "Pay of employees in the EU was readable for the whole company; a risk to them is likely.",
  });
  const not = DecideObligationsInput.parse({
    rules: ["cert-in", "sec-8k-105"],
    decision: "does_not_apply",
    reason: "No entity in India, and no registered securities.",
  });
  return [
    { at: ago(21), by: "responder", run: (ctx, ref) => nameTime(ctx, ref, aware) },
    { at: ago(16), by: "commander", run: (ctx, ref) => decideObligations(ctx, ref, applies) },
    { at: ago(14), by: "commander", run: (ctx, ref) => decideObligations(ctx, ref, not) },
  ];
}
