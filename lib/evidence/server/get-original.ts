import { db } from "@/db/client";
import { AppError } from "@/lib/api/errors";
import type { Ctx } from "@/lib/api/server/context";
import { recordEvent } from "@/lib/record/server/record-event";
import { attachment } from "./filename";
import { requireSource } from "./find-source";
import { requireRaw } from "./may-see-raw";
import { storedBytes } from "./stored-bytes";

/** The bytes as they came, as a download; that they were taken out is recorded. */
export async function getOriginal(ctx: Ctx, ref: string, id: string): Promise<Response> {
  const { incident, source } = await requireSource(ctx, db(), ref, id, "read");
  requireRaw(ctx);
  if (source.status === "cancelled") throw new AppError("gone", "This import was cancelled and its bytes are gone.");
  const data = { evidence: source.id, filename: source.filename, sha256: source.sha256, what: "original" };
  await db().transaction((tx) => recordEvent(tx, ctx, { incidentId: incident.id, kind: "evidence_viewed", data }));
  const owner = { incidentId: incident.id, sourceNo: source.no, stream: "original" } as const;
  return new Response(streamOf(storedBytes(owner, source.bytes).stream()), {
    headers: {
      "Content-Type": "application/octet-stream",
      "Content-Length": String(source.bytes),
      "Content-Disposition": attachment(source.filename),
    },
  });
}

/** Pulls only as fast as the reader takes, and stops reading when the reader goes. */
function streamOf(bytes: AsyncIterable<Buffer>): ReadableStream<Uint8Array> {
  const iterator = bytes[Symbol.asyncIterator]();
  return new ReadableStream({
    async pull(controller) {
      const next = await iterator.next();
      if (next.done) controller.close();
      else controller.enqueue(next.value);
    },
    async cancel() {
      await iterator.return?.();
    },
  });
}
