import type { Severity } from "@/lib/incidents/model";
import type { ResponseTargets, TargetTable } from "./model";

/** Until an admin sets others. */
export const DEFAULT_TARGETS: TargetTable = {
  SEV1: asks(true, 30, 1, 7, 5),
  SEV2: asks(false, 60, 4, 14, 10),
  SEV3: asks(false, 240, 24, 30, null),
  SEV4: asks(false, null, null, 90, null),
  SEV5: asks(false, null, null, 90, null),
};

function asks(
  commanderAtOnce: boolean,
  updateEveryMinutes: number | null,
  containmentHours: number | null,
  remediationBusinessDays: number,
  postmortemBusinessDays: number | null,
): ResponseTargets {
  return { commanderAtOnce, updateEveryMinutes, containmentHours, remediationBusinessDays, postmortemBusinessDays };
}

/** "Not sure yet" counts as the worst plausible. */
export function targetsOf(severity: Severity | null, table: TargetTable): ResponseTargets {
  return table[severity ?? "SEV1"];
}
