import { sql } from "drizzle-orm";
import { db, type Executor } from "@/db/client";
import { requireIncident } from "@/lib/access/server/require";
import type { Ctx } from "@/lib/api/server/context";
import { byUrgency, type ClockSummary, summarise } from "../clocks";
import type { ObligationList, ObligationView } from "../views";
import { clocksOf, type Kept, keptOf, type RuleClock, titleOf } from "./obligation-rows";

/** Every regulatory duty there is a rule for, with its clock; what runs out next comes first. */
export async function listObligations(ctx: Ctx, ref: string): Promise<ObligationList> {
  const incident = await requireIncident(ctx, db(), ref, "read");
  return obligationsOf(db(), incident.id, ctx.now());
}

/** For verbs that have checked who asks. */
export async function obligationsOf(executor: Executor, incidentId: number, now: string): Promise<ObligationList> {
  const [kept, inside] = await Promise.all([keptOf(executor, incidentId), isWithinOrganisation(executor, incidentId)]);
  const clocks = clocksOf(kept, now);
  return {
    data: [...clocks].sort(byUrgency).map((clock) => toView(clock, kept, inside)),
    nextCursor: null,
    summary: summaryOf(clocks),
    lastVerified: clocks.map(({ rule }) => rule.lastVerified).sort()[0] ?? "",
  };
}

/** What the room shows of the clocks. */
export async function clockSummary(executor: Executor, incidentId: number, now: string): Promise<ClockSummary> {
  return summaryOf(clocksOf(await keptOf(executor, incidentId), now));
}

function summaryOf(clocks: readonly RuleClock[]): ClockSummary {
  return summarise(clocks.map((clock) => ({ ...clock, rule: clock.rule.id, title: titleOf(clock.rule) })));
}

function toView({ rule, ...state }: RuleClock, kept: Kept, inside: boolean): ObligationView {
  const { standing, ...clock } = state;
  const [current, ...former] = kept.decisions.filter((row) => row.rule === rule.id).map(toDecision);
  const stands = kept.decisions.some((row) => row.rule === rule.id && row.supersededAt === null);
  const { startsOn } = rule;
  return {
    rule: rule.id,
    version: rule.version,
    regime: rule.regime,
    phase: rule.phase,
    jurisdiction: rule.jurisdiction,
    whoMust: rule.whoMust,
    status: standing,
    effectiveFrom: rule.effectiveFrom,
    effectiveTo: rule.effectiveTo,
    ...clock,
    startsOn: {
      time: "time" in startsOn ? startsOn.time : null,
      submissionOf: "time" in startsOn ? null : startsOn.submissionOf,
      lawCalls: rule.lawCalls,
    },
    due: rule.due,
    zone: rule.zone,
    reason: stands && current ? current.reason : null,
    pausedReason: stands && current ? current.pausedReason : null,
    decidedBy: stands && current ? current.decidedBy : null,
    decidedAt: stands && current ? current.decidedAt : null,
    formerDecisions: stands || !current ? former : [current, ...former],
    submissions: kept.submissions.filter((row) => row.rule === rule.id).map(toSubmission),
    recipient: rule.recipient,
    content: [...rule.content],
    exceptions: rule.exceptions.map(({ text, fits }) => ({ text, fits: fits === "within_organisation" && inside })),
    source: rule.source,
    lastVerified: rule.lastVerified,
  };
}

function toDecision(row: Kept["decisions"][number]): ObligationView["formerDecisions"][number] {
  const { decision, reason, pausedReason, signer, recordedAt, ruleVersion } = row;
  return { decision, reason, pausedReason, decidedBy: signer, decidedAt: recordedAt, ruleVersion };
}

function toSubmission(row: Kept["submissions"][number]): ObligationView["submissions"][number] {
  const { id, at, receipt, evidence, note, recordedAt, recordedBy, withdrawnAt, withdrawnBy, withdrawnBecause } = row;
  const withdrawn =
    withdrawnAt && withdrawnBy && withdrawnBecause
      ? { at: withdrawnAt, by: withdrawnBy, because: withdrawnBecause }
      : null;
  return { id, at, receipt, evidence, note, recordedAt, recordedBy, withdrawn };
}

/** Whether everything that was exposed was open to the whole organisation at most, as far as is recorded. */
async function isWithinOrganisation(executor: Executor, incidentId: number): Promise<boolean> {
  const [row] = await executor.execute<{ inside: boolean | null }>(sql`
    select bool_and(audience_kind = 'organisation') as inside
    from exposure_windows where incident_id = ${incidentId} and superseded_at is null and withdrawn = 0`);
  return row?.inside === true;
}
