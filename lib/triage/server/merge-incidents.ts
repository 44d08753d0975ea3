import { and, eq, isNull, sql } from "drizzle-orm";
import type { Executor, Transaction } from "@/db/client";
import { incidentLinks, incidents, reports } from "@/db/schema";
import { type Incident, requireIncident } from "@/lib/access/server/require";
import { AppError, invariant } from "@/lib/api/errors";
import type { Ctx } from "@/lib/api/server/context";
import { inTransaction } from "@/lib/api/server/in-transaction";
import { incidentRef, type Phase } from "@/lib/incidents/model";
import { lockRecord, recordEvent } from "@/lib/record/server/record-event";
import type { MergeInput, UnmergeInput } from "../inputs";
import type { Outcome } from "../model";
import type { LinksView } from "../views";
import { settle } from "./decide-report";
import { linksOf } from "./list-links";

const ENDED: readonly Phase[] = ["declined", "merged"];

/**
 * Says that one incident is another one. The merged one keeps its record, its evidence and its address, which leads to
 * the other from now on. Takes the right to command both.
 */
export async function mergeIncident(ctx: Ctx, ref: string, input: MergeInput): Promise<LinksView> {
  return inTransaction(ctx, async (tx) => {
    const from = await requireIncident(ctx, tx, ref, "command");
    const into = await requireOther(ctx, tx, from, input.into, "command", "/into");
    const [source, target] = await lockBoth(tx, from.id, into.id);
    refuseMerge(source, target);
    const link = await addLink(tx, ctx, {
      ...{ kind: "merged" as const, fromId: source.id, toId: target.id },
      ...{ phaseBefore: source.phase, reason: input.reason },
    });
    await recordEvent(tx, ctx, {
      incidentId: source.id,
      kind: "incident_merged",
      data: { link, phase: "merged", ...named("into", target, input.reason) },
    });
    await recordEvent(tx, ctx, {
      incidentId: target.id,
      kind: "merge_taken_in",
      data: { link, ...named("from", source, input.reason) },
    });
    await settle(tx, ctx, source.id, "merged");
    return linksOf(tx, ctx, await readIncident(tx, source.id));
  });
}

function refuseMerge(source: Incident, target: Incident): void {
  const ref = incidentRef(target.id);
  const refuse = (message: string) => {
    throw new AppError("conflict", message, { fields: [{ pointer: "/into", message }] });
  };
  if (source.phase === "merged") refuse("It is merged already. Take it out of the other incident first.");
  if (target.phase === "merged") refuse(`${ref} is merged into another incident itself. Merge into that one.`);
  if (ENDED.includes(target.phase)) refuse(`${ref} is ${target.phase}. Reopen it first, or choose another one.`);
  // A drill's figures never count, and what is real always does: one record can't be both.
  if ((source.mode === "drill") !== (target.mode === "drill")) {
    refuse("One of the two is a drill. A drill and a real incident are never one.");
  }
}

/** Makes two incidents of one again: the merged one stands where it stood before. */
export async function unmergeIncident(ctx: Ctx, ref: string, input: UnmergeInput): Promise<LinksView> {
  return inTransaction(ctx, async (tx) => {
    const from = await requireIncident(ctx, tx, ref, "command");
    const found = await currentMerge(tx, from.id);
    if (!found) throw new AppError("conflict", "It is not merged into another incident.");
    await requireTarget(ctx, tx, found.toId);
    const [source, target] = await lockBoth(tx, from.id, found.toId);
    const merge = await currentMerge(tx, source.id);
    if (merge?.id !== found.id) throw new AppError("conflict", "Somebody has changed this just now. Look again.");
    await endLink(tx, ctx, merge.id);
    const phase = merge.phaseBefore ?? "active";
    await recordEvent(tx, ctx, {
      incidentId: source.id,
      kind: "incident_unmerged",
      data: { link: merge.id, phase, ...named("from", target, input.reason) },
    });
    await recordEvent(tx, ctx, {
      incidentId: target.id,
      kind: "merge_taken_out",
      data: { link: merge.id, ...named("from", source, input.reason) },
    });
    await restoreReport(tx, ctx, source.id, phase);
    return linksOf(tx, ctx, await readIncident(tx, source.id));
  });
}

async function restoreReport(tx: Transaction, ctx: Ctx, incidentId: number, phase: Phase): Promise<void> {
  const [report] = await tx.select().from(reports).where(eq(reports.incidentId, incidentId));
  if (!report) return;
  const outcome: Outcome = phase === "triage" ? "waiting" : phase === "declined" ? "declined" : "accepted";
  await settle(tx, ctx, incidentId, outcome, phase === "declined" ? "other" : null);
}

/** Whoever may not see the other incident is told no more than that. */
async function requireTarget(ctx: Ctx, tx: Transaction, id: number): Promise<void> {
  try {
    await requireIncident(ctx, tx, incidentRef(id), "command");
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    const message = "It is merged into an incident that you may not change. One of its members can take it out.";
    throw new AppError("forbidden", message);
  }
}

/** The other incident of two: absent and forbidden answer the same, at the field that named it. */
export async function requireOther(
  ctx: Ctx,
  tx: Transaction,
  incident: Incident,
  ref: string,
  permission: "command" | "respond",
  pointer: string,
): Promise<Incident> {
  const refuse = (message: string) => new AppError("invalid", message, { fields: [{ pointer, message }] });
  let other: Incident;
  try {
    other = await requireIncident(ctx, tx, ref, permission);
  } catch (error) {
    if (error instanceof AppError && error.code === "not_found") {
      throw refuse("There is no such incident, or you may not see it. Give a reference such as INC-4.");
    }
    throw error;
  }
  if (other.id === incident.id) throw refuse("That is this incident itself. Name the other one.");
  return other;
}

/** Both records, always in the same order, so that two who merge crosswise wait instead of blocking each other. */
export async function lockBoth(tx: Transaction, a: number, b: number): Promise<[Incident, Incident]> {
  for (const id of [Math.min(a, b), Math.max(a, b)]) await lockRecord(tx, id);
  return [await readIncident(tx, a), await readIncident(tx, b)];
}

export async function readIncident(executor: Executor, id: number): Promise<Incident> {
  const [row] = await executor.select().from(incidents).where(eq(incidents.id, id));
  invariant(row, "the incident is there");
  return row;
}

/** What the record of one incident says of the other: a restricted one is not named, and no reason is that names it. */
export function named(word: "into" | "from" | "to", other: Incident, reason: string): Record<string, string | null> {
  const seen = other.visibility === "open";
  return { [word]: seen ? incidentRef(other.id) : null, reason: seen ? reason : null };
}

export async function addLink(
  tx: Transaction,
  ctx: Ctx,
  link: Pick<typeof incidentLinks.$inferInsert, "kind" | "fromId" | "toId" | "phaseBefore" | "reason">,
): Promise<string> {
  const [row] = await tx
    .insert(incidentLinks)
    .values({ ...link, madeBy: ctx.actor?.name ?? "", madeAt: ctx.now() })
    .returning({ id: incidentLinks.id });
  invariant(row, "the link was written");
  return row.id;
}

export async function endLink(tx: Transaction, ctx: Ctx, id: string): Promise<void> {
  await tx
    .update(incidentLinks)
    .set({ removedBy: ctx.actor?.name ?? "", removedAt: ctx.now() })
    .where(eq(incidentLinks.id, id));
}

async function currentMerge(executor: Executor, incidentId: number) {
  const [row] = await executor
    .select()
    .from(incidentLinks)
    .where(
      and(eq(incidentLinks.fromId, incidentId), eq(incidentLinks.kind, "merged"), isNull(incidentLinks.removedAt)),
    );
  return row;
}

/** The incident that stands in the end of a chain of merges; itself where it is not merged. */
export async function standsIn(executor: Executor, incidentId: number): Promise<number> {
  const [row] = await executor.execute<{ id: number }>(sql`
    with recursive road(id, step) as (
      select ${incidentId}::int, 0
      union all
      select l.to_id, road.step + 1 from road join incident_links l on l.from_id = road.id
      where l.kind = 'merged' and l.removed_at is null and road.step < 100
    ) select id from road order by step desc limit 1`);
  return row?.id ?? incidentId;
}
