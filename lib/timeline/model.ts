import { ENTRY_KINDS, EVENT_KINDS, type IncidentEventKind } from "@/lib/record/model";

/** Kinds whose text a person wrote, so that a person can correct it. */
export const WRITTEN_KINDS = [...ENTRY_KINDS, "evidence_note"] as const satisfies readonly IncidentEventKind[];
export type WrittenKind = (typeof WRITTEN_KINDS)[number];

/**
 * What the timeline shows by default: what happened, and that the command passed to somebody (lib/timeline/server/command-passed.ts).
 * Everything else is the activity behind it.
 */
export const TIMELINE_KINDS = [
  "declared",
  "reported",
  "triage_accepted",
  "triage_declined",
  "alert_received",
  "alert_resolved",
  "incident_merged",
  "incident_unmerged",
  "merge_taken_in",
  ...WRITTEN_KINDS,
  "severity_assessed",
  "phase_changed",
  "exposure_window_opened",
  "exposure_window_closed",
  "containment_requested",
  "containment_done",
  "containment_verified",
  "containment_not_verified",
  "containment_failed",
  "containment_dropped",
  "stop_not_delivered",
  "claim_recorded",
  "obligation_submitted",
  "update_sent",
] as const satisfies readonly IncidentEventKind[];

/** A correction is never a row of its own: it is how the entry that it names now reads. */
export const ACTIVITY_KINDS = EVENT_KINDS.filter((kind) => kind !== "correction");

export const LIMITS = { bodyLength: 20_000, reasonLength: 2000, evidenceIds: 100, pageSize: 500 } as const;

export function isWritten(kind: string): kind is WrittenKind {
  return (WRITTEN_KINDS as readonly string[]).includes(kind);
}

/** The shape and colour by which an entry is marked. */
export type Marker = "plain" | "agent" | "exposed" | "verified" | "decision" | "phase";

const MARKERS: Partial<Record<IncidentEventKind, Marker>> = {
  ai_action: "agent",
  exposure_window_opened: "exposed",
  finding: "exposed",
  evidence_note: "verified",
  exposure_window_closed: "verified",
  task_verified: "verified",
  containment_verified: "verified",
  containment_failed: "exposed",
  stop_not_delivered: "exposed",
  decision: "decision",
  phase_changed: "phase",
  declared: "phase",
  triage_accepted: "phase",
  incident_merged: "phase",
  severity_assessed: "phase",
};

export function markerOf(kind: IncidentEventKind): Marker {
  return MARKERS[kind] ?? "plain";
}

/** Kinds as people read them. */
export const KIND_WORDS: Record<IncidentEventKind, string> = {
  declared: "declared",
  reported: "reported",
  triage_accepted: "accepted",
  triage_declined: "declined",
  alert_received: "alert",
  alert_resolved: "alert",
  incident_merged: "merged",
  incident_unmerged: "merged",
  merge_taken_in: "merged",
  merge_taken_out: "merged",
  incident_related: "related",
  incident_unrelated: "related",
  note: "note",
  correction: "correction",
  evidence_note: "from evidence",
  finding: "finding",
  decision: "decision",
  ai_action: "AI system acted",
  human_action: "person acted",
  communication: "communication",
  entry_pinned: "pinned",
  entry_unpinned: "unpinned",
  title_changed: "title",
  summary_changed: "summary",
  kind_changed: "kind",
  visibility_changed: "visibility",
  member_added: "member",
  member_removed: "member",
  role_taken: "role",
  role_released: "role",
  handover_begun: "handover",
  handover_briefed: "handover",
  handover_acknowledged: "handover",
  handover_ended: "handover",
  severity_assessed: "severity",
  phase_changed: "phase",
  time_named: "named time",
  evidence_added: "evidence",
  evidence_ready: "evidence",
  evidence_failed: "evidence",
  evidence_cancelled: "evidence",
  evidence_coverage_stated: "evidence",
  evidence_viewed: "evidence",
  evidence_rehashed: "evidence",
  suggestion_decided: "evidence",
  exposure_window_opened: "exposure opened",
  exposure_window_changed: "exposure",
  exposure_window_closed: "exposure closed",
  exposure_window_withdrawn: "exposure",
  void_grants_recorded: "exposure",
  void_grant_withdrawn: "exposure",
  access_explanation_proposed: "exposure",
  access_explanation_declined: "exposure",
  access_explained: "exposure",
  access_explanation_withdrawn: "exposure",
  data_added: "data",
  data_changed: "data",
  data_removed: "data",
  recipient_stated: "data",
  claim_recorded: "claim",
  claim_corrected: "claim",
  claim_judged: "claim",
  claim_decided: "claim",
  claim_withdrawn: "claim",
  ai_system_linked: "AI system",
  ai_system_unlinked: "AI system",
  containment_requested: "containment",
  containment_target_named: "containment",
  containment_approved: "containment",
  containment_started: "containment",
  containment_done: "containment",
  containment_checked: "containment",
  containment_verified: "containment",
  containment_not_verified: "containment",
  containment_failed: "containment",
  containment_dropped: "containment",
  stop_delivered: "containment",
  stop_not_delivered: "containment",
  approval_asked: "permission",
  approval_decided: "permission",
  approval_expired: "permission",
  obligation_decided: "obligation decided",
  obligation_submitted: "submitted",
  obligation_submission_withdrawn: "submission withdrawn",
  task_added: "task",
  task_changed: "task",
  task_done: "task",
  task_verified: "task",
  task_reopened: "task",
  task_not_doing: "task",
  update_sent: "update",
  update_subscriber_added: "subscriber",
  update_subscriber_ended: "subscriber",
  postmortem_generated: "postmortem",
  postmortem_edited: "postmortem",
  postmortem_review_requested: "postmortem",
  postmortem_returned: "postmortem",
  postmortem_approved: "postmortem",
  postmortem_published: "postmortem",
  record_exported: "record",
};
