import { createHash } from "node:crypto";
import { and, eq, isNull, sql } from "drizzle-orm";
import { db, type Transaction } from "@/db/client";
import { evidenceSources, ingestTokens, liveDeliveries } from "@/db/schema";
import { hashSecret } from "@/lib/access/server/secrets";
import { AppError } from "@/lib/api/errors";
import { dateToInstant, type Instant, instantToMicros } from "@/lib/time/instant";
import { MOST_TEXT_BYTES, MOST_WAITING_BYTES, MOST_WAITING_BYTES_OF_ALL, RETRY_AFTER_SECONDS } from "../model";
import { type Checked, checkDelivery, otherFormat } from "./check-delivery";
import { enqueueDeliveries } from "./enqueue-deliveries";
import { type RequestBody, requestBody, tooLarge } from "./request-body";

export interface Sent {
  request: Request;
  from: string | null;
  /** The text that is read, of a body in another form than JSON. */
  toText(body: RequestBody): Buffer;
}

/**
 * Takes one request of a live source: who sends, is there room, what is in it, and then it is kept. When this returns,
 * the bytes are on disk; when it throws, nothing is kept and the sender knows why.
 */
export async function receiveDelivery({ request, from, toText }: Sent): Promise<Checked> {
  const now = dateToInstant(new Date());
  const { token, source } = await senderOf(request, now);
  await requireRoom(source.incidentId, source.no);
  const body = await requestBody(request);
  const text = toText(body);
  if (text.length > MOST_TEXT_BYTES) throw tooLarge();
  const accepted = await checkDelivery(text, source);
  if (!accepted) return { events: 0, skipped: 0, rejected: 0, rejects: [] };
  const { format, ...checked } = accepted;
  await db().transaction(async (tx) => {
    await holdOpen(tx, source.no, format);
    await tx.insert(liveDeliveries).values({
      incidentId: source.incidentId,
      sourceNo: source.no,
      tokenId: token.id,
      receivedAt: now,
      from,
      contentType: request.headers.get("content-type")?.slice(0, 200) ?? "",
      contentEncoding: body.encoding,
      sha256: createHash("sha256").update(body.bytes).digest("hex"),
      length: body.bytes.length,
      textLength: text.length,
      bytes: body.bytes,
      text: text === body.bytes ? null : text,
    });
    await enqueueDeliveries(tx, source.incidentId, source.no);
  });
  return checked;
}

/**
 * Keeps the source from being ended while this request is stored, and its format from being another one's: the first
 * request that is acknowledged decides it.
 */
async function holdOpen(tx: Transaction, no: number, format: string): Promise<void> {
  const [first] = await tx
    .update(evidenceSources)
    .set({ format })
    .where(and(eq(evidenceSources.no, no), isNull(evidenceSources.endedAt), isNull(evidenceSources.format)))
    .returning({ no: evidenceSources.no });
  if (first) return;
  const [open] = await tx
    .select({ format: evidenceSources.format })
    .from(evidenceSources)
    .where(and(eq(evidenceSources.no, no), isNull(evidenceSources.endedAt)))
    .for("share");
  if (!open) throw ended();
  if (open.format !== null && open.format !== format) throw otherFormat(open.format);
}

const MINUTE = 60_000_000;

async function senderOf(request: Request, now: Instant) {
  const secret = /^Bearer (fbi_[A-Za-z0-9_-]{20,100})$/.exec(request.headers.get("authorization") ?? "")?.[1];
  const [found] = secret
    ? await db()
        .select({ token: ingestTokens, source: evidenceSources })
        .from(ingestTokens)
        .innerJoin(evidenceSources, eq(evidenceSources.id, ingestTokens.sourceId))
        .where(eq(ingestTokens.tokenHash, hashSecret(secret)))
    : [];
  if (!found) {
    throw new AppError("unauthenticated", "Send the token of a live source: Authorization: Bearer fbi_…");
  }
  if (found.source.endedAt) throw ended();
  if (found.token.revokedAt) throw new AppError("unauthenticated", "This ingest token was revoked.");
  const last = found.token.lastUsedAt;
  if (last === null || instantToMicros(now) - instantToMicros(last) > MINUTE) {
    await db().update(ingestTokens).set({ lastUsedAt: now }).where(eq(ingestTokens.id, found.token.id));
  }
  return found;
}

function ended(): AppError {
  return new AppError("forbidden", "This live source has ended and takes nothing more.");
}

/** Refuses while too much waits: what was taken is kept whatever happens, so there has to be an end to it. */
async function requireRoom(incidentId: number, sourceNo: number): Promise<void> {
  const [waiting] = await db().execute<{ own: number; all: number }>(sql`
    select coalesce(sum(text_length) filter (where incident_id = ${incidentId} and source_no = ${sourceNo}), 0)::float8
      as own, coalesce(sum(text_length), 0)::float8 as "all"
    from live_deliveries where taken_at is null`);
  const details = { retryAfter: RETRY_AFTER_SECONDS };
  if ((waiting?.own ?? 0) >= MOST_WAITING_BYTES)
    throw new AppError("too_many", "More waits to be read than this source may hold. Send it again later.", details);
  if ((waiting?.all ?? 0) >= MOST_WAITING_BYTES_OF_ALL)
    throw new AppError("unavailable", "Too much waits to be read. Send it again later.", details);
}
