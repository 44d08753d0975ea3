import type { ObligationView } from "@/lib/obligations/views";
import { cite } from "./cite";
import type { PostmortemFacts } from "./facts";
import { md, table, utc } from "./markdown";

/**
 * Whom the law says to tell: what was signed, by which reason, and what was handed in. Nothing in it depends on when it
 * is written, so that a clock that ticks makes no text outdated.
 */
export function obligationParts({ obligations = [] }: PostmortemFacts): string[] {
  const decided = obligations.filter(({ decision }) => decision !== "undecided");
  const submitted = obligations.flatMap((one) =>
    one.submissions.filter(({ withdrawn }) => withdrawn === null).map((submission) => ({ one, submission })),
  );
  if (decided.length + submitted.length === 0) return [];
  return [
    "**Whom the law says to tell** (not legal advice):",
    table(
      ["Duties", "Decision", "Reason", "Signed (UTC)", "Source"],
      byReason(decided).map((group) => [
        md(group.map(nameOf).join("; ")),
        group[0]?.decision === "applies" ? "**applies**" : "does not apply",
        md(group[0]?.reason ?? ""),
        `${md(group[0]?.decidedBy ?? "")}, ${utc(group[0]?.decidedAt ?? null)}`,
        cite("obligation", group[0]?.rule),
      ]),
    ),
    ...submitted.map(({ one, submission }) => {
      const late = one.dueAt !== null && submission.at > one.dueAt;
      const due = one.dueAt === null ? "" : `, due ${utc(one.dueAt)}${late ? ", **late**" : ", in time"}`;
      return `${md(nameOf(one))} was handed in at ${utc(submission.at)} UTC${due}; receipt ${md(submission.receipt)} ${cite("obligation", one.rule)}.`;
    }),
  ];
}

function nameOf({ regime, phase }: ObligationView): string {
  return `${regime}, ${phase}`;
}

/** What one signature decided, together; in the order in which it was signed. */
function byReason(decided: readonly ObligationView[]): ObligationView[][] {
  const groups = new Map<string, ObligationView[]>();
  const inOrder = [...decided].sort((a, b) => {
    const [left, right] = [`${a.decidedAt} ${a.rule}`, `${b.decidedAt} ${b.rule}`];
    return left < right ? -1 : left > right ? 1 : 0;
  });
  for (const one of inOrder) {
    const key = JSON.stringify([one.decidedAt, one.decision, one.reason]);
    groups.set(key, [...(groups.get(key) ?? []), one]);
  }
  return [...groups.values()];
}
