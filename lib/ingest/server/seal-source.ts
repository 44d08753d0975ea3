import { createHash } from "node:crypto";
import { and, eq, isNull } from "drizzle-orm";
import { db } from "@/db/client";
import { evidenceSources } from "@/db/schema";
import { systemContext } from "@/lib/api/server/context";
import { storedBytes } from "@/lib/evidence/server/stored-bytes";
import { recordEvent } from "@/lib/record/server/record-event";

/** Once a live source has ended and nothing of it waits: its bytes as one, hashed, and its accounts in the record. */
export async function sealSource(incidentId: number, sourceNo: number): Promise<void> {
  const [source] = await db().select().from(evidenceSources).where(eq(evidenceSources.no, sourceNo));
  if (!source?.live || source.endedAt === null || source.sha256 !== null) return;
  const hash = createHash("sha256");
  const owner = { incidentId, sourceNo, stream: "original" } as const;
  for await (const piece of storedBytes(owner, source.bytes).stream()) hash.update(piece);
  const sha256 = hash.digest("hex");
  const ctx = systemContext();
  await db().transaction(async (tx) => {
    const sealed = await tx
      .update(evidenceSources)
      .set({ sha256, readyAt: ctx.now(), checkpoint: null })
      .where(and(eq(evidenceSources.no, sourceNo), isNull(evidenceSources.sha256)))
      .returning({ no: evidenceSources.no });
    if (sealed.length === 0) return;
    const { id: evidence, filename, format, system, records, events, duplicates, skipped, rejects } = source;
    const counts = { records, events, duplicates, skipped, rejects };
    const data = { evidence, filename, sha256, format, system, counts, live: true };
    await recordEvent(tx, ctx, { incidentId, kind: "evidence_ready", data });
  });
}
