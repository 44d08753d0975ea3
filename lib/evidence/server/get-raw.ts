import { db, rawSql } from "@/db/client";
import { requireIncident } from "@/lib/access/server/require";
import { AppError } from "@/lib/api/errors";
import type { Ctx } from "@/lib/api/server/context";
import { maskedRanges, maskRecord } from "../masking";
import { csvHeadingOf } from "./csv-heading";
import { type Delivery, readDeliveries, readEvent } from "./get-event";
import { maySeeRaw } from "./may-see-raw";
import { recordView } from "./record-view";
import { readStored } from "./stored-bytes";

/**
 * The exact bytes of an event's record, from the delivery that is shown (0) or from a further one. Masked for those who
 * may not see raw evidence, and for everybody who asks for that; headers say how much is masked and whether the reader
 * may see it. That it was looked at is recorded.
 */
export async function getRaw(ctx: Ctx, ref: string, id: string, delivery: number, masked = false): Promise<Response> {
  const incident = await requireIncident(ctx, db(), ref, "read");
  const place = (await readDeliveries(incident, await readEvent(incident, id)))[delivery];
  if (!place) throw new AppError("not_found", "This event was not delivered that often.");
  const { source, bytes } = await readRecord(incident.id, place);
  const stream = source.decoded ? "decoded" : "original";
  const { sourceNo, offset } = place;
  const heading = await csvHeadingOf({ incidentId: incident.id, sourceNo, stream, offset });
  const text = bytes.toString("utf8");
  const hidden = maskedRanges(text, source.format, heading).length;
  const shown = hidden > 0 && !masked && maySeeRaw(ctx);
  const viewed = { incidentId: incident.id, evidence: source.id, filename: source.filename };
  await recordView(ctx, viewed, shown ? { event: id } : null);
  const body = hidden === 0 || shown ? bytes : Buffer.from(maskRecord(text, source.format, heading));
  return new Response(new Uint8Array(body), {
    headers: {
      // Text only: with this type and nosniff no browser takes hostile content for anything else.
      "Content-Type": "text/plain; charset=utf-8",
      "Content-Length": String(body.length),
      "Content-Disposition": `inline; filename="record-${place.sourceNo}-${place.record}.txt"`,
      "Firebreak-Masked": String(shown ? 0 : hidden),
      "Firebreak-May-Unmask": maySeeRaw(ctx) ? "yes" : "no",
    },
  });
}

interface RecordSource {
  id: string;
  filename: string;
  format: string | null;
  decoded: boolean;
}

/** The stored bytes of one record, and the source that it is of. */
async function readRecord(
  incidentId: number,
  { sourceNo, offset, length }: Delivery,
): Promise<{ source: RecordSource; bytes: Buffer }> {
  const [source] = await rawSql()<RecordSource[]>`
    select id, filename, format, decoded_bytes is not null as decoded from evidence_sources
    where incident_id = ${incidentId} and no = ${sourceNo}`;
  if (!source) throw new AppError("not_found", "There is no such evidence in this incident.");
  const stream = source.decoded ? "decoded" : "original";
  return { source, bytes: await readStored({ incidentId, sourceNo, stream }, offset, length) };
}
