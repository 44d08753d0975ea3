import { readCount } from "@/lib/data/read-count";
import type { Severity } from "@/lib/incidents/model";
import type { Precision } from "@/lib/time/format";
import type { AgentAct, Assertion, AssertionKind, Bound, ClaimedAmount, Counted } from "./model";
import { durationText, readDuration } from "./read-duration";

/** What a form holds of an assertion, as it is typed; `none` is a claim that no evidence can decide. */
export interface AssertionDraft {
  kind: AssertionKind | "none";
  asset: string | null;
  time: { instant: string; precision: Precision } | null;
  timeText: string;
  bound: Bound;
  low: string;
  high: string;
  of: Counted;
  act: AgentAct;
  what: string;
  level: Severity;
  scale: string;
}

export const NO_ASSERTION: AssertionDraft = {
  kind: "none",
  asset: null,
  time: null,
  timeText: "",
  bound: "exact",
  low: "",
  high: "",
  of: "people_without_clearance",
  act: "act_without_approval",
  what: "",
  level: "SEV1",
  scale: "",
};

type Result = { sent: Assertion | null } | { errors: Record<string, string> };

/** What is sent, or what is missing, by field. */
export function readAssertion(draft: AssertionDraft): Result {
  const { kind, asset } = draft;
  switch (kind) {
    case "none":
      return { sent: null };
    case "nobody_accessed":
    case "nobody_without_clearance":
    case "nothing_exfiltrated":
      return { sent: { kind, asset } };
    case "nothing_misused":
      return { sent: { kind } };
    case "opened_at":
    case "closed_at":
      return readTime(draft, kind);
    case "exposed_for":
      return readAmount(draft, readDuration, "Write a length such as 1 h 57 min or 90 min.", (ms) => ({
        kind,
        asset,
        ms,
      }));
    case "count":
      return readAmount(draft, readNumber, "Write a number such as 23 or 61,000.", (n) => ({
        kind,
        of: draft.of,
        asset: isAffected(draft.of) ? null : asset,
        n,
      }));
    case "agent_did":
    case "agent_did_not":
      if (draft.act === "other" && !draft.what.trim()) return { errors: { what: "Say what it did, or did not do." } };
      return { sent: { kind, act: draft.act, what: draft.what } };
    case "severity":
      return { sent: { kind, level: draft.level, scale: draft.scale } };
  }
}

/** The inventory's totals are of the whole incident. */
export function isAffected(of: Counted): boolean {
  return of === "people_affected" || of === "records_affected";
}

function readTime({ asset, time }: AssertionDraft, kind: "opened_at" | "closed_at"): Result {
  if (!time || time.precision === "unknown") return { errors: { time: "Write the time that was said." } };
  return { sent: { kind, asset, at: time.instant, precision: time.precision } };
}

function readAmount(
  { bound, low, high }: AssertionDraft,
  read: (text: string) => number | null,
  hint: string,
  make: (amount: ClaimedAmount) => Assertion,
): Result {
  const from = bound === "at_most" ? null : read(low);
  const to = bound === "at_most" || bound === "range" ? read(high) : null;
  const errors: Record<string, string> = {};
  if (bound !== "at_most" && from === null) errors.low = hint;
  if ((bound === "at_most" || bound === "range") && to === null) errors.high = hint;
  if (from !== null && to !== null && from > to) errors.high = "The highest is below the lowest.";
  if (Object.keys(errors).length > 0) return { errors };
  return { sent: make({ bound, low: from, high: to }) };
}

function readNumber(text: string): number | null {
  const count = readCount(text);
  return count?.certainty === "known" ? count.low : null;
}

/** The form of an assertion that is recorded. */
export function draftOf(assertion: Assertion | null): AssertionDraft {
  if (assertion === null) return NO_ASSERTION;
  const { kind } = assertion;
  const asset = "asset" in assertion ? assertion.asset : null;
  const base = { ...NO_ASSERTION, kind, asset };
  switch (kind) {
    case "opened_at":
    case "closed_at":
      return {
        ...base,
        time: { instant: assertion.at, precision: assertion.precision },
        timeText: `${assertion.at.slice(0, assertion.precision === "exact" ? 19 : 16).replace("T", " ")} UTC`,
      };
    case "exposed_for":
      return { ...base, ...amountDraft(assertion.ms, durationText) };
    case "count":
      return { ...base, of: assertion.of, ...amountDraft(assertion.n, (n) => n.toLocaleString("en")) };
    case "agent_did":
    case "agent_did_not":
      return { ...base, act: assertion.act, what: assertion.what };
    case "severity":
      return { ...base, level: assertion.level, scale: assertion.scale };
    default:
      return base;
  }
}

function amountDraft({ bound, low, high }: ClaimedAmount, write: (n: number) => string) {
  return { bound, low: low === null ? "" : write(low), high: high === null ? "" : write(high) };
}
