import type { At } from "@/db/seed/day-clock";
import type { Step } from "@/db/seed/step";
import { AssessSeverityInput, type AssessSeverityRequest } from "@/lib/severity/inputs";
import { assessSeverity } from "@/lib/severity/server/assess-severity";

export function severityStep(at: At, when: string, assessment: AssessSeverityRequest): Step {
  const input = AssessSeverityInput.parse(assessment);
  return { at: at(when), by: "commander", run: (ctx, ref) => assessSeverity(ctx, ref, input) };
}
