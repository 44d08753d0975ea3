import { and, eq, inArray, ne } from "drizzle-orm";
import { db, type Transaction } from "@/db/client";
import { evidenceChunks, evidenceSources } from "@/db/schema";
import { AppError } from "@/lib/api/errors";
import type { Ctx } from "@/lib/api/server/context";
import { recordEvent } from "@/lib/record/server/record-event";
import type { ReceivedView } from "../views";
import { enqueueImport } from "./enqueue-import";

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
  if (twin) return sameBytes(arrived, twin, also);
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
    return sameBytes(arrived, other, also);
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

async function findTwin({ incidentId, sha256, no }: Arrived) {
  const [twin] = await db()
    .select({ id: evidenceSources.id, status: evidenceSources.status })
    .from(evidenceSources)
    .where(
      and(
        eq(evidenceSources.incidentId, incidentId),
        eq(evidenceSources.sha256, sha256),
        inArray(evidenceSources.status, ["queued", "parsing", "ready"]),
        ne(evidenceSources.no, no),
      ),
    );
  return twin ?? null;
}

async function sameBytes(
  { incidentId, no, sha256, bytes }: Arrived,
  twin: { id: string; status: ReceivedView["status"] },
  also: Also | undefined,
): Promise<ReceivedView> {
  const received: ReceivedView = { id: twin.id, status: twin.status, sha256, bytes, duplicateOf: twin.id };
  await db().transaction(async (tx) => {
    await also?.(tx, received);
    await discardIn(tx, incidentId, no);
  });
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
