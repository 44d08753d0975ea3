import type { Step } from "@/db/seed/step";
import { ExposureQuery } from "@/lib/exposure/inputs";
import { getExposure } from "@/lib/exposure/server/get-exposure";
import { ChangePhaseInput, NameTimeInput } from "@/lib/incidents/inputs";
import { changePhase } from "@/lib/incidents/server/change-phase";
import { nameTime } from "@/lib/incidents/server/name-time";
import { ApprovePostmortemInput, GeneratePostmortemInput, SaveSectionInput } from "@/lib/postmortems/inputs";
import { generatePostmortem } from "@/lib/postmortems/server/generate-postmortem";
import { getPostmortem } from "@/lib/postmortems/server/get-postmortem";
import { approvePostmortem, publishPostmortem, requestReview } from "@/lib/postmortems/server/review-postmortem";
import { saveSection } from "@/lib/postmortems/server/save-section";
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
    { at: on("11T20:10:00"), by: "responder", run: answer },
    { at: on("18T08:55:00"), by: "responder", run: answer },
    { at: on("18T09:20:00"), by: "responder", run: writeWhy },
    { at: on("18T09:00:00"), by: "responder", run: (ctx, ref) => generatePostmortem(ctx, ref, generate) },
    { at: on("18T09:40:00"), by: "responder", run: requestReview },
    { at: on("18T14:00:00"), by: "commander", run: (ctx, ref) => approvePostmortem(ctx, ref, approve) },
    { at: on("18T14:05:00"), by: "commander", run: publishPostmortem },
    enter("closed", "18T14:10:00", on("18T14:10:00")),
  ];
}

const generate = GeneratePostmortemInput.parse({});
const approve = ApprovePostmortemInput.parse({});

const answer: Step["run"] = (ctx, ref) => getExposure(ctx, ref, ExposureQuery.parse({}));

const WHY = `What people found, beyond what the record adds up:

- **Why could the agent post in public?** Its tool for posting took the visibility as an argument, and nothing behind it asked who had agreed.
- **Why was its advice followed?** It read like the runbook, named real tables, and carried the label for AI output that everybody has learned to overlook.
- **Why did a group policy reach restricted tables?** Clearance was a list that people kept, not a condition that the system checked.
- **Why did nobody notice for an hour and a half?** Reads of restricted data were logged and not watched.`;

/** People's own words, after what was generated. */
const writeWhy: Step["run"] = async (ctx, ref) => {
  const { sections } = await getPostmortem(ctx, ref);
  const factors = sections.find(({ section }) => section === "factors");
  if (factors === undefined) throw new Error("the postmortem has no section on factors");
  const input = SaveSectionInput.parse({ body: `${factors.body}\n\n${WHY}`, version: factors.version });
  await saveSection(ctx, ref, "factors", input);
};

function enter(to: "contained" | "resolved" | "closed", recordedAt: string, at: Instant): Step {
  const input = ChangePhaseInput.parse({ to, at });
  return { at: on(recordedAt), by: "commander", run: (ctx, ref) => changePhase(ctx, ref, input) };
}
