import { and, asc, eq, inArray, ne } from "drizzle-orm";
import { db, type Transaction } from "@/db/client";
import { evidenceChunks, evidenceSources } from "@/db/schema";
import { AppError } from "@/lib/api/errors";
import type { Ctx } from "@/lib/api/server/context";
import { incidentRef } from "@/lib/incidents/model";
import { recordEvent } from "@/lib/record/server/record-event";
import type { ReceivedView } from "../views";
import { enqueueImport } from "./enqueue-import";
import { stateCoverage } from "./state-coverage";

/** All of whose bytes are stored. */
export interface Arrived {
  incidentId: number;
  id: string;
  no: number;
  sha256: string;
  bytes: number;
}

/** What else is written in the transaction that ends the upload. */
type Also = (tx: Transaction, received: ReceivedView) => Promise<void>;

/** Makes an upload whose bytes are all stored a source of the incident; the same bytes again change nothing. */
export async function acceptUpload(ctx: Ctx, arrived: Arrived, also?: Also): Promise<ReceivedView> {
  const twin = await findTwin(arrived);
  if (twin) return sameBytes(ctx, arrived, twin, also);
  const { id, sha256, bytes } = arrived;
  const received: ReceivedView = { id, status: "queued", sha256, bytes, duplicateOf: null };
  try {
    await db().transaction(async (tx) => {
      await also?.(tx, received);
      await queueSource(tx, ctx, arrived);
    });
  } catch (error) {
    // Somebody else brought the same bytes at the same moment.
    const other = await findTwin(arrived);
    if (!other) throw error;
    return sameBytes(ctx, arrived, other, also);
  }
  return received;
}

async function queueSource(tx: Transaction, ctx: Ctx, { incidentId, id, no, sha256, bytes }: Arrived): Promise<void> {
  const [row] = await tx
    .update(evidenceSources)
    .set({ status: "queued", sha256, bytes })
    .where(and(eq(evidenceSources.no, no), eq(evidenceSources.status, "receiving")))
    .returning({ filename: evidenceSources.filename, system: evidenceSources.system });
  if (!row) throw new AppError("conflict", "This upload was given up meanwhile. Send the file again.");
  const data = { evidence: id, filename: row.filename, system: row.system, sha256, bytes };
  await recordEvent(tx, ctx, { incidentId, kind: "evidence_added", data });
  await enqueueImport(tx, incidentId, no);
}

type Row = typeof evidenceSources.$inferSelect;

/**
 * What has these bytes already. Stated to be another system's log they are another source: two systems may write the
 * very same lines, and each has its own identities.
 */
async function findTwin({ incidentId, sha256, no }: Arrived): Promise<{ own: Row; twin: Row } | null> {
  const [own] = await db().select().from(evidenceSources).where(eq(evidenceSources.no, no));
  const twins = await db()
    .select()
    .from(evidenceSources)
    .where(
      and(
        eq(evidenceSources.incidentId, incidentId),
        eq(evidenceSources.sha256, sha256),
        inArray(evidenceSources.status, ["queued", "parsing", "ready"]),
        ne(evidenceSources.no, no),
      ),
    )
    .orderBy(asc(evidenceSources.no));
  const twin = twins.find(({ system }) => !own?.systemStated || system === own.system);
  return own && twin ? { own, twin } : null;
}

async function sameBytes(
  ctx: Ctx,
  { incidentId, no, sha256, bytes }: Arrived,
  { own, twin }: { own: Row; twin: Row },
  also: Also | undefined,
): Promise<ReceivedView> {
  const coverage = { coverageFrom: own.coverageFrom, coverageUntil: own.coverageUntil };
  const isNew =
    (own.coverageFrom !== null || own.coverageUntil !== null) &&
    (own.coverageFrom !== twin.coverageFrom || own.coverageUntil !== twin.coverageUntil);
  if (isNew && twin.status !== "ready")
    throw new AppError("conflict", "These bytes are being read already. State what they cover once that is done.");
  const status = twin.status as ReceivedView["status"];
  const received: ReceivedView = { id: twin.id, status, sha256, bytes, duplicateOf: twin.id };
  await db().transaction(async (tx) => {
    await also?.(tx, received);
    await discardIn(tx, incidentId, no);
  });
  // The same bytes with a new statement of what they cover change that, and nothing else.
  if (isNew) await stateCoverage(ctx, incidentRef(incidentId), twin.id, coverage);
  return received;
}

/** Takes an upload that was not accepted away, bytes and row; leaves an accepted one alone. */
export function discardSource(incidentId: number, sourceNo: number): Promise<void> {
  return db().transaction((tx) => discardIn(tx, incidentId, sourceNo));
}

export async function discardIn(tx: Transaction, incidentId: number, sourceNo: number): Promise<void> {
  const gone = await tx
    .delete(evidenceSources)
    .where(and(eq(evidenceSources.no, sourceNo), eq(evidenceSources.status, "receiving")))
    .returning({ no: evidenceSources.no });
  if (gone.length === 0) return;
  await tx
    .delete(evidenceChunks)
    .where(and(eq(evidenceChunks.incidentId, incidentId), eq(evidenceChunks.sourceNo, sourceNo)));
}
