import { randomBytes } from "node:crypto";
import { eq, sql } from "drizzle-orm";
import type { Transaction } from "@/db/client";
import { incidentEvents, incidents, recordHeads } from "@/db/schema";
import { requireActor } from "@/lib/access/server/require";
import { invariant } from "@/lib/api/errors";
import type { Ctx } from "@/lib/api/server/context";
import { tellOfEvent } from "@/lib/inbox/server/tell-of-event";
import type { Precision } from "@/lib/incidents/model";
import { afterEvent } from "@/lib/incidents/projection";
import { notifyLive } from "@/lib/live/server/notify";
import type { Instant } from "@/lib/time/instant";
import { canonicalJson } from "../canonical";
import type { IncidentEventKind, RecordEntry } from "../model";
import { payloadOf } from "../payload";
import { GENESIS, linkHash } from "./chain";

export interface NewEvent {
  incidentId: number;
  kind: IncidentEventKind;
  /** When it was so in the world; leave out for "now", null for "nobody knows". */
  occurredAt?: Instant | null;
  precision?: Precision;
  /** The entry that this one corrects. */
  corrects?: number;
  data?: Record<string, unknown>;
}

/**
 * Appends one entry to an incident's record: the only writer of incident_events, and of the columns of
 * `incidents` that are its cache. Chains it to the entry before, in the caller's transaction, under the lock of the
 * incident's head, so that entries never fork or skip a number; live viewers are told when the transaction commits.
 */
export async function recordEvent(tx: Transaction, ctx: Ctx, event: NewEvent): Promise<RecordEntry> {
  const head = await lockHead(tx, event.incidentId);
  const entry = toEntry(ctx, event, head.seq + 1);
  const payload = payloadOf(entry);
  const salt = randomBytes(16);
  const hash = linkHash(head.hash, salt, payload);
  await tx.insert(incidentEvents).values({
    incidentId: entry.incidentId,
    seq: entry.seq,
    kind: entry.kind,
    occurredAt: entry.occurredAt,
    precision: entry.precision,
    recordedAt: entry.recordedAt,
    authorKind: entry.author.kind,
    authorId: entry.author.id,
    authorName: entry.author.name,
    source: entry.source,
    corrects: entry.corrects,
    data: entry.data,
    payload,
    salt,
    prev: head.hash,
    hash,
  });
  await tx.update(recordHeads).set({ seq: entry.seq, hash }).where(eq(recordHeads.incidentId, event.incidentId));
  await updateCache(tx, entry);
  await notifyLive(tx, { incident: event.incidentId, kind: event.kind });
  await tellOfEvent(tx, ctx, entry);
  if (contradictsPhase(entry, head.phase)) {
    await recordEvent(tx, ctx, {
      incidentId: event.incidentId,
      kind: "phase_changed",
      data: { from: head.phase, to: "active", reason: "An exposure window is open.", automatic: true },
    });
  }
  return entry;
}

/**
 * Takes the lock of an incident's record until the transaction ends: for verbs that decide by what the record says and
 * must not decide on something that another writer is changing.
 */
export async function lockRecord(tx: Transaction, incidentId: number): Promise<void> {
  await lockHead(tx, incidentId);
}

async function lockHead(tx: Transaction, incidentId: number) {
  await tx.insert(recordHeads).values({ incidentId, seq: 0, hash: GENESIS }).onConflictDoNothing();
  const [head] = await tx
    .select({ seq: recordHeads.seq, hash: recordHeads.hash })
    .from(recordHeads)
    .where(eq(recordHeads.incidentId, incidentId))
    .for("update");
  const [incident] = await tx.select({ phase: incidents.phase }).from(incidents).where(eq(incidents.id, incidentId));
  invariant(head && incident, "an event belongs to an incident");
  return { ...head, phase: incident.phase };
}

function toEntry(ctx: Ctx, event: NewEvent, seq: number): RecordEntry {
  const actor = requireActor(ctx);
  const now = ctx.now();
  const occurredAt = event.occurredAt === undefined ? now : event.occurredAt;
  return {
    incidentId: event.incidentId,
    seq,
    kind: event.kind,
    occurredAt,
    precision: event.precision ?? (occurredAt === null ? "unknown" : "exact"),
    recordedAt: now,
    author: { kind: actor.kind, id: actor.kind === "system" ? null : actor.userId, name: actor.name },
    source: ctx.source,
    corrects: event.corrects ?? null,
    // Through JSON once, so that the column and the hashed text hold the same.
    data: JSON.parse(canonicalJson(event.data ?? {})) as Record<string, unknown>,
  };
}

async function updateCache(tx: Transaction, entry: RecordEntry): Promise<void> {
  const [before] = await tx.select().from(incidents).where(eq(incidents.id, entry.incidentId));
  invariant(before, "an event belongs to an incident");
  const { title, summary, kind, aiInvolvement, mode, visibility, phase, severity, peakSeverity } = afterEvent(
    before,
    entry,
  );
  await tx
    .update(incidents)
    .set({
      title,
      summary,
      kind,
      aiInvolvement,
      mode,
      visibility,
      phase,
      severity,
      peakSeverity,
      updatedAt: entry.recordedAt,
      version: sql`${incidents.version} + 1`,
    })
    .where(eq(incidents.id, entry.incidentId));
}

/** An open window takes "contained" and everything after it back: the phase follows from facts. */
function contradictsPhase(entry: RecordEntry, phase: string): boolean {
  const opens =
    (entry.kind === "exposure_window_opened" || entry.kind === "exposure_window_changed") &&
    entry.data.closedAt === null;
  return opens && (phase === "contained" || phase === "resolved" || phase === "closed");
}
