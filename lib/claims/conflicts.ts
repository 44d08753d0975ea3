import { claimedInterval } from "./judge-time";
import type { AgentAct, Assertion, Counted } from "./model";
import { apart, claimedRange } from "./ranges";

export interface Claimed {
  id: string;
  assertion: Assertion | null;
}

export interface Conflict {
  a: string;
  b: string;
  /** Over what they differ. */
  over: string;
}

/** Claims that can't both be true, whatever the evidence says. */
export function conflictsAmong(claims: readonly Claimed[]): Conflict[] {
  const found: Conflict[] = [];
  for (const [i, a] of claims.entries()) {
    for (const b of claims.slice(i + 1)) {
      const over = a.assertion && b.assertion && conflictOver(a.assertion, b.assertion);
      if (over) found.push({ a: a.id, b: b.id, over });
    }
  }
  return found;
}

/** Null where both can be true. */
export function conflictOver(a: Assertion, b: Assertion): string | null {
  return against(a, b) ?? against(b, a);
}

function against(a: Assertion, b: Assertion): string | null {
  switch (a.kind) {
    case "severity":
      return b.kind === a.kind && a.level !== b.level ? "the severity" : null;
    case "agent_did_not":
      return b.kind === "agent_did" && excludes(a, b) ? "what the AI system did" : null;
    case "opened_at":
    case "closed_at":
      return b.kind === a.kind && sameScope(a, b) && timesApart(a, b)
        ? `when it ${a.kind === "opened_at" ? "opened" : "closed"}`
        : null;
    case "exposed_for":
      return b.kind === a.kind && sameScope(a, b) && apart(claimedRange(a.ms), claimedRange(b.ms))
        ? "how long it was exposed"
        : null;
    case "count":
      return b.kind === a.kind && a.of === b.of && sameScope(a, b) && apart(claimedRange(a.n), claimedRange(b.n))
        ? "how many"
        : null;
    case "nobody_accessed":
      return b.kind === "count" && holds(a, b) && ACCESSES.includes(b.of) && saysSome(b)
        ? "whether anybody got at it"
        : null;
    case "nobody_without_clearance":
      return b.kind === "count" && holds(a, b) && UNCLEARED.includes(b.of) && saysSome(b)
        ? "whether somebody without clearance got at it"
        : null;
    default:
      return null;
  }
}

const UNCLEARED: readonly Counted[] = ["people_without_clearance", "accesses_without_clearance"];
const ACCESSES: readonly Counted[] = [...UNCLEARED, "people_who_accessed"];

interface Scoped {
  asset: string | null;
}

function sameScope(a: Scoped, b: Scoped): boolean {
  return a.asset === b.asset;
}

/** What is said of the whole incident is said of each asset. */
function holds(whole: Scoped, part: Scoped): boolean {
  return whole.asset === null || whole.asset === part.asset;
}

function saysSome({ n }: Extract<Assertion, { kind: "count" }>): boolean {
  return (claimedRange(n).low ?? 0) > 0;
}

type Timed = Extract<Assertion, { kind: "opened_at" | "closed_at" }>;

function timesApart(a: Timed, b: Timed): boolean {
  const [one, other] = [claimedInterval(a.at, a.precision), claimedInterval(b.at, b.precision)];
  return one.from >= other.until || other.from >= one.until;
}

type Act = Extract<Assertion, { kind: "agent_did" | "agent_did_not" }>;
/** Whoever did nothing but answer did none of these. */
const BEYOND: readonly AgentAct[] = ["share_data", "open_access", "delete_data", "act_beyond_answering"];

function excludes(not: Act, did: Act): boolean {
  if (not.act === "act_beyond_answering") return BEYOND.includes(did.act);
  if (not.act !== did.act) return false;
  return not.act !== "other" || not.what.trim().toLowerCase() === did.what.trim().toLowerCase();
}
