import { setTimeout as pause } from "node:timers/promises";
import { and, eq, inArray } from "drizzle-orm";
import { db } from "@/db/client";
import { evidenceSources } from "@/db/schema";
import type { Ctx } from "@/lib/api/server/context";
import { ReceiveEvidenceQuery } from "@/lib/evidence/inputs";
import { importSource } from "@/lib/evidence/server/import-source";
import { receiveEvidence } from "@/lib/evidence/server/receive-evidence";
import type { LogFile } from "./log-file";

const PIECE = 64 * 1024;

/** Brings log files to an incident as an upload does: bytes in pieces, with what the export was asked for. */
export async function bringEvidence(ctx: Ctx, ref: string, files: readonly LogFile[]): Promise<void> {
  for (const { filename, system, coverageFrom, coverageUntil, bytes } of files) {
    const query = ReceiveEvidenceQuery.parse({ filename, system, coverageFrom, coverageUntil });
    await receiveEvidence(ctx, ref, query, pieces(bytes), bytes.length);
  }
}

async function* pieces(bytes: Buffer): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < bytes.length; at += PIECE) yield bytes.subarray(at, at + PIECE);
}

/**
 * Waits until every source of the incident is read. Reads them here in order where nobody else does: a worker
 * that has one already keeps it. Throws for a source that could not be read.
 */
export async function evidenceReady(incidentId: number): Promise<void> {
  for (;;) {
    const waiting = await db()
      .select({ no: evidenceSources.no })
      .from(evidenceSources)
      .where(and(eq(evidenceSources.incidentId, incidentId), inArray(evidenceSources.status, ["queued", "parsing"])))
      .orderBy(evidenceSources.no);
    if (waiting.length === 0) break;
    for (const { no } of waiting) await importSource(incidentId, no);
    await pause(100);
  }
  const failed = await db()
    .select({ filename: evidenceSources.filename, error: evidenceSources.error })
    .from(evidenceSources)
    .where(and(eq(evidenceSources.incidentId, incidentId), eq(evidenceSources.status, "failed")));
  if (failed[0]) throw new Error(`${failed[0].filename} could not be imported: ${failed[0].error}`);
}
