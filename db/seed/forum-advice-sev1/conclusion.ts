import type { Step } from "@/db/seed/step";
import { ChangePhaseInput, NameTimeInput } from "@/lib/incidents/inputs";
import { changePhase } from "@/lib/incidents/server/change-phase";
import { nameTime } from "@/lib/incidents/server/name-time";
import { ApprovePostmortemInput, GeneratePostmortemInput } from "@/lib/postmortems/inputs";
import { generatePostmortem } from "@/lib/postmortems/server/generate-postmortem";
import { approvePostmortem, publishPostmortem, requestReview } from "@/lib/postmortems/server/review-postmortem";
import { AssessSeverityInput } from "@/lib/severity/inputs";
import { assessSeverity } from "@/lib/severity/server/assess-severity";
import type { Instant } from "@/lib/time/instant";
import { TIMES } from "./times";

const on = (time: string): Instant => `2026-03-${time}.000000Z`;

const FIRST = AssessSeverityInput.parse({
  factors: { D: 3, A: 2, G: 3 },
  facts: { approvalMissing: true },
  reason: "Restricted data, insiders without clearance; the agent published without the approval it needs.",
});

const WITH_EVIDENCE = AssessSeverityInput.parse({
  factors: { D: 3, V: 3, A: 2, T: 2, R: 2, G: 3, C: 0, E: 1 },
  facts: { approvalMissing: true },
  reason: "Containment is verified. The logs were checked: no sign that data left the company.",
});

/** Severity, named times, phases, and the postmortem: written by one, approved by another, published. */
export function conclusionSteps(): Step[] {
  const started = NameTimeInput.parse({ name: "started", at: TIMES.opened, basis: "PutGroupPolicy in the cloud log" });
  return [
    { at: on("11T16:50:20"), by: "commander", run: (ctx, ref) => assessSeverity(ctx, ref, FIRST) },
    { at: on("11T19:10:00"), by: "responder", run: (ctx, ref) => nameTime(ctx, ref, started) },
    enter("contained", "11T18:35:00", TIMES.closed),
    { at: on("12T11:00:00"), by: "commander", run: (ctx, ref) => assessSeverity(ctx, ref, WITH_EVIDENCE) },
    enter("resolved", "17T17:00:00", on("17T16:30:00")),
    { at: on("18T09:00:00"), by: "responder", run: (ctx, ref) => generatePostmortem(ctx, ref, generate) },
    { at: on("18T09:40:00"), by: "responder", run: requestReview },
    { at: on("18T14:00:00"), by: "commander", run: (ctx, ref) => approvePostmortem(ctx, ref, approve) },
    { at: on("18T14:05:00"), by: "commander", run: publishPostmortem },
    enter("closed", "18T14:10:00", on("18T14:10:00")),
  ];
}

const generate = GeneratePostmortemInput.parse({});
const approve = ApprovePostmortemInput.parse({
  reason: "The demo has no regulator to answer to; everything else is met.",
});

function enter(to: "contained" | "resolved" | "closed", recordedAt: string, at: Instant): Step {
  const input = ChangePhaseInput.parse({ to, at });
  return { at: on(recordedAt), by: "commander", run: (ctx, ref) => changePhase(ctx, ref, input) };
}
