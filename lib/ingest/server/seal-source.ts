import { createHash } from "node:crypto";
import { and, eq, isNull } from "drizzle-orm";
import { db } from "@/db/client";
import { evidenceSources, liveDeliveries } from "@/db/schema";
import { systemContext } from "@/lib/api/server/context";
import type { Source } from "@/lib/evidence/server/find-source";
import { storedBytes } from "@/lib/evidence/server/stored-bytes";
import { recordEvent } from "@/lib/record/server/record-event";

/**
 * Once a live source has ended and nothing of it waits: its bytes as one, hashed, and its accounts in the record.
 * False while something waits still: then it has to be taken first.
 */
export async function sealSource(incidentId: number, sourceNo: number): Promise<boolean> {
  const source = await endedSource(sourceNo);
  if (source === "waits") return false;
  if (source === null) return true;
  const hash = createHash("sha256");
  const owner = { incidentId, sourceNo, stream: "original" } as const;
  for await (const piece of storedBytes(owner, source.bytes).stream()) hash.update(piece);
  const sha256 = hash.digest("hex");
  const ctx = systemContext();
  await db().transaction(async (tx) => {
    const sealed = await tx
      .update(evidenceSources)
      .set({ sha256, readyAt: ctx.now() })
      .where(and(eq(evidenceSources.no, sourceNo), isNull(evidenceSources.sha256)))
      .returning({ no: evidenceSources.no });
    if (sealed.length === 0) return;
    const { id: evidence, filename, format, system, records, events, duplicates, skipped, rejects } = source;
    const counts = { records, events, duplicates, skipped, rejects };
    const data = { evidence, filename, sha256, format, system, counts, live: true };
    await recordEvent(tx, ctx, { incidentId, kind: "evidence_ready", data });
  });
  return true;
}

/** With the source locked, so that a request that is being acknowledged either waits already or is refused. */
async function endedSource(sourceNo: number): Promise<Source | "waits" | null> {
  return db().transaction(async (tx) => {
    const [source] = await tx.select().from(evidenceSources).where(eq(evidenceSources.no, sourceNo)).for("update");
    if (!source?.live || source.endedAt === null || source.sha256 !== null) return null;
    const untaken = and(eq(liveDeliveries.sourceNo, sourceNo), isNull(liveDeliveries.takenAt));
    const ours = and(eq(liveDeliveries.incidentId, source.incidentId), untaken);
    const waiting = await tx.select({ id: liveDeliveries.id }).from(liveDeliveries).where(ours).limit(1);
    return waiting.length > 0 ? "waits" : source;
  });
}
