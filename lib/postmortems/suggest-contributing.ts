import type { AiInvolvement } from "@/lib/incidents/model";
import { cite } from "./cite";
import type { FactorStrength } from "./factors";
import type { PostmortemFacts } from "./facts";
import { figure } from "./markdown";
import { succeeded } from "./outcome-words";

interface Contributing {
  /** `group.factor` of the vocabulary. */
  code: string;
  strength: FactorStrength;
  /** Markdown with its citation. */
  reason: string;
}

const BY_INVOLVEMENT: Partial<Record<AiInvolvement, string>> = {
  agent_advice_applied_by_human: "human.advice_applied_unverified",
  ai_output_disclosed_data: "access.inherited_user_privilege",
  user_disclosed_to_ai: "human.user_pasted_secret",
  ai_integration_flaw: "vendor.vendor_flaw",
  ai_vendor_compromise: "vendor.vendor_compromise",
  attack_on_ai: "input.indirect_prompt_injection",
};

/** Contributing factors that recorded facts show or fit. People add what records can't know. */
export function suggestContributing(facts: PostmortemFacts): Contributing[] {
  return [...fromSeverity(facts), ...fromExposure(facts), ...fromInvolvement(facts), ...fromDetection(facts)];
}

function fromSeverity({ severity }: PostmortemFacts): Contributing[] {
  const latest = severity[0];
  if (!latest) return [];
  const source = cite("severity", latest.eventId);
  const found: Contributing[] = [];
  const { facts, factors } = latest;
  if (facts.approvalMissing) {
    const code = "autonomy.acted_without_required_approval";
    found.push({ code, strength: "known", reason: `A required approval was missing or bypassed ${source}.` });
  }
  if (facts.stopFailed) {
    const code = "recovery.kill_switch_failed";
    found.push({ code, strength: "known", reason: `A stop command was ignored or failed ${source}.` });
  }
  if (facts.backupsDestroyed) {
    const code = "recovery.backup_colocated";
    found.push({ code, strength: "known", reason: `Backups were destroyed with the store ${source}.` });
  }
  if (factors.G === 4) {
    const code = "access.excessive_privilege";
    const reason = `The agent acted with production or admin rights, or against a stop ${source}.`;
    found.push({ code, strength: "potential", reason });
  }
  return found;
}

function fromExposure({ exposure }: PostmortemFacts): Contributing[] {
  if (!exposure) return [];
  const found: Contributing[] = [];
  if (exposure.unauthorised.certain > 0) {
    const reason = `${figure(exposure.unauthorised.certain)} accesses without clearance${succeeded(exposure.outcomes)} ${cite("exposure")}.`;
    const strength = exposure.outcomes === "all_unknown" ? "potential" : "known";
    found.push({ code: "access.clearance_not_enforced", strength, reason });
  }
  if ((exposure.gapMs ?? 0) > 0) {
    const reason = `The logs are silent for part of the exposure ${cite("exposure")}.`;
    found.push({ code: "detection.logs_incomplete", strength: "known", reason });
  }
  return found;
}

function fromInvolvement({ incident }: PostmortemFacts): Contributing[] {
  const code = BY_INVOLVEMENT[incident.aiInvolvement];
  if (!code) return [];
  const reason = `The kind of involvement that is recorded ${cite("entry", 1)}.`;
  return [{ code, strength: "potential", reason }];
}

const LATE_MS = 60 * 60_000;

function fromDetection({ durations }: PostmortemFacts): Contributing[] {
  const toDetect = durations.find((one) => one.from === "started" && one.to === "detected");
  if (toDetect?.state !== "recorded" || (toDetect.ms ?? 0) <= LATE_MS) return [];
  const reason = "More than an hour passed between start and detection; see Durations.";
  return [{ code: "detection.late_detection", strength: "potential", reason }];
}
