import { db, type RawSql } from "@/db/client";
import { requireIncident } from "@/lib/access/server/require";
import { decodeCursor, encodeCursor } from "@/lib/api/cursor";
import { AppError } from "@/lib/api/errors";
import type { Ctx } from "@/lib/api/server/context";
import { parseInstant } from "@/lib/time/instant";
import type { ListEventsQuery } from "../inputs";
import type { EventPage } from "../views";
import { type Conditions, eventConditions } from "./event-filter";
import { STORED_EVENT, type StoredEvent, toEventViews } from "./event-rows";
import { eventsFor } from "./masked-event";
import { matchingEvents } from "./matching-events";
import { maySeeRaw } from "./may-see-raw";
import { quickElseScan } from "./scan";

/** A search that finds nothing soon looks at everything; it ends here, and says so. */
const LIMIT_MS = 20_000;

type Order = ListEventsQuery["order"];

/**
 * Events by filter, a page after a key: as fast on the last page as on the first, and stable where times are equal.
 * `signal` says that nobody waits any more.
 */
export async function listEvents(
  ctx: Ctx,
  ref: string,
  query: ListEventsQuery,
  signal?: AbortSignal,
): Promise<EventPage> {
  const incident = await requireIncident(ctx, db(), ref, "read");
  return quickElseScan({ limitMs: LIMIT_MS, signal }, (sql) => pageOf(ctx, sql, incident.id, query));
}

async function pageOf(ctx: Ctx, sql: RawSql, incidentId: number, query: ListEventsQuery): Promise<EventPage> {
  const conditions = await eventConditions(sql, { incidentId, raw: maySeeRaw(ctx) }, query);
  if (conditions.impossible) return { data: [], nextCursor: null };
  addCursor(conditions, query);
  const order = orderBy(conditions.resourceIds ? "k" : "e", query.order);
  const statement = `${matchingEvents(conditions, STORED_EVENT)} ${order} limit ${query.limit + 1}`;
  const rows = await sql.unsafe<StoredEvent[]>(statement, conditions.values as never[]);
  const page = rows.slice(0, query.limit);
  const last = page.at(-1);
  return {
    data: eventsFor(ctx, await toEventViews(sql, incidentId, page)),
    nextCursor: rows.length > query.limit && last ? cursorOf(last, query.order) : null,
  };
}

function orderBy(table: string, order: Order): string {
  const columns = order === "record" ? ["source_no", "record", "sub"] : ["occurred_at", "source_no", "record", "sub"];
  const direction = order === "-time" ? " desc" : "";
  return `order by ${columns.map((column) => `${table}.${column}${direction}`).join(", ")}`;
}

function cursorOf(event: StoredEvent, order: Order): string {
  const { sourceNo, record, sub, occurredAt } = event;
  return encodeCursor(order === "record" ? [sourceNo, record, sub] : [occurredAt, sourceNo, record, sub]);
}

function addCursor(conditions: Conditions, { cursor, order }: ListEventsQuery): void {
  const values = decodeCursor(cursor, order === "record" ? 3 : 4);
  if (!values) return;
  const [at, ...numbers] = order === "record" ? [null, ...values] : values;
  const fits = numbers.every((n) => Number.isInteger(n)) && (at === null || parseInstant(String(at)) !== null);
  if (!fits) throw new AppError("invalid", "This cursor is not one that the list gave. Start again without it.");
  const place = (given: unknown, type: string) => `$${conditions.values.push(given)}::${type}`;
  const after = [...(at === null ? [] : [place(at, "timestamptz")]), ...numbers.map((n) => place(n, "int"))];
  const columns = [...(at === null ? [] : ["~.occurred_at"]), "~.source_no", "~.record", "~.sub"];
  conditions.shared.push(`(${columns.join(", ")}) ${order === "-time" ? "<" : ">"} (${after.join(", ")})`);
}
