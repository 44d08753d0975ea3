import { formatDuration } from "@/lib/time/format";
import { type Instant, instantToMicros, microsToInstant } from "@/lib/time/instant";
import type { Basis, Proof, Verdict } from "./model";

/** For so long after an action the logs must cover its time before silence says anything. */
export const QUIET_MS = 5 * 60_000;

/** What the logs of one system say of an identity. Counts and instants are of the time after the action was done. */
export interface SystemTrace {
  system: string;
  /** The last event of the identity before it was done. */
  lastBefore: Instant | null;
  /** The covered stretch that holds the moment at which it was done ends here; null where no log covers that moment. */
  coveredUntil: Instant | null;
  /** Where the logs of the system end altogether. */
  logsEnd: Instant | null;
  /** Events after it that were not refused, and those that were. */
  acted: number;
  firstActed: Instant | null;
  lastActed: Instant | null;
  denied: number;
  lastDenied: Instant | null;
}

export interface CheckFact {
  at: Instant;
  holds: boolean;
  what: string;
  by: string;
  /** Whether it cites events of the logs; else it rests on the word of whoever looked. */
  evidence: boolean;
}

export interface VerificationFacts {
  proof: Proof;
  startedAt: Instant;
  doneAt: Instant;
  /** Null: the action is not about an AI system that logs name. */
  traces: readonly SystemTrace[] | null;
  /** The last event of the identity at or after the command that was not refused, in any system. */
  lastAfterStart: Instant | null;
  checks: readonly CheckFact[];
}

export interface Verification {
  verdict: Verdict;
  /** Without a full stop; goes into sentences. */
  reason: string;
  /** Null while nothing says anything. */
  basis: Basis | null;
  /** Who looked, where it rests on a look. */
  by: string | null;
  /** From when on the verdict could be given: the look, the refusal, the end of the silence, the first event. */
  shownAt: Instant | null;
  acted: number;
  denied: number;
  lastActed: Instant | null;
  /** From the command to the last thing that it still did; null where it is not known, or still acts. */
  timeToStopMs: number | null;
  /** Up to here every log of it is silent. */
  quietUntil: Instant | null;
  systems: readonly SystemTrace[];
}

/**
 * Whether what was done holds. It failed where the identity acted after it was done, or where somebody looked and it did
 * not hold; it is verified by silence that the logs cover, by an attempt that was refused, or by somebody who looked.
 * Nobody's silence outside of the logs verifies anything.
 */
export function verify(facts: VerificationFacts): Verification {
  const traces = facts.traces ?? [];
  const acted = sum(traces, "acted");
  const denied = sum(traces, "denied");
  const lastActed = latest(traces.map((trace) => trace.lastActed));
  const quietUntil = earliestOrNull(traces.map((trace) => trace.coveredUntil));
  const base = { acted, denied, lastActed, quietUntil, systems: traces };
  const judged = judge(facts, { acted, denied });
  return { ...base, ...judged, timeToStopMs: acted > 0 ? null : timeToStop(facts, judged.verdict) };
}

type Judged = Pick<Verification, "verdict" | "reason" | "basis" | "by" | "shownAt">;

function judge(facts: VerificationFacts, { acted, denied }: { acted: number; denied: number }): Judged {
  const check = lastCheck(facts);
  // A later look does not undo what the logs say happened, for whoever is meant to be silent.
  if (acted > 0 && facts.proof !== "check") {
    const shownAt = earliest((facts.traces ?? []).map((trace) => trace.firstActed));
    return byLogs("failed", actedAfter(facts, acted), shownAt);
  }
  if (check && !check.holds) return byCheck("failed", check);
  const logs = logsSay(facts, denied);
  return check && logs.verdict === "not_verified" ? byCheck("verified", check) : logs;
}

/** What the logs say by themselves, whoever looked. */
function logsSay(facts: VerificationFacts, denied: number): Judged {
  const { proof, doneAt, traces } = facts;
  if (proof === "check") return notShown("nobody has looked whether it holds");
  if (proof === "denial") {
    if (denied === 0) return notShown(unseen(facts) ?? "nobody tried since, and no access test is recorded");
    return byLogs("verified", deniedAfter(facts, denied), latest((traces ?? []).map((trace) => trace.lastDenied)));
  }
  const missing = unseen(facts) ?? uncovered(facts);
  return missing
    ? notShown(missing)
    : byLogs("verified", silent(facts, denied), microsToInstant(micros(doneAt) + QUIET_MS * 1000));
}

function byLogs(verdict: Verdict, reason: string, shownAt: Instant | null): Judged {
  return { verdict, reason, basis: "evidence", by: null, shownAt };
}

function byCheck(verdict: Verdict, { what, by, evidence, at }: CheckFact): Judged {
  return { verdict, reason: what, basis: evidence ? "evidence" : "look", by: evidence ? null : by, shownAt: at };
}

function notShown(reason: string): Judged {
  return { verdict: "not_verified", reason, basis: null, by: null, shownAt: null };
}

function lastCheck({ checks, doneAt }: VerificationFacts): CheckFact | null {
  const after = checks.filter((check) => check.at >= doneAt);
  return [...after].sort((a, b) => (a.at > b.at ? -1 : 1))[0] ?? null;
}

/** Why the logs can't say anything at all. */
function unseen({ traces }: VerificationFacts): string | null {
  if (traces === null) return "it names no AI system, so no log can be asked";
  return traces.length === 0 ? "no imported log names it" : null;
}

/** Where some log of it does not reach far enough past the action. */
function uncovered(facts: VerificationFacts): string | null {
  const { traces, doneAt } = facts;
  const short = (traces ?? []).find(
    ({ coveredUntil }) => coveredUntil === null || micros(coveredUntil) - micros(doneAt) < QUIET_MS * 1000,
  );
  if (!short) return null;
  const { system, logsEnd, coveredUntil } = short;
  const end = coveredUntil ?? logsEnd;
  if (coveredUntil === null && logsEnd !== null && logsEnd > doneAt) {
    return `the logs of ${system} are silent about ${clock(doneAt, facts)}`;
  }
  return end === null
    ? `nothing says what the logs of ${system} cover`
    : `the logs of ${system} end at ${clock(end, facts)}`;
}

function silent(facts: VerificationFacts, denied: number): string {
  const { traces } = facts;
  const last = latest((traces ?? []).map((trace) => trace.lastBefore));
  const until = earliestOrNull((traces ?? []).map((trace) => trace.coveredUntil));
  const before = last ? `its last event was at ${clock(last, facts)}` : "it did nothing before";
  const quiet = until ? `, and the logs cover the time until ${clock(until, facts)}` : "";
  return `${before}${quiet}${denied > 0 ? `; ${count(denied, "attempt", "attempts")} refused since` : ""}`;
}

function deniedAfter(facts: VerificationFacts, denied: number): string {
  const { traces } = facts;
  const last = latest((traces ?? []).map((trace) => trace.lastDenied));
  return `${count(denied, "attempt", "attempts")} refused since${last ? `, the last at ${clock(last, facts)}` : ""}`;
}

function actedAfter(facts: VerificationFacts, acted: number): string {
  const { traces, doneAt } = facts;
  const first = earliest((traces ?? []).map((trace) => trace.firstActed));
  const last = latest((traces ?? []).map((trace) => trace.lastActed));
  const where = (traces ?? []).filter((trace) => trace.acted > 0).map((trace) => trace.system);
  const after = first ? `, the first ${formatDuration((micros(first) - micros(doneAt)) / 1000)} later` : "";
  return `${count(acted, "event", "events")} of it after ${clock(doneAt, facts)} in ${where.join(", ")}${after}${last ? `, the last at ${clock(last, facts)}` : ""}`;
}

/** Only where the logs reach: before they do, how long it took is unknown. */
function timeToStop({ startedAt, lastAfterStart, traces, proof }: VerificationFacts, verdict: Verdict): number | null {
  if (proof === "check" || verdict !== "verified" || !traces || traces.length === 0) return null;
  if (traces.some((trace) => trace.coveredUntil === null)) return null;
  return lastAfterStart === null ? 0 : Math.max(0, (micros(lastAfterStart) - micros(startedAt)) / 1000);
}

function sum(traces: readonly SystemTrace[], key: "acted" | "denied"): number {
  return traces.reduce((total, trace) => total + trace[key], 0);
}

function latest(instants: readonly (Instant | null)[]): Instant | null {
  return (
    instants
      .filter((at) => at !== null)
      .sort()
      .at(-1) ?? null
  );
}

function earliest(instants: readonly (Instant | null)[]): Instant | null {
  return instants.filter((at) => at !== null).sort()[0] ?? null;
}

/** Null where any is unknown. */
function earliestOrNull(instants: readonly (Instant | null)[]): Instant | null {
  return instants.includes(null) ? null : earliest(instants);
}

function micros(at: Instant): number {
  return instantToMicros(at);
}

/** With its day only where that is another one than the action's. */
function clock(at: Instant, { doneAt }: VerificationFacts): string {
  const day = at.slice(0, 10) === doneAt.slice(0, 10) ? "" : `${at.slice(0, 10)} `;
  return `${day}${at.slice(11, 19)} UTC`;
}

function count(n: number, one: string, many: string): string {
  return `${n.toLocaleString("en")} ${n === 1 ? one : many}`;
}
