import type { Mode, Phase, Severity, TimeName } from "@/lib/incidents/model";

export const PHASE_WORDS: Record<Phase, string> = {
  triage: "Triage",
  active: "Active",
  contained: "Contained",
  resolved: "Resolved",
  closed: "Closed",
  declined: "Declined",
  merged: "Merged",
};

export const MODE_WORDS: Record<Mode, string> = { real: "Real", drill: "Drill", retrospective: "Retrospective" };

/** In plain words, for somebody who chooses one at three in the morning. */
export const SEVERITY_HELP: Record<Severity, string> = {
  SEV1: "Sensitive data open or taken, many people, or an agent that can’t be stopped",
  SEV2: "Serious harm, or harm that is likely to grow",
  SEV3: "Limited harm, a few people or one system",
  SEV4: "Little harm, or stopped in time",
  SEV5: "A nuisance; worth a record",
};

export const TIME_WORDS: Record<TimeName, string> = {
  started: "Started",
  detected: "Detected",
  declared: "Declared",
  suspected: "Breach suspected",
  aware: "Aware",
  determined: "Breach determined",
  causal_link_established: "Causal link established",
  high_risk_determined: "High risk determined",
  classified_major: "Classified as major",
  materiality_determined: "Materiality determined",
  assessed_notifiable: "Assessed as notifiable",
  corrective_measure_available: "Corrective measure available",
  contained: "Contained",
  resolved: "Resolved",
  closed: "Closed",
};
