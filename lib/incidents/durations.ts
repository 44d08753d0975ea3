import { formatDuration } from "@/lib/time/format";
import type { Phase, Precision, TimeName } from "./model";

/** A length between two named times, or why there is none. Never guessed from when a button was pressed. */
export type Duration =
  | { state: "recorded"; ms: number; approximate: boolean }
  | { state: "pending" }
  /** The later end came first, as can be: what was found late had often ended before anybody declared it. */
  | { state: "not_applicable"; reason: string }
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

/** Whether a phase says that a named time has been, whoever named it or did not. */
export function hasHappened(name: TimeName, phase: Phase): boolean {
  if (name === "contained") return phase === "contained" || phase === "resolved" || phase === "closed";
  return name === "resolved" && (phase === "resolved" || phase === "closed");
}

/** Pairs of which the second can't come before the first, whether or not their length is shown. */
const ORDERED: readonly (readonly [TimeName, TimeName])[] = [
  ["started", "detected"],
  ["detected", "declared"],
  ["started", "contained"],
  ["contained", "resolved"],
  ["resolved", "closed"],
];

/** What can't be so among the named times, each with what to do. */
export function impossibleOrders(times: readonly Named[]): { to: TimeName; reason: string }[] {
  return ORDERED.flatMap(([from, to]) => {
    const length = durationBetween(times, from, to, false);
    return length.state === "invalid" ? [{ to, reason: length.reason }] : [];
  });
}

/**
 * The time between two named times in milliseconds. A later end that has not come yet is pending; a time that must
 * have been (an incident that was declared did start) but nobody has named is unknown; what was contained before it
 * was declared has no such length, which is said; any other end before its start is a mistake that somebody has to
 * correct.
 */
export function durationBetween(times: readonly Named[], from: TimeName, to: TimeName, happened: boolean): Duration {
  const start = times.find((time) => time.name === from && time.precision !== "unknown");
  const end = times.find((time) => time.name === to && time.precision !== "unknown");
  if (!start) return happened || end ? { state: "unknown", missing: from } : { state: "pending" };
  if (!end) return happened ? { state: "unknown", missing: to } : { state: "pending" };
  const ms = Date.parse(end.at) - Date.parse(start.at);
  if (ms < 0 && from === "declared") {
    return { state: "not_applicable", reason: `${to} ${formatDuration(-ms)} before it was declared` };
  }
  if (ms < 0) return { state: "invalid", reason: `“${to}” lies before “${from}”; correct one of them.` };
  return {
    state: "recorded",
    ms,
    approximate: [start, end].some(({ precision }) => precision === "hour" || precision === "day"),
  };
}
