import { severityAssessments } from "@/db/schema";
import { requireIncident } from "@/lib/access/server/require";
import { AppError, invariant } from "@/lib/api/errors";
import type { Ctx } from "@/lib/api/server/context";
import { inTransaction } from "@/lib/api/server/in-transaction";
import { enqueueJudging } from "@/lib/claims/server/enqueue-judging";
import type { Severity } from "@/lib/incidents/model";
import { recordEvent } from "@/lib/record/server/record-event";
import { recomputeDueDates } from "@/lib/tasks/server/recompute-due-dates";
import { type Assessment, assess, isWorse } from "../assess";
import { privacySeverity } from "../enisa";
import type { AssessSeverityInput } from "../inputs";
import type { AssessmentView } from "../views";
import { toAssessmentView } from "./to-view";

/** Applies the rubric and keeps the assessment; the incident takes its level, and due dates that rest on it follow. */
export async function assessSeverity(ctx: Ctx, ref: string, input: AssessSeverityInput): Promise<AssessmentView> {
  return inTransaction(ctx, async (tx) => {
    const incident = await requireIncident(ctx, tx, ref, "respond");
    const assessment = assess(input.factors, input.facts);
    refuseUnexplained(input, assessment);
    const level = input.override ?? assessment.level;
    const privacy = input.privacy ? { ...privacySeverity(input.privacy), input: input.privacy } : null;
    const result = { ...assessment, computed: assessment.level, level, overridden: Boolean(input.override), privacy };
    const entry = await recordEvent(tx, ctx, {
      incidentId: incident.id,
      kind: "severity_assessed",
      data: { from: incident.severity, level, input, result },
    });
    const [row] = await tx
      .insert(severityAssessments)
      .values({
        incidentId: incident.id,
        rubricVersion: assessment.rubricVersion,
        input: { ...input },
        result,
        level,
        reason: input.reason || null,
        assessedBy: entry.author.name,
        assessedAt: entry.recordedAt,
        eventSeq: entry.seq,
      })
      .returning();
    invariant(row, "the assessment was written");
    if (level !== incident.severity) await recomputeDueDates(tx, ctx, { ...incident, severity: level });
    await enqueueJudging(tx, ctx, incident.id);
    return toAssessmentView(row);
  });
}

/** Declared at the high score: anything below it is a judgement, and a judgement says why. */
function refuseUnexplained({ override, reason, evidence }: AssessSeverityInput, { level }: Assessment): void {
  if (!override || reason) return;
  const lower = isLower(override, level);
  if (lower && (evidence?.length ?? 0) > 0) return;
  const message = lower
    ? `The rubric says ${level}. Say why ${override} is right, or link the evidence for it.`
    : "Say why you override the computed level.";
  throw new AppError("invalid", message, { fields: [{ pointer: "/reason", message }] });
}

function isLower(a: Severity, b: Severity): boolean {
  return isWorse(b, a);
}
