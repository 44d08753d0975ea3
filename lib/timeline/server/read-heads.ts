import {
  and,
  asc,
  desc,
  eq,
  gt,
  gte,
  ilike,
  inArray,
  isNotNull,
  isNull,
  lt,
  lte,
  or,
  type Placeholder,
  type SQL,
  sql,
} from "drizzle-orm";
import { alias } from "drizzle-orm/pg-core";
import { builtOnce } from "@/db/built-once";
import { db, type Executor } from "@/db/client";
import { incidentEvents } from "@/db/schema";
import type { IncidentEventKind } from "@/lib/record/model";
import type { Instant } from "@/lib/time/instant";
import type { TimelineFilters } from "../inputs";
import { ACTIVITY_KINDS, TIMELINE_KINDS, WRITTEN_KINDS } from "../model";
import { commandPassed } from "./command-passed";

/** The newest event that says how an entry reads: the entry itself, or its last correction. */
const head = alias(incidentEvents, "head");
const entry = alias(incidentEvents, "entry");

const entrySeq = sql<number>`coalesce(${head.corrects}, ${head.seq})`;

/** A place in the list. Entries whose time nobody knows stand beyond the newest. */
export interface Place {
  at: Instant | null;
  entry: number;
}

const columns = {
  head: {
    seq: head.seq,
    occurredAt: head.occurredAt,
    precision: head.precision,
    recordedAt: head.recordedAt,
    data: head.data,
  },
  entry: {
    seq: entry.seq,
    kind: entry.kind,
    occurredAt: entry.occurredAt,
    precision: entry.precision,
    recordedAt: entry.recordedAt,
    authorKind: entry.authorKind,
    authorId: entry.authorId,
    authorName: entry.authorName,
    source: entry.source,
    data: entry.data,
  },
};

type Filters = Partial<TimelineFilters> & { pinnedEntries: readonly number[] };

/**
 * Reads entries in order after a place, straight from the index on time: a page costs the same at any depth. After a
 * place, the two stretches, known and unknown time, are each a plain range of that index, read one after the other;
 * from the beginning they follow each other in it.
 */
export async function readHeads(
  executor: Executor,
  incidentId: number,
  filters: Filters,
  page: { order: "newest" | "oldest"; after: Place | null; including?: boolean; limit: number },
) {
  const stretches = page.order === "newest" ? (["unknown", "known"] as const) : (["known", "unknown"] as const);
  if (page.after === null) {
    if (executor === db() && isPlain(filters)) return firstPage(page.order, incidentId, page.limit);
    return readStretch(executor, incidentId, filters, { ...page, stretch: "both" }, 0);
  }
  const begin = stretches.indexOf(page.after.at === null ? "unknown" : "known");
  const rows: Head[] = [];
  for (const [i, stretch] of stretches.entries()) {
    if (i < begin || rows.length >= page.limit) continue;
    const after = i === begin ? page.after : null;
    rows.push(...(await readStretch(executor, incidentId, filters, { ...page, stretch, after }, rows.length)));
  }
  return rows;
}

/** What everybody opens first. */
async function firstPage(order: "newest" | "oldest", incidentId: number, limit: number): Promise<Head[]> {
  return (await FIRST_PAGE[order]().execute({ incidentId, limit })) as Head[];
}

const FIRST_PAGE = { newest: builtFirstPage("newest"), oldest: builtFirstPage("oldest") };

function builtFirstPage(order: "newest" | "oldest") {
  const page = { order, stretch: "both" as const, after: null };
  const [incidentId, limit] = [sql.placeholder("incidentId"), sql.placeholder("limit")];
  return builtOnce((database) =>
    stretchOf(database, incidentId, { pinnedEntries: [] }, page).limit(limit).prepare(`first_page_${order}`),
  );
}

function isPlain({ kinds, all, author, q, evidence, pinned, from, until }: Partial<TimelineFilters>): boolean {
  return !(kinds?.length || all || author || q || from || until) && evidence === undefined && pinned === undefined;
}

interface Stretch {
  order: "newest" | "oldest";
  stretch: "known" | "unknown" | "both";
  after: Place | null;
  including?: boolean;
}

async function readStretch(
  executor: Executor,
  incidentId: number,
  filters: Filters,
  page: Stretch & { limit: number },
  have: number,
): Promise<Head[]> {
  return (await stretchOf(executor, incidentId, filters, page).limit(page.limit - have)) as Head[];
}

function stretchOf(executor: Executor, incidentId: number | Placeholder, filters: Filters, page: Stretch) {
  const newest = page.order === "newest";
  return executor
    .select(columns)
    .from(head)
    .innerJoin(entry, and(eq(entry.incidentId, head.incidentId), eq(entry.seq, entrySeq)))
    .where(
      and(
        eq(head.incidentId, incidentId),
        page.stretch === "known" ? isNotNull(head.occurredAt) : undefined,
        page.stretch === "unknown" ? isNull(head.occurredAt) : undefined,
        isHead(),
        ...conditions(filters),
        page.after ? beyond(page.after, newest, page.including ?? false) : undefined,
      ),
    )
    .orderBy(newest ? desc(head.occurredAt) : asc(head.occurredAt), newest ? desc(entrySeq) : asc(entrySeq));
}

export type Head = {
  head: Pick<typeof head.$inferSelect, "seq" | "occurredAt" | "precision" | "recordedAt" | "data">;
  entry: Pick<
    typeof entry.$inferSelect,
    "seq" | "occurredAt" | "precision" | "recordedAt" | "authorKind" | "authorId" | "authorName" | "source" | "data"
  > & { kind: IncidentEventKind };
};

function isHead(): SQL {
  return sql`not exists (select 1 from incident_events later where later.incident_id = ${head.incidentId} and later.corrects = ${entrySeq} and later.seq > ${head.seq} and later.kind = 'correction')`;
}

function beyond(place: Place, newest: boolean, including: boolean): SQL | undefined {
  const further = newest
    ? including
      ? sql`${entrySeq} <= ${place.entry}`
      : sql`${entrySeq} < ${place.entry}`
    : including
      ? sql`${entrySeq} >= ${place.entry}`
      : sql`${entrySeq} > ${place.entry}`;
  if (place.at === null) return further;
  return newest
    ? and(lte(head.occurredAt, place.at), or(lt(head.occurredAt, place.at), further))
    : and(gte(head.occurredAt, place.at), or(gt(head.occurredAt, place.at), further));
}

function conditions(filters: Filters): (SQL | undefined)[] {
  const { kinds, all, author, q, evidence, pinned, from, until } = filters;
  return [
    kinds?.length || all
      ? kindIn(kinds?.length ? kinds : ACTIVITY_KINDS)
      : or(kindIn(TIMELINE_KINDS), commandPassed(head.kind, head.data)),
    author ? or(eq(entry.authorId, author), ilike(entry.authorName, literally(author))) : undefined,
    q ? mentions(q) : undefined,
    evidence === undefined
      ? undefined
      : sql`(coalesce(jsonb_array_length(${head.data} -> 'evidenceEventIds'), 0) > 0) = ${evidence}`,
    pinned === undefined ? undefined : pinnedIs(pinned, filters.pinnedEntries),
    from ? gte(head.occurredAt, from) : undefined,
    until ? lt(head.occurredAt, until) : undefined,
  ];
}

/** A correction may also say that an entry is of another kind. */
function kindIn(kinds: readonly IncidentEventKind[]): SQL | undefined {
  const list = [...kinds];
  return or(inArray(head.kind, list), and(eq(head.kind, "correction"), inArray(sql`${head.data} ->> 'kind'`, list)));
}

function mentions(q: string): SQL | undefined {
  const pattern = `%${literally(q)}%`;
  const written = [...WRITTEN_KINDS, "correction"];
  return or(
    sql`${head.data} ->> 'body' ilike ${pattern}`,
    ilike(entry.authorName, pattern),
    and(sql`${head.kind} <> all(${sql.param(written)}::text[])`, sql`${head.data}::text ilike ${pattern}`),
  );
}

function pinnedIs(pinned: boolean, entries: readonly number[]): SQL {
  const list = sql`${sql.param(`{${entries.join(",")}}`)}::int[]`;
  return pinned ? sql`${entrySeq} = any(${list})` : sql`not (${entrySeq} = any(${list}))`;
}

/** The text itself, not as a pattern. */
function literally(text: string): string {
  return text.replaceAll(/[\\%_]/g, (c) => `\\${c}`);
}
