import type { ClaimView } from "@/lib/claims/views";
import { cite } from "./cite";
import type { PostmortemFacts } from "./facts";
import { list, md, table, UNKNOWN, utc } from "./markdown";

/** Who said what, what the evidence said of it then and says now, and what people decided. Withdrawn ones are left out. */
export function claimsSection({ claims = [] }: PostmortemFacts): string {
  const standing = claims.filter((claim) => !claim.withdrawn);
  if (standing.length === 0) return "No claim about the incident is recorded.";
  const rows = standing.map((claim) => [
    `“${md(claim.words)}” ${cite("claim", claim.ref)}`,
    `${md(claim.speaker)}${claim.saidIn ? `, ${md(claim.saidIn)}` : ""}`,
    utc(claim.saidAt, claim.precision),
    claim.asKnownThen ? word(claim.asKnownThen.standing) : UNKNOWN,
    word(claim.asKnownNow.standing),
    `**${claim.standing}**`,
  ]);
  return [
    table(["Claim", "Who", "When (UTC)", "By the evidence then", "By the evidence now", "Standing"], rows),
    list(standing.map(because)),
    ...between(standing),
    ...repeated(standing),
  ].join("\n\n");
}

function word(standing: string): string {
  return standing === "unverified" ? "unverified" : `**${standing}**`;
}

function because({ ref, asKnownNow, decision, standingBy }: ClaimView): string {
  const evidence = asKnownNow.basis.map((one) => basisCite(one)).join("");
  const computed = `${md(asKnownNow.reason)}${evidence}`;
  if (!decision || standingBy !== "person") return `${ref}: ${computed}`;
  const cited = decision.evidence.map(citedEvidence).join("");
  return `${ref}: ${computed} Decided by a person: ${md(decision.reason)}${cited}`;
}

function basisCite({ kind, id }: ClaimView["asKnownNow"]["basis"][number]): string {
  if (kind === "event" || kind === "window") return ` ${cite(kind, id)}`;
  return kind === "data" || kind === "severity" ? "" : ` ${cite("exposure")}`;
}

/** A citation may also be a link or words. */
function citedEvidence(text: string): string {
  return /^\d+-\d+(-\d+)?$/.test(text) ? ` ${cite("event", text)}` : ` (${md(text)})`;
}

/** Claims that can't both be true, each pair once. */
function between(claims: readonly ClaimView[]): string[] {
  const pairs = claims.flatMap(({ ref, conflicts }) =>
    conflicts.filter((other) => ref < other.ref).map((other) => `${ref} and ${other.ref} differ over ${other.over}.`),
  );
  return pairs.length === 0 ? [] : [`Claims that contradict each other:\n\n${list(pairs)}`];
}

/** Where our own updates repeated what the evidence contradicts. Facts of an earlier version do not hold it. */
function repeated(claims: readonly ClaimView[]): string[] {
  const lines = claims
    .filter(({ standing }) => standing === "contradicted")
    .flatMap(({ ref, repeatedIn = [] }) =>
      repeatedIn.map(({ update, audience, sentAt, reason }) => {
        const why = reason ? `although contradicted: ${md(reason)}` : "before the evidence contradicted it";
        return `${ref} was repeated in ${update} to ${audience} at ${utc(sentAt)}, ${why} ${cite("update", update)}`;
      }),
    );
  return lines.length === 0 ? [] : [`Updates that repeated a contradicted claim:\n\n${list(lines)}`];
}
