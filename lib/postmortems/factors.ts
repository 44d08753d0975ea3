/** What contributes to incidents that AI systems cause, by group; several hold at once, and none of them is a culprit. */
export const FACTOR_GROUPS = {
  autonomy: [
    "acted_without_required_approval",
    "exceeded_task_scope",
    "ignored_stop_or_freeze",
    "destructive_default",
    "self_selected_credentials",
    "approval_fatigue",
  ],
  access: [
    "excessive_privilege",
    "inherited_user_privilege",
    "shared_or_unscoped_token",
    "clearance_not_enforced",
    "confused_deputy",
    "tenant_isolation_failure",
    "stale_grant",
    "missing_env_separation",
  ],
  model: [
    "incorrect_output",
    "hallucination",
    "context_loss",
    "context_compaction",
    "missing_institutional_context",
    "goal_misread",
    "nondeterminism",
    "fabricated_report",
  ],
  input: [
    "direct_prompt_injection",
    "indirect_prompt_injection",
    "poisoned_retrieval",
    "poisoned_memory",
    "malicious_tool_or_package",
  ],
  human: ["advice_applied_unverified", "over_trust", "user_pasted_secret", "review_skipped", "unclear_ai_label"],
  process: [
    "no_access_risk_assessment",
    "two_person_rule_bypassed",
    "change_unreviewed",
    "adoption_pressure",
    "policy_missing",
    "owner_unclear",
  ],
  detection: ["no_realtime_monitoring", "alert_missed", "logs_incomplete", "detected_by_outsider", "late_detection"],
  recovery: ["kill_switch_absent", "kill_switch_failed", "backup_colocated", "rollback_unknown", "containment_slow"],
  vendor: ["vendor_flaw", "vendor_compromise", "silent_model_change", "notification_late"],
} as const;

/** `known`: the record shows it. `potential`: the record fits it, and people have to judge. */
export type FactorStrength = "known" | "potential";
