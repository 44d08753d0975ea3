import { and, desc, eq, isNull, lt, sql } from "drizzle-orm";
import type { Executor } from "@/db/client";
import { claims, incidentUpdates } from "@/db/schema";
import type { Incident } from "@/lib/access/server/require";
import { MESSAGE_STATES } from "../model";
import { openPromises } from "../promises";
import type { StandingClaim } from "../rests-on";
import type { NextUpdateView, UpdateView } from "../views";

export type UpdateRow = typeof incidentUpdates.$inferSelect;

export function refOf({ no }: Pick<UpdateRow, "no">): string {
  return `U-${no}`;
}

/** The promise of an incident that is due first; null when none is open. */
export async function nextUpdateOf(
  executor: Executor,
  incident: Pick<Incident, "id" | "phase">,
): Promise<NextUpdateView | null> {
  const rows = await executor
    .select({
      no: incidentUpdates.no,
      audience: incidentUpdates.audience,
      phase: incidentUpdates.phase,
      nextAt: incidentUpdates.nextAt,
    })
    .from(incidentUpdates)
    .where(eq(incidentUpdates.incidentId, incident.id));
  const [first] = openPromises(rows, incident.phase);
  return first ? { ref: refOf(first), audience: first.audience, at: first.nextAt } : null;
}

/** Newest first, those before `before`. */
export function updateRows(
  executor: Executor,
  incidentId: number,
  { before, limit }: { before: number | null; limit: number },
): Promise<UpdateRow[]> {
  return executor
    .select()
    .from(incidentUpdates)
    .where(
      and(eq(incidentUpdates.incidentId, incidentId), before === null ? undefined : lt(incidentUpdates.no, before)),
    )
    .orderBy(desc(incidentUpdates.no))
    .limit(limit);
}

/** The claims of an incident as they stand. */
export async function standingClaims(executor: Executor, incidentId: number): Promise<StandingClaim[]> {
  const rows = await executor
    .select({ id: claims.id, no: claims.no, words: claims.words, standing: claims.standing })
    .from(claims)
    .where(and(eq(claims.incidentId, incidentId), isNull(claims.supersededAt), eq(claims.withdrawn, 0)));
  return rows.map(({ no, ...claim }) => ({ ...claim, ref: `C-${no}` }));
}

export async function toUpdateViews(
  executor: Executor,
  incidentId: number,
  rows: readonly UpdateRow[],
): Promise<UpdateView[]> {
  if (rows.length === 0) return [];
  const [standing, counted] = await Promise.all([
    standingClaims(executor, incidentId),
    countsOf(
      executor,
      rows.map(({ id }) => id),
    ),
  ]);
  const now = new Map(standing.map((claim) => [claim.id, claim.standing]));
  return rows.map((row) => ({
    id: row.id,
    ref: refOf(row),
    no: row.no,
    audience: row.audience,
    state: row.state,
    body: row.body,
    phase: row.phase,
    severity: row.severity,
    nextAt: row.nextAt,
    claims: row.claims.map((claim) => ({ ...claim, standingNow: now.get(claim.id) ?? null })),
    claimReason: row.claimReason,
    reach: row.reach,
    sentAt: row.sentAt,
    sentBy: row.sentByName,
    deliveries: { ...NONE, ...counted.get(row.id) },
  }));
}

const NONE = Object.fromEntries(MESSAGE_STATES.map((state) => [state, 0])) as UpdateView["deliveries"];

async function countsOf(executor: Executor, ids: readonly string[]): Promise<Map<string, Record<string, number>>> {
  const rows = await executor.execute<{ id: string; state: string; n: number }>(sql`
    select update_id as id, state, count(*)::int as n from outgoing_messages
    where update_id = any(${sql.param([...ids])}::uuid[]) group by 1, 2`);
  const counts = new Map<string, Record<string, number>>();
  for (const { id, state, n } of rows) counts.set(id, { ...counts.get(id), [state]: n });
  return counts;
}

export interface Repetition {
  update: string;
  audience: UpdateRow["audience"];
  sentAt: string;
  reason: string | null;
}

/** The updates that rest on a claim, by the claim's id, in the order of sending. */
export async function updatesRestingOn(
  executor: Executor,
  incidentId: number,
): Promise<ReadonlyMap<string, Repetition[]>> {
  const rows = await executor
    .select()
    .from(incidentUpdates)
    .where(and(eq(incidentUpdates.incidentId, incidentId), sql`jsonb_array_length(${incidentUpdates.claims}) > 0`))
    .orderBy(incidentUpdates.no);
  const found = new Map<string, Repetition[]>();
  for (const row of rows) {
    for (const { id } of row.claims) {
      const one = { update: refOf(row), audience: row.audience, sentAt: row.sentAt, reason: row.claimReason };
      found.set(id, [...(found.get(id) ?? []), one]);
    }
  }
  return found;
}
