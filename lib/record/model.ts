import type { Precision } from "@/lib/incidents/model";
import type { Instant } from "@/lib/time/instant";

/**
 * Everything that can be recorded about an incident. Which of these people read as the timeline is said in
 * lib/timeline/model.ts; the others are the activity behind it.
 */
export const EVENT_KINDS = [
  "declared",
  "reported",
  "triage_accepted",
  "triage_declined",
  "alert_received",
  "alert_resolved",
  "incident_merged",
  "incident_unmerged",
  "merge_taken_in",
  "merge_taken_out",
  "incident_related",
  "incident_unrelated",
  "note",
  "correction",
  "evidence_note",
  "finding",
  "decision",
  "ai_action",
  "human_action",
  "communication",
  "entry_pinned",
  "entry_unpinned",
  "title_changed",
  "summary_changed",
  "kind_changed",
  "visibility_changed",
  "member_added",
  "member_removed",
  "role_taken",
  "role_released",
  "handover_begun",
  "handover_briefed",
  "handover_acknowledged",
  "handover_ended",
  "severity_assessed",
  "phase_changed",
  "time_named",
  "evidence_added",
  "evidence_ready",
  "evidence_failed",
  "evidence_cancelled",
  "evidence_coverage_stated",
  "evidence_viewed",
  "evidence_rehashed",
  "suggestion_decided",
  "exposure_window_opened",
  "exposure_window_changed",
  "exposure_window_closed",
  "exposure_window_withdrawn",
  "void_grants_recorded",
  "void_grant_withdrawn",
  "access_explanation_proposed",
  "access_explanation_declined",
  "access_explained",
  "access_explanation_withdrawn",
  "data_added",
  "data_changed",
  "data_removed",
  "recipient_stated",
  "claim_recorded",
  "claim_corrected",
  "claim_judged",
  "claim_decided",
  "claim_withdrawn",
  "ai_system_linked",
  "ai_system_unlinked",
  "containment_requested",
  "containment_target_named",
  "containment_approved",
  "containment_started",
  "containment_done",
  "containment_checked",
  "containment_verified",
  "containment_not_verified",
  "containment_failed",
  "containment_dropped",
  "stop_delivered",
  "stop_not_delivered",
  "approval_asked",
  "approval_decided",
  "approval_expired",
  "obligation_decided",
  "obligation_submitted",
  "obligation_submission_withdrawn",
  "task_added",
  "task_changed",
  "task_done",
  "task_verified",
  "task_reopened",
  "task_not_doing",
  "update_sent",
  "update_subscriber_added",
  "update_subscriber_ended",
  "postmortem_generated",
  "postmortem_edited",
  "postmortem_review_requested",
  "postmortem_returned",
  "postmortem_approved",
  "postmortem_published",
  "record_exported",
] as const;
export type IncidentEventKind = (typeof EVENT_KINDS)[number];

/** Kinds a person may choose when writing an entry. */
export const ENTRY_KINDS = [
  "note",
  "finding",
  "decision",
  "ai_action",
  "human_action",
  "communication",
] as const satisfies readonly IncidentEventKind[];

/** Who wrote an entry: a person in the browser, a program with a person's token, or the software itself. */
export interface Author {
  kind: "user" | "token" | "system";
  id: string | null;
  name: string;
}

/** One entry of the record as the chain keeps it. */
export interface RecordEntry {
  incidentId: number;
  seq: number;
  kind: IncidentEventKind;
  /** When it was so in the world; null where nobody knows. */
  occurredAt: Instant | null;
  precision: Precision;
  recordedAt: Instant;
  author: Author;
  source: string;
  corrects: number | null;
  data: Record<string, unknown>;
}
