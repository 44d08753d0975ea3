import { and, asc, desc, eq, inArray, isNull } from "drizzle-orm";
import type { Executor } from "@/db/client";
import { namedTimes, obligationDecisions, obligationSubmissions } from "@/db/schema";
import { type ClockFacts, type ClockState, clockOf } from "../clocks";
import type { Rule } from "../model";
import { RULES } from "../rules";
import { holidaysOf } from "./holidays";

export type DecisionRow = typeof obligationDecisions.$inferSelect;
export type SubmissionRow = typeof obligationSubmissions.$inferSelect;

export interface Kept {
  times: ClockFacts["times"];
  /** Newest first, with those that were superseded. */
  decisions: DecisionRow[];
  /** In the order of handing in, with those that were withdrawn. */
  submissions: SubmissionRow[];
}

const NOTHING: Kept = { times: [], decisions: [], submissions: [] };

/** What is kept of the clocks of one incident. */
export async function keptOf(executor: Executor, incidentId: number): Promise<Kept> {
  return (await keptOfAll(executor, [incidentId])).get(incidentId) ?? NOTHING;
}

/** The same of many incidents, in three reads. */
export async function keptOfAll(executor: Executor, ids: readonly number[]): Promise<Map<number, Kept>> {
  if (ids.length === 0) return new Map();
  const all = [...ids];
  const [times, decisions, submissions] = await Promise.all([
    executor.select().from(namedTimes).where(inArray(namedTimes.incidentId, all)),
    executor
      .select()
      .from(obligationDecisions)
      .where(inArray(obligationDecisions.incidentId, all))
      .orderBy(desc(obligationDecisions.recordedAt)),
    executor
      .select()
      .from(obligationSubmissions)
      .where(inArray(obligationSubmissions.incidentId, all))
      .orderBy(asc(obligationSubmissions.at)),
  ]);
  const of = (id: number): Kept => ({
    times: times.filter((row) => row.incidentId === id),
    decisions: decisions.filter((row) => row.incidentId === id),
    submissions: submissions.filter((row) => row.incidentId === id),
  });
  return new Map(all.map((id) => [id, of(id)]));
}

export interface RuleClock extends ClockState {
  rule: Rule;
}

/** Where the clock of every rule stands. */
export function clocksOf({ times, decisions, submissions }: Kept, now: string): RuleClock[] {
  const facts: ClockFacts = {
    now,
    times,
    decisions: decisions.filter((row) => row.supersededAt === null),
    submissions: submissions.filter((row) => row.withdrawnAt === null),
  };
  return RULES.map((rule) => ({ ...clockOf(rule, facts, holidaysOf), rule }));
}

export function titleOf({ regime, phase }: Pick<Rule, "regime" | "phase">): string {
  return `${regime}, ${phase}`;
}

/** The decisions that stand on these rules, superseded. */
export async function supersedeDecisions(
  executor: Executor,
  incidentId: number,
  rules: readonly string[],
  at: string,
): Promise<void> {
  await executor
    .update(obligationDecisions)
    .set({ supersededAt: at })
    .where(
      and(
        eq(obligationDecisions.incidentId, incidentId),
        inArray(obligationDecisions.rule, [...rules]),
        isNull(obligationDecisions.supersededAt),
      ),
    );
}
