import type { Precision } from "@/lib/incidents/model";
import { instantToMicros, microsToInstant } from "@/lib/time/instant";
import type { ClaimFacts, ClaimWindow } from "./facts";
import type { Assertion, Basis, Judgement } from "./model";

const SECOND = 1_000_000;
const LENGTH: Record<Exclude<Precision, "unknown">, number> = {
  exact: SECOND,
  minute: 60 * SECOND,
  hour: 3600 * SECOND,
  day: 86_400 * SECOND,
};

/** The stretch that a time means, in micros: "16:02" is a minute long. */
export function claimedInterval(at: string, precision: Exclude<Precision, "unknown">): { from: number; until: number } {
  const from = instantToMicros(at);
  return { from, until: from + LENGTH[precision] };
}

/**
 * Opened: the first of its windows. Closed: the last, and not at all while one is open. Each end is known within bounds;
 * only bounds that lie all inside or all outside the claimed time decide.
 */
export function judgeTime(
  { kind, asset, at, precision }: Extract<Assertion, { kind: "opened_at" | "closed_at" }>,
  facts: ClaimFacts,
): Judgement {
  const windows = facts.windows.filter((window) => asset === null || window.asset === asset);
  if (windows.length === 0) {
    const reason = "No exposure window of it is recorded, so there is nothing to hold it against.";
    return { standing: "unverified", reason, basis: [] };
  }
  const open = windows.find((window) => window.closedLatest === null);
  if (kind === "closed_at" && open) {
    return { standing: "contradicted", reason: "It is still open.", basis: [windowBasis(open, "still open")] };
  }
  const { window, earliest, latest, evidence } = kind === "opened_at" ? firstOpened(windows) : lastClosed(windows);
  const claimed = claimedInterval(at, precision);
  const inside = earliest >= claimed.from && latest < claimed.until;
  const outside = earliest >= claimed.until || latest < claimed.from;
  const word = kind === "opened_at" ? "opened" : "closed";
  const when = earliest === latest ? `at ${utc(earliest)}` : `between ${utc(earliest)} and ${utc(latest)}`;
  return {
    standing: inside ? "supported" : outside ? "contradicted" : "unverified",
    reason: `It ${word} ${when}${inside || outside ? "" : ", which the claimed time neither holds nor excludes"}.`,
    basis: [
      windowBasis(window, `${word} ${when}`),
      ...evidence.slice(0, 3).map((id): Basis => ({ kind: "event", id, says: `event ${id}` })),
    ],
  };
}

function firstOpened(windows: readonly ClaimWindow[]) {
  const window = windows.reduce((first, one) => (one.openedEarliest < first.openedEarliest ? one : first));
  return {
    window,
    earliest: window.openedEarliest,
    latest: Math.min(...windows.map((one) => one.openedLatest)),
    evidence: window.openedEvidence,
  };
}

function lastClosed(windows: readonly ClaimWindow[]) {
  const end = (one: ClaimWindow) => one.closedLatest ?? Number.POSITIVE_INFINITY;
  const window = windows.reduce((last, one) => (end(one) > end(last) ? one : last));
  return {
    window,
    earliest: Math.max(...windows.map((one) => one.closedEarliest ?? end(one))),
    latest: end(window),
    evidence: window.closedEvidence,
  };
}

function windowBasis(window: ClaimWindow, says: string): Basis {
  return { kind: "window", id: window.id, says };
}

/** `2026-03-11 17:03:05 UTC`. */
function utc(micros: number): string {
  const instant = microsToInstant(micros);
  return `${instant.slice(0, 10)} ${instant.slice(11, 19)} UTC`;
}
