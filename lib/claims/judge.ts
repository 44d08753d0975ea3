import type { Answer } from "@/lib/data/model";
import { formatDuration } from "@/lib/time/format";
import { type ClaimFacts, peopleIn, type Scope, scopeOf } from "./facts";
import { judgeTime } from "./judge-time";
import type { Assertion, BASIS_KINDS, Basis, ComputedStanding, Judgement } from "./model";
import { claimedRange, compareRanges, type Known } from "./ranges";

/** Whether evidence can decide it at all; of the rest only people can tell. */
export function isComputable(assertion: Assertion | null): assertion is Assertion {
  return assertion !== null && assertion.kind !== "agent_did" && assertion.kind !== "agent_did_not";
}

/**
 * Holds a claim against what is known. "Unknown" neither supports nor contradicts, unless its range decides: "at most
 * ten people" is contradicted by twelve for certain, however silent the logs are otherwise.
 */
export function judge(assertion: Assertion | null, facts: ClaimFacts): Judgement {
  if (assertion === null) return undecided("Nothing in it can be checked against the evidence; a person judges it.");
  switch (assertion.kind) {
    case "agent_did":
    case "agent_did_not":
      return undecided("No log says by itself what an AI system did in this sense; a person judges it, with evidence.");
    case "severity":
      return judgeSeverity(assertion, facts);
    case "nothing_misused":
      return judgeMisuse(facts.misused);
    case "opened_at":
    case "closed_at":
      return judgeTime(assertion, facts);
    case "count":
      if (assertion.of === "people_affected" || assertion.of === "records_affected")
        return judgeAffected(assertion, facts);
  }
  const scope = scopeOf(facts, assertion.asset);
  if (!scope) return undecided("No exposure window of it is recorded, so there is nothing to hold it against.");
  switch (assertion.kind) {
    case "nobody_accessed":
      return judgeAccess(scope);
    case "nobody_without_clearance":
      return judgeVerdict(scope, "accessed");
    case "nothing_exfiltrated":
      return judgeVerdict(scope, "exfiltrated");
    case "exposed_for":
      return judgeLength(assertion, scope);
    case "count":
      return judgeCount(assertion, scope);
  }
}

function undecided(reason: string, basis: Basis[] = []): Judgement {
  return { standing: "unverified", reason, basis };
}

function at(scope: Scope, kind: (typeof BASIS_KINDS)[number], says: string): Basis {
  return { kind, id: scope.asset ?? "", says };
}

function judgeAccess(scope: Scope): Judgement {
  const { certain, possible } = scope.accesses;
  // Where the log does not say whether an access succeeded, it is not shown.
  if (certain > scope.unknownOutcome) {
    const says = `${count(certain, "access", "accesses")} to ${scope.name} while it was open`;
    return { standing: "contradicted", reason: `The logs show ${says}.`, basis: [at(scope, "accesses", says)] };
  }
  if (certain + possible === 0 && scope.isCovered) {
    const reason = "The logs cover the exposed time completely and show no access.";
    return { standing: "supported", reason, basis: [at(scope, "exposure", "no access, logs complete")] };
  }
  const seen = certain + possible > 0 ? `${count(certain + possible, "access", "accesses")} not certain` : "no access";
  return undecided(
    `The logs can't tell: ${seen}${scope.isCovered ? "" : ", and they are silent for part of the time"}.`,
    [at(scope, "exposure", "what the logs can't show")],
  );
}

const BY_VERDICT: Record<Answer, ComputedStanding> = { yes: "contradicted", no: "supported", unknown: "unverified" };

/** Of "nobody without clearance got at it" and "nothing left": the answer's own verdict, turned round. */
function judgeVerdict(scope: Scope, question: "accessed" | "exfiltrated"): Judgement {
  const verdict = scope[question];
  const standing = BY_VERDICT[verdict];
  const deciding = scope.assets.filter((one) => one[question].verdict === verdict);
  const { certain, possible } = scope.unauthorised;
  const why =
    verdict === "yes" && question === "accessed" && deciding.length > 1
      ? [togetherReason(scope, deciding)]
      : deciding.length < scope.assets.length
        ? whyOf(deciding, question)
        : scope.why[question];
  const basis =
    verdict === "yes"
      ? at(scope, "unauthorised", `${count(certain, "access", "accesses")} without clearance`)
      : possible > 0
        ? at(scope, "possible", `${count(possible, "possible access", "possible accesses")} without clearance`)
        : at(scope, "exposure", verdict === "no" ? "none, logs complete" : "what the logs can't show");
  return {
    standing,
    reason: `${verdict === "unknown" ? "The logs can't tell. " : ""}${why.join(" ")}`,
    basis: [basis],
  };
}

/** "87 accesses without clearance by at least 14 people: 26 in …, 31 in …": each asset's own reason would repeat it. */
function togetherReason(scope: Scope, assets: Scope["assets"]): string {
  const { certain } = scope.unauthorised;
  const people = rangeText(peopleIn(scope, true), ["person", "people"]);
  const each = assets.map(({ name, counts }) => `${counts.unauthorised.certain.toLocaleString("en")} in ${name}`);
  return `${count(certain, "access", "accesses")} without clearance by ${people}: ${each.join(", ")}.`;
}

function whyOf(assets: Scope["assets"], question: "accessed" | "exfiltrated"): string[] {
  return assets.flatMap((one) => one[question].reasons.map((reason) => `${one.name}: ${reason}`));
}

function judgeMisuse(misused: Answer): Judgement {
  const standing = BY_VERDICT[misused];
  if (misused === "unknown") {
    return undecided("No log shows misuse, and the affected-data inventory does not answer it for every item.", [
      { kind: "data", id: "", says: "misused: unknown" },
    ]);
  }
  const reason =
    misused === "yes"
      ? "Misuse is recorded in the affected-data inventory, with evidence."
      : "The affected-data inventory answers it with no for every item, with evidence.";
  return { standing, reason, basis: [{ kind: "data", id: "", says: `misused: ${misused}` }] };
}

function judgeSeverity({ level }: Extract<Assertion, { kind: "severity" }>, { severity }: ClaimFacts): Judgement {
  if (severity === null) return undecided("The record has no severity to hold it against.");
  const basis: Basis[] = [{ kind: "severity", id: "", says: `assessed ${severity}` }];
  return severity === level
    ? { standing: "supported", reason: `The record assesses it as ${severity} too.`, basis }
    : { standing: "contradicted", reason: `The record assesses it as ${severity}, not ${level}.`, basis };
}

/** Minutes are how people say lengths: "1 h 57 min" is meant to the minute. */
const HALF_MINUTE = 30_000;

function judgeLength({ ms }: Extract<Assertion, { kind: "exposed_for" }>, scope: Scope): Judgement {
  const { certain, possible } = scope.exposedMs;
  const claimed = claimedRange(ms);
  const standing = compareRanges(
    {
      low: claimed.low === null ? null : claimed.low - HALF_MINUTE,
      high: claimed.high === null ? null : claimed.high + HALF_MINUTE,
    },
    { low: certain, high: scope.open ? null : possible },
  );
  const length =
    certain === possible
      ? formatDuration(certain)
      : `${formatDuration(certain)} certain, up to ${formatDuration(possible)}`;
  const says = `exposed for ${length}${scope.open ? ", and still open" : ""}`;
  const name = scope.name === "the data" ? "The data was" : `${scope.name} was`;
  return { standing, reason: `${name} ${says}.`, basis: [at(scope, "exposure", says)] };
}

function judgeCount(assertion: Extract<Assertion, { kind: "count" }>, scope: Scope): Judgement {
  const { of, n } = assertion;
  const withoutClearance = of !== "people_who_accessed";
  const { certain, possible } = scope.unauthorised;
  const known: Known =
    of === "accesses_without_clearance"
      ? { low: certain, high: scope.isCovered ? certain + possible : null }
      : peopleIn(scope, withoutClearance);
  const unit: Unit = of === "accesses_without_clearance" ? ["access", "accesses"] : ["person", "people"];
  const what = withoutClearance ? " without clearance" : " who got at it";
  if (known.low === 0 && known.high === null) {
    const says = `how many ${unit[1]}${what.replace(" who", "")} is unknown`;
    return undecided(`The logs are silent for part of the time, and show none: ${says}.`, [
      at(scope, "exposure", says),
    ]);
  }
  const says = `${rangeText(known, unit)}${what}`;
  const silent = known.high === null ? "; the logs are silent for part of the time" : "";
  const standing = compareRanges(claimedRange(n), known);
  return {
    standing,
    reason: `The logs show ${says}${silent}.`,
    basis: [at(scope, withoutClearance ? "unauthorised" : "accesses", says)],
  };
}

function judgeAffected({ of, n }: Extract<Assertion, { kind: "count" }>, facts: ClaimFacts): Judgement {
  const known = of === "people_affected" ? facts.people : facts.records;
  const unit: Unit = of === "people_affected" ? ["person", "people"] : ["record", "records"];
  if (!known) return undecided(`How many ${unit[1]} are concerned is unknown in the affected-data inventory.`);
  const says = `${rangeText(known, unit)} concerned`;
  return {
    standing: compareRanges(claimedRange(n), known),
    reason: `The affected-data inventory says: ${says}.`,
    basis: [{ kind: "data", id: "", says }],
  };
}

type Unit = readonly [one: string, many: string];

function rangeText({ low, high }: Known, unit: Unit): string {
  if (high === null) return `at least ${count(low, ...unit)}`;
  return low === high ? count(low, ...unit) : `${low.toLocaleString("en")}–${count(high, ...unit)}`;
}

function count(n: number, one: string, many: string): string {
  return `${n.toLocaleString("en")} ${n === 1 ? one : many}`;
}
