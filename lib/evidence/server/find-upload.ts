import { and, asc, eq, isNull, sql } from "drizzle-orm";
import { db, type Executor } from "@/db/client";
import { evidenceUploads } from "@/db/schema";
import { requireActor, requireIncident } from "@/lib/access/server/require";
import { AppError } from "@/lib/api/errors";
import type { Ctx } from "@/lib/api/server/context";
import { instantToMicros, microsToInstant } from "@/lib/time/instant";
import type { ReceivedView, UploadPage, UploadView } from "../views";

/** So long after its last byte an upload may go on. */
export const KEPT_HOURS = 24;
const HOUR_MICROS = 3_600_000_000;

export type Upload = typeof evidenceUploads.$inferSelect;

/** An upload of the actor's own: nobody else learns of it, or sends a part of it. */
export async function requireUpload(ctx: Ctx, ref: string, id: string): Promise<Upload> {
  const incident = await requireIncident(ctx, db(), ref, "respond");
  const [upload] = await db()
    .select()
    .from(evidenceUploads)
    .where(and(ownOf(ctx, incident.id), eq(evidenceUploads.id, id)));
  if (!upload)
    throw new AppError(
      "not_found",
      "There is no such upload of yours: it was given up. Send the file from its beginning.",
    );
  return upload;
}

export function ownOf(ctx: Ctx, incidentId: number) {
  return and(eq(evidenceUploads.incidentId, incidentId), eq(evidenceUploads.userId, requireActor(ctx).userId));
}

export async function getUpload(ctx: Ctx, ref: string, id: string): Promise<UploadView> {
  const upload = await requireUpload(ctx, ref, id);
  return toUploadView(db(), upload);
}

/** What the actor began to send and did not end, oldest first. */
export async function listUploads(ctx: Ctx, ref: string): Promise<UploadPage> {
  const incident = await requireIncident(ctx, db(), ref, "respond");
  const rows = await db()
    .select()
    .from(evidenceUploads)
    .where(and(ownOf(ctx, incident.id), isNull(evidenceUploads.received)))
    .orderBy(asc(evidenceUploads.begunAt));
  return { data: await Promise.all(rows.map((row) => toUploadView(db(), row))), nextCursor: null };
}

export async function toUploadView(executor: Executor, upload: Upload): Promise<UploadView> {
  const { id, filename, bytes, begunAt, movedAt } = upload;
  const received = upload.received as ReceivedView | null;
  const keptUntil = microsToInstant(instantToMicros(movedAt) + KEPT_HOURS * HOUR_MICROS);
  const offset = received ? bytes : (await lastChunk(executor, upload)).end;
  return { id, filename, bytes, offset, begunAt, keptUntil, received };
}

/** The last stored piece of what arrived: where it begins, and where the next one would. */
export async function lastChunk(
  executor: Executor,
  { incidentId, sourceNo }: Pick<Upload, "incidentId" | "sourceNo">,
): Promise<{ offset: number; end: number }> {
  const [last] = await executor.execute<{ offset: string; end: string }>(sql`
    select start_offset as offset, start_offset + length as end from evidence_chunks
    where incident_id = ${incidentId} and source_no = ${sourceNo} and stream = 'original'
    order by start_offset desc limit 1`);
  return { offset: Number(last?.offset ?? 0), end: Number(last?.end ?? 0) };
}
