import { eq, sql } from "drizzle-orm";
import { builtOnce } from "@/db/built-once";
import { db } from "@/db/client";
import { recordHeads } from "@/db/schema";
import { sharedReads } from "@/db/shared-reads";
import { requireIncident } from "@/lib/access/server/require";
import { decodeCursor, encodeCursor } from "@/lib/api/cursor";
import { AppError } from "@/lib/api/errors";
import type { Ctx } from "@/lib/api/server/context";
import type { ListTimelineQuery } from "../inputs";
import type { TimelinePage } from "../views";
import { findEntry } from "./find-entry";
import { pinnedEntries } from "./pinned-entries";
import { type Head, type Place, readHeads } from "./read-heads";
import { toEntryViews } from "./to-entry-views";

type Direction = "forth" | "back";

/** Entries as they now read, in the order of when they were so in the world; pages go both ways from any place. */
export async function listTimeline(ctx: Ctx, ref: string, query: ListTimelineQuery): Promise<TimelinePage> {
  const { id } = await requireIncident(ctx, db(), ref, "read");
  return sharedPage(`${id} ${JSON.stringify(query)}`, () => readPage(id, query));
}

/** Everybody who may see an incident sees the same entries, and after a change all of them ask. */
const sharedPage = sharedReads<TimelinePage>();

async function readPage(incidentId: number, query: ListTimelineQuery): Promise<TimelinePage> {
  const pinned = pinnedEntries(db(), incidentId);
  const read = reader(incidentId, query, query.pinned === undefined ? [] : [...(await pinned)]);
  const [page, pins, [newest]] = await Promise.all([
    query.around ? pageAround(incidentId, query, read) : pageFrom(query, read),
    pinned,
    newestOf().execute({ incidentId }),
  ]);
  return {
    data: await toEntryViews(db(), incidentId, page.rows, pins),
    nextCursor: page.more ? cursorAt("forth", page.rows.at(-1)) : null,
    previousCursor: page.before ? cursorAt("back", page.rows[0]) : null,
    recordSeq: newest?.seq ?? 0,
  };
}

const newestOf = builtOnce((database) =>
  database
    .select({ seq: recordHeads.seq })
    .from(recordHeads)
    .where(eq(recordHeads.incidentId, sql.placeholder("incidentId")))
    .prepare("newest_of"),
);

type Read = (direction: Direction, after: Place | null, limit: number, including?: boolean) => Promise<Head[]>;

function reader(incidentId: number, query: ListTimelineQuery, pinned: number[]): Read {
  const opposite = query.order === "newest" ? "oldest" : "newest";
  return async (direction, after, limit, including = false) => {
    const order = direction === "forth" ? query.order : opposite;
    const rows = await readHeads(
      db(),
      incidentId,
      { ...query, pinnedEntries: pinned },
      { order, after, limit, including },
    );
    return direction === "forth" ? rows : rows.reverse();
  };
}

async function pageFrom(query: ListTimelineQuery, read: Read) {
  const cursor = decodeCursor(query.cursor, 3);
  const { direction, place } = cursor ? placeOf(cursor) : { direction: "forth" as const, place: null };
  const rows = await read(direction, place, query.limit + 1);
  const full = rows.length > query.limit;
  if (direction === "forth") return { rows: rows.slice(0, query.limit), more: full, before: place !== null };
  return { rows: full ? rows.slice(1) : rows, more: rows.length > 0, before: full };
}

/** The entry with a quarter of a page before it, so that it is not read without what led to it. */
async function pageAround(incidentId: number, query: ListTimelineQuery, read: Read) {
  const { head, entry } = await findEntry(db(), incidentId, query.around ?? "");
  const place = { at: head.occurredAt, entry: entry.seq };
  const lead = Math.floor(query.limit / 4);
  const before = lead > 0 ? await read("back", place, lead + 1) : [];
  const from = await read("forth", place, query.limit - lead + 1, true);
  const rows = [...(before.length > lead ? before.slice(1) : before), ...from.slice(0, query.limit - lead)];
  return { rows, more: from.length > query.limit - lead, before: before.length > lead };
}

function cursorAt(direction: Direction, row: Head | undefined): string | null {
  return row ? encodeCursor([direction, row.head.occurredAt, row.entry.seq]) : null;
}

function placeOf([direction, at, entry]: (string | number | null)[]): { direction: Direction; place: Place } {
  const known = at === null || (typeof at === "string" && /^\d{4}-\d\d-\d\dT[\d:.]+Z$/.test(at));
  if ((direction !== "forth" && direction !== "back") || !known || !Number.isSafeInteger(entry)) {
    throw new AppError("invalid", "This cursor is not one that the list gave. Start again without it.");
  }
  return { direction, place: { at, entry: entry as number } };
}
