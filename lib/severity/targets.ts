import type { Severity } from "@/lib/incidents/model";

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

interface ResponseTargets {
  /** Whether a commander is needed at once. */
  commanderAtOnce: boolean;
  /** Null: no updates are promised. */
  updateEveryMs: number | null;
  /** From the moment the task is added; null: no due time. */
  containmentMs: number | null;
  remediationMs: number;
  /** Null: optional. */
  postmortemBusinessDays: number | null;
}

export const RESPONSE_TARGETS: Record<Severity, ResponseTargets> = {
  SEV1: {
    commanderAtOnce: true,
    updateEveryMs: 30 * MINUTE,
    containmentMs: HOUR,
    remediationMs: 7 * DAY,
    postmortemBusinessDays: 5,
  },
  SEV2: {
    commanderAtOnce: false,
    updateEveryMs: HOUR,
    containmentMs: 4 * HOUR,
    remediationMs: 14 * DAY,
    postmortemBusinessDays: 10,
  },
  SEV3: {
    commanderAtOnce: false,
    updateEveryMs: 4 * HOUR,
    containmentMs: DAY,
    remediationMs: 30 * DAY,
    postmortemBusinessDays: null,
  },
  SEV4: {
    commanderAtOnce: false,
    updateEveryMs: null,
    containmentMs: null,
    remediationMs: 90 * DAY,
    postmortemBusinessDays: null,
  },
  SEV5: {
    commanderAtOnce: false,
    updateEveryMs: null,
    containmentMs: null,
    remediationMs: 90 * DAY,
    postmortemBusinessDays: null,
  },
};

/** "Not sure yet" counts as the worst plausible. */
export function targetsOf(severity: Severity | null): ResponseTargets {
  return RESPONSE_TARGETS[severity ?? "SEV1"];
}
