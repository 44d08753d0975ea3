import { and, count, eq, isNull } from "drizzle-orm";
import { db, type Transaction } from "@/db/client";
import { evidenceSources, evidenceUploads } from "@/db/schema";
import { requireActor, requireIncident } from "@/lib/access/server/require";
import { AppError, invariant } from "@/lib/api/errors";
import type { Ctx } from "@/lib/api/server/context";
import { inTransaction } from "@/lib/api/server/in-transaction";
import { instantToMicros } from "@/lib/time/instant";
import type { BeginUploadInput } from "../inputs";
import type { UploadView } from "../views";
import { ownOf, toUploadView, type Upload } from "./find-upload";
import { broughtAs, openSource } from "./receive-evidence";

const MOST_UNFINISHED = 50;
/** A request that has stored nothing for so long has lost its sender. */
const LOST_AFTER_MICROS = 30_000_000;

/**
 * Begins an upload in several requests, or finds the one that was begun for the same file before: the answer says how
 * many of its bytes are here. What is said of the file now counts.
 */
export async function beginUpload(ctx: Ctx, ref: string, input: BeginUploadInput): Promise<UploadView> {
  const incident = await requireIncident(ctx, db(), ref, "respond");
  return inTransaction(ctx, async (tx) => {
    const begun = await begunBefore(tx, ctx, incident.id, input);
    const said = broughtAs(ctx, input);
    if (begun) {
      await tx.update(evidenceSources).set(said).where(eq(evidenceSources.no, begun.sourceNo));
      const changed = { filename: said.filename, sha256: input.sha256 ?? null, movedAt: ctx.now() };
      await tx.update(evidenceUploads).set(changed).where(eq(evidenceUploads.id, begun.id));
      return toUploadView(tx, { ...begun, ...changed });
    }
    await refuseTooMany(tx, ctx, incident.id);
    const source = await openSource(tx, ctx, incident, input);
    const [upload] = await tx
      .insert(evidenceUploads)
      .values({
        incidentId: incident.id,
        sourceNo: source.no,
        userId: requireActor(ctx).userId,
        filename: said.filename,
        bytes: input.bytes,
        fingerprint: input.fingerprint ?? null,
        sha256: input.sha256 ?? null,
        begunAt: ctx.now(),
        movedAt: ctx.now(),
      })
      .returning();
    invariant(upload, "an insert returns its row");
    return toUploadView(tx, upload);
  });
}

async function begunBefore(
  tx: Transaction,
  ctx: Ctx,
  incidentId: number,
  { fingerprint, bytes }: BeginUploadInput,
): Promise<Upload | null> {
  if (fingerprint === undefined) return null;
  const [begun] = await tx
    .select()
    .from(evidenceUploads)
    .where(
      and(
        ownOf(ctx, incidentId),
        eq(evidenceUploads.fingerprint, fingerprint),
        eq(evidenceUploads.bytes, bytes),
        isNull(evidenceUploads.received),
      ),
    )
    .for("update");
  if (!begun) return null;
  const idle = instantToMicros(ctx.now()) - instantToMicros(begun.movedAt);
  if (begun.writer !== null && idle < LOST_AFTER_MICROS)
    throw new AppError("conflict", "This file is being sent already, from another window or by another program.", {
      retryAfter: 30,
    });
  return begun;
}

async function refuseTooMany(tx: Transaction, ctx: Ctx, incidentId: number): Promise<void> {
  const [row] = await tx
    .select({ n: count() })
    .from(evidenceUploads)
    .where(and(ownOf(ctx, incidentId), isNull(evidenceUploads.received)));
  if ((row?.n ?? 0) >= MOST_UNFINISHED)
    throw new AppError(
      "conflict",
      `${MOST_UNFINISHED} uploads of yours wait to go on in this incident. Send them to their end, or give them up.`,
    );
}
