import { db, rawSql } from "@/db/client";
import { type Incident, requireIncident } from "@/lib/access/server/require";
import { AppError } from "@/lib/api/errors";
import type { Ctx } from "@/lib/api/server/context";
import type { DeliveryPage, DeliveryView, EventView } from "../views";
import { type EventKey, parseEventId } from "./event-id";
import { placeIn, STORED_EVENT, type StoredEvent, sourcesOf, toEventViews } from "./event-rows";
import { eventsFor } from "./masked-event";

/** Where one delivery of an event stands in the stored bytes. */
export interface Delivery {
  sourceNo: number;
  record: number;
  offset: number;
  length: number;
}

export async function getEvent(ctx: Ctx, ref: string, id: string): Promise<EventView> {
  const incident = await requireIncident(ctx, db(), ref, "read");
  const event = await readEvent(incident, id);
  const [view] = eventsFor(ctx, await toEventViews(rawSql(), incident.id, [event]));
  return view as EventView;
}

/** Every time an event was delivered, the one that is shown first. */
export async function listDeliveries(ctx: Ctx, ref: string, id: string): Promise<DeliveryPage> {
  const incident = await requireIncident(ctx, db(), ref, "read");
  const deliveries = await readDeliveries(incident, await readEvent(incident, id));
  const sources = await sourcesOf(rawSql(), incident.id, deliveries);
  const data = deliveries.flatMap((delivery): DeliveryView[] => {
    const source = sources.get(delivery.sourceNo);
    if (!source) return [];
    const { id: evidence, filename, members } = source;
    return [{ evidence, filename, ...placeIn(members, delivery), length: delivery.length }];
  });
  return { data, nextCursor: null };
}

export async function readEvent(incident: Incident, id: string): Promise<StoredEvent> {
  const key = parseEventId(id);
  const [event] = key ? await selectEvent(incident.id, key) : [];
  if (!event) throw new AppError("not_found", "There is no such event in this incident.");
  return event;
}

function selectEvent(incidentId: number, { sourceNo, record, sub }: EventKey): Promise<StoredEvent[]> {
  return rawSql().unsafe<StoredEvent[]>(
    `select ${STORED_EVENT} from evidence_events e
     where e.incident_id = $1 and e.source_no = $2 and e.record = $3 and e.sub = $4
       and e.part in (select part from evidence_sources where no = $2 and status = 'ready')`,
    [incidentId, sourceNo, record, sub],
  );
}

export async function readDeliveries(incident: Incident, event: StoredEvent): Promise<Delivery[]> {
  const { sourceNo, record, sub, offset, length } = event;
  const further = await rawSql()<Delivery[]>`
    select source_no as "sourceNo", record, start_offset as "offset", length from evidence_deliveries
    where incident_id = ${incident.id} and event_source_no = ${sourceNo} and event_record = ${record}
      and event_sub = ${sub}
    order by source_no, record limit 1000`;
  return [{ sourceNo, record, offset, length }, ...further];
}
