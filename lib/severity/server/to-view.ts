import type { severityAssessments } from "@/db/schema";
import type { Assessment } from "../assess";
import type { AssessSeverityInput } from "../inputs";
import type { AssessmentView } from "../views";

type Row = typeof severityAssessments.$inferSelect;
type Stored = Assessment & Pick<AssessmentView, "computed" | "overridden" | "privacy">;

export function toAssessmentView(row: Row): AssessmentView {
  const input = row.input as AssessSeverityInput;
  const { computed, overridden, privacy, likely, high, floors, potential, actual, assumed, urgency } =
    row.result as unknown as Stored;
  return {
    id: row.id,
    rubricVersion: row.rubricVersion,
    likely,
    high,
    floors,
    level: row.level,
    computed,
    overridden,
    ...(potential && actual ? { potential, actual } : {}),
    assumed,
    urgency,
    privacy,
    factors: input.factors,
    facts: input.facts,
    basis: input.basis ?? {},
    reason: row.reason,
    evidence: input.evidence ?? [],
    assessedBy: row.assessedBy,
    assessedAt: row.assessedAt,
    eventId: String(row.eventSeq),
  };
}
