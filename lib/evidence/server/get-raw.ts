import { db, rawSql } from "@/db/client";
import { requireIncident } from "@/lib/access/server/require";
import { AppError } from "@/lib/api/errors";
import type { Ctx } from "@/lib/api/server/context";
import { type Delivery, readDeliveries, readEvent } from "./get-event";
import { readStored } from "./stored-bytes";

/** The exact bytes of an event's record, from the delivery that is shown (0) or from a further one. */
export async function getRaw(ctx: Ctx, ref: string, id: string, delivery: number): Promise<Response> {
  const incident = await requireIncident(ctx, db(), ref, "read");
  const place = (await readDeliveries(incident, await readEvent(incident, id)))[delivery];
  if (!place) throw new AppError("not_found", "This event was not delivered that often.");
  const bytes = await readRecord(incident.id, place);
  return new Response(new Uint8Array(bytes), {
    headers: {
      // Text only: with this type and nosniff no browser takes hostile content for anything else.
      "Content-Type": "text/plain; charset=utf-8",
      "Content-Length": String(bytes.length),
      "Content-Disposition": `inline; filename="record-${place.sourceNo}-${place.record}.txt"`,
    },
  });
}

async function readRecord(incidentId: number, { sourceNo, offset, length }: Delivery): Promise<Buffer> {
  const [source] = await rawSql()<{ decoded: boolean }[]>`
    select decoded_bytes is not null as decoded from evidence_sources
    where incident_id = ${incidentId} and no = ${sourceNo}`;
  const stream = source?.decoded ? "decoded" : "original";
  return readStored({ incidentId, sourceNo, stream }, offset, length);
}
