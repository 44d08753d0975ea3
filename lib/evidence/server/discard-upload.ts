import { and, eq } from "drizzle-orm";
import { db, type Transaction } from "@/db/client";
import { evidenceUploads } from "@/db/schema";
import type { Ctx } from "@/lib/api/server/context";
import { discardIn } from "./accept-upload";
import { requireUpload, type Upload } from "./find-upload";

/** Gives an upload up: what arrived of it goes. One that has come to its end is evidence, and stays. */
export async function discardUpload(ctx: Ctx, ref: string, id: string): Promise<void> {
  const upload = await requireUpload(ctx, ref, id);
  await db().transaction((tx) => removeUpload(tx, upload));
}

/** A request that is still sending finds nothing to write to, and ends. */
export async function removeUpload(tx: Transaction, { incidentId, id, sourceNo }: Upload): Promise<void> {
  await tx.delete(evidenceUploads).where(and(eq(evidenceUploads.incidentId, incidentId), eq(evidenceUploads.id, id)));
  await discardIn(tx, incidentId, sourceNo);
}
