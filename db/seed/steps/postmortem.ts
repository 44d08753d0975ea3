import type { At } from "@/db/seed/day-clock";
import type { Step } from "@/db/seed/step";
import { ApprovePostmortemInput, GeneratePostmortemInput } from "@/lib/postmortems/inputs";
import { generatePostmortem } from "@/lib/postmortems/server/generate-postmortem";
import { approvePostmortem, publishPostmortem, requestReview } from "@/lib/postmortems/server/review-postmortem";

interface Postmortem {
  written: string;
  review: string;
  approved?: string;
  published?: string;
}

/** Written from the record and given to others to read; approved by somebody who wrote none of it. */
export function postmortemSteps(at: At, { written, review, approved, published }: Postmortem): Step[] {
  const write: Step["run"] = (ctx, ref) => generatePostmortem(ctx, ref, GeneratePostmortemInput.parse({}));
  const approve: Step["run"] = (ctx, ref) => approvePostmortem(ctx, ref, ApprovePostmortemInput.parse({}));
  const steps: Step[] = [
    { at: at(written), by: "responder", run: write },
    { at: at(review), by: "responder", run: requestReview },
  ];
  if (approved) steps.push({ at: at(approved), by: "commander", run: approve });
  if (published) steps.push({ at: at(published), by: "commander", run: publishPostmortem });
  return steps;
}
