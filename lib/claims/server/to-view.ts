import type { Repetition } from "@/lib/updates/server/update-rows";
import { type Conflict, conflictsAmong } from "../conflicts";
import type { ClaimFacts } from "../facts";
import { isComputable, judge } from "../judge";
import type { Assertion, Judgement } from "../model";
import { standingOf } from "../standing";
import type { ClaimView } from "../views";
import type { ClaimRow, DecisionRow, FindingRow } from "./claim-rows";

/** What the views of claims need beside their rows. */
export interface Surroundings {
  facts: ClaimFacts;
  findings: readonly FindingRow[];
  decisions: readonly DecisionRow[];
  say: (assertion: Assertion | null) => string | null;
  repetitions: ReadonlyMap<string, Repetition[]>;
}

/** Views of all claims of an incident, since claims may contradict each other; those withdrawn contradict nobody. */
export function toClaimViews(rows: readonly ClaimRow[], surroundings: Surroundings): ClaimView[] {
  const standing = rows.filter((row) => !row.withdrawn);
  const conflicts = conflictsAmong(standing.map(({ id, assertion }) => ({ id, assertion })));
  const refs = new Map(rows.map((row) => [row.id, refOf(row)]));
  return rows.map((row) => toClaimView(row, surroundings, conflictsOf(row.id, conflicts, refs)));
}

function conflictsOf(id: string, conflicts: readonly Conflict[], refs: ReadonlyMap<string, string>) {
  return conflicts
    .filter((one) => one.a === id || one.b === id)
    .map(({ a, b, over }) => {
      const claim = a === id ? b : a;
      return { claim, ref: refs.get(claim) ?? "", over };
    });
}

function toClaimView(row: ClaimRow, around: Surroundings, conflicts: ClaimView["conflicts"]): ClaimView {
  const { id, version, speaker, speakerKind, saidIn, link, saidAt, precision, words, assertion } = row;
  const decision = around.decisions.find((one) => one.claimId === id) ?? null;
  const then = around.findings.find((one) => one.claimId === id && one.side === "then" && one.claimVersion === version);
  // Judged here and not read: what the room shows and what it rests on never differ.
  const now = judge(assertion, around.facts);
  const { standing, by } = standingOf(now, decision);
  return {
    id,
    ref: refOf(row),
    version,
    speaker,
    speakerKind,
    saidIn,
    link,
    saidAt,
    precision,
    words,
    assertion: assertion as ClaimView["assertion"],
    asserts: around.say(assertion),
    standing,
    standingBy: by,
    computable: isComputable(assertion),
    asKnownThen: then ? judgementOf(then) : null,
    asKnownNow: now,
    decision: decision && {
      standing: decision.standing,
      reason: decision.reason,
      evidence: decision.evidence,
      by: decision.recordedBy,
      at: decision.recordedAt,
    },
    conflicts,
    repeatedIn: around.repetitions.get(id) ?? [],
    correctedBecause: row.correctedBecause,
    withdrawn: row.withdrawn === 1,
    recordedAt: row.recordedAt,
    recordedBy: row.recordedBy,
  };
}

export function refOf({ no }: Pick<ClaimRow, "no">): string {
  return `C-${no}`;
}

function judgementOf({ standing, reason, basis }: FindingRow): Judgement {
  return { standing, reason, basis };
}
