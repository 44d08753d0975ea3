export const SEVERITIES = ["SEV1", "SEV2", "SEV3", "SEV4", "SEV5"] as const;
export type Severity = (typeof SEVERITIES)[number];

export const PHASES = ["triage", "active", "contained", "resolved", "closed", "declined", "merged"] as const;
export type Phase = (typeof PHASES)[number];

export const MODES = ["real", "drill", "retrospective"] as const;
export type Mode = (typeof MODES)[number];

export const VISIBILITIES = ["open", "restricted"] as const;
export type Visibility = (typeof VISIBILITIES)[number];

/** What kind of harm: kept apart from how the headline words it. */
export const INCIDENT_KINDS = [
  "data_exposure",
  "data_exfiltration",
  "destructive_action",
  "unauthorised_action",
  "availability",
  "integrity",
  "other",
] as const;
export type IncidentKind = (typeof INCIDENT_KINDS)[number];

export const AI_INVOLVEMENTS = [
  "agent_executed_action",
  "agent_advice_applied_by_human",
  "ai_output_disclosed_data",
  "user_disclosed_to_ai",
  "ai_integration_flaw",
  "ai_vendor_compromise",
  "attack_on_ai",
  "product_context_only",
  "unknown",
] as const;
export type AiInvolvement = (typeof AI_INVOLVEMENTS)[number];

export const INCIDENT_ROLES = [
  "commander",
  "deputy",
  "communications",
  "scribe",
  "legal",
  "privacy",
  "subject_expert",
] as const;
export type IncidentRole = (typeof INCIDENT_ROLES)[number];

/** How somebody came to a role: took a free one, was given it, was handed it with a brief, or took it in an emergency. */
export const ROLE_WAYS = ["taken", "given", "handed_over", "taken_over"] as const;
export type RoleWay = (typeof ROLE_WAYS)[number];

/** When something was true in the world, apart from when somebody recorded it. */
export const TIME_NAMES = [
  "started",
  "detected",
  "declared",
  "suspected",
  "aware",
  "determined",
  "causal_link_established",
  "high_risk_determined",
  "classified_major",
  "materiality_determined",
  "assessed_notifiable",
  "corrective_measure_available",
  "contained",
  "resolved",
  "closed",
] as const;
export type TimeName = (typeof TIME_NAMES)[number];

export const PRECISIONS = ["exact", "minute", "hour", "day", "unknown"] as const;
export type Precision = (typeof PRECISIONS)[number];

export function incidentRef(id: number): string {
  return `INC-${id}`;
}

/** The number in `INC-42` (case does not matter), or null. */
export function parseIncidentRef(ref: string): number | null {
  const m = /^INC-([1-9]\d{0,8})$/i.exec(ref.trim());
  return m?.[1] ? Number(m[1]) : null;
}
