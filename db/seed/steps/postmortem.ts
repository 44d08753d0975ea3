import type { At } from "@/db/seed/day-clock";
import type { Step } from "@/db/seed/step";
import { GeneratePostmortemInput } from "@/lib/postmortems/inputs";
import { generatePostmortem } from "@/lib/postmortems/server/generate-postmortem";
import { requestReview } from "@/lib/postmortems/server/review-postmortem";

/** Written from the record, and given to others to read. */
export function postmortemSteps(at: At, { written, review }: { written: string; review?: string }): Step[] {
  const write: Step["run"] = (ctx, ref) => generatePostmortem(ctx, ref, GeneratePostmortemInput.parse({}));
  const steps: Step[] = [{ at: at(written), by: "responder", run: write }];
  if (review) steps.push({ at: at(review), by: "responder", run: requestReview });
  return steps;
}
