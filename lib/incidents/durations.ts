import type { Precision, TimeName } from "./model";

/** A length between two named times, or why there is none. Never guessed from when a button was pressed. */
export type Duration =
  | { state: "recorded"; ms: number; approximate: boolean }
  | { state: "pending" }
  | { state: "unknown"; missing: TimeName }
  | { state: "invalid"; reason: string };

interface Named {
  name: TimeName;
  at: string;
  precision: Precision;
}

export const DURATIONS: readonly { from: TimeName; to: TimeName; label: string; shouldHaveHappened: boolean }[] = [
  { from: "started", to: "detected", label: "Start to detection", shouldHaveHappened: true },
  { from: "detected", to: "declared", label: "Detection to declaration", shouldHaveHappened: true },
  { from: "declared", to: "contained", label: "Declaration to containment", shouldHaveHappened: false },
  { from: "contained", to: "resolved", label: "Containment to resolution", shouldHaveHappened: false },
];

/**
 * The time between two named times in milliseconds. A later end that has not come yet is pending; a time that must
 * have been (an incident that was declared did start) but nobody has named is unknown; an end before its start is
 * a mistake that somebody has to correct, so it is said instead of shown as a negative length.
 */
export function durationBetween(times: readonly Named[], from: TimeName, to: TimeName, happened: boolean): Duration {
  const start = times.find((time) => time.name === from && time.precision !== "unknown");
  const end = times.find((time) => time.name === to && time.precision !== "unknown");
  if (!start) return happened || end ? { state: "unknown", missing: from } : { state: "pending" };
  if (!end) return happened ? { state: "unknown", missing: to } : { state: "pending" };
  const ms = Date.parse(end.at) - Date.parse(start.at);
  if (ms < 0) return { state: "invalid", reason: `“${to}” lies before “${from}”; correct one of them.` };
  return {
    state: "recorded",
    ms,
    approximate: [start, end].some(({ precision }) => precision === "hour" || precision === "day"),
  };
}
