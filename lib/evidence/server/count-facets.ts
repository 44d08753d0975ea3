import { db, type RawSql } from "@/db/client";
import { requireIncident } from "@/lib/access/server/require";
import type { Ctx } from "@/lib/api/server/context";
import { bucketStarts, bucketWidth } from "../histogram";
import type { CountFacetsQuery } from "../inputs";
import { maskTokens } from "../masking";
import { ACTOR_KINDS, OUTCOMES, VERBS } from "../model";
import type { FacetsView, FacetView } from "../views";
import { type Conditions, eventConditions } from "./event-filter";
import { matchingEvents } from "./matching-events";
import { maySeeRaw } from "./may-see-raw";
import { scan } from "./scan";

/** Counting what a wide filter matches looks at all of it; it ends here, and says so. */
const LIMIT_MS = 15_000;
const MOST_VALUES = 12;

const COUNTED = ["actor_id", "actor_kind", "verb", "action_id", "outcome", "source_no"] as const;
type Column = (typeof COUNTED)[number];

type What = Column | "bucket" | "resource" | "all";

interface Row {
  what: What;
  /** The number that stands in the rows; of actors, actions and resources the word. */
  value: number | null;
  word: string | null;
  n: number;
}

/**
 * How often each actor, kind, verb, action, outcome, source and resource stands in what the filters let through, and
 * when. `signal` says that nobody waits any more.
 */
export async function countFacets(
  ctx: Ctx,
  ref: string,
  query: CountFacetsQuery,
  signal?: AbortSignal,
): Promise<FacetsView> {
  const incident = await requireIncident(ctx, db(), ref, "read");
  return scan({ limitMs: LIMIT_MS, signal }, (sql) => facetsOf(ctx, sql, incident.id, query));
}

async function facetsOf(ctx: Ctx, sql: RawSql, incidentId: number, query: CountFacetsQuery): Promise<FacetsView> {
  const raw = maySeeRaw(ctx);
  const conditions = await eventConditions(sql, { incidentId, raw }, { ...query, order: "time", limit: 1 });
  const span = await spanOf(sql, incidentId, query);
  if (conditions.impossible || span === null) return NOTHING;
  const width = bucketWidth(span);
  const starts = bucketStarts(span, width);
  const rows = await sql.unsafe<Row[]>(
    statement(conditions, incidentId, starts[0] as string, width),
    conditions.values as never[],
  );
  const shown = raw ? rows : rows.map((row) => ({ ...row, word: row.word && maskTokens(row.word) }));
  return toView(shown, await sourcesOf(sql, incidentId), { starts, width });
}

type Span = { from: string; until: string };

/** From the first to the last event that can match: as the filter says, and no wider than the sources. */
async function spanOf(sql: RawSql, incidentId: number, query: CountFacetsQuery): Promise<Span | null> {
  const [row] = await sql<{ first: string | null; last: string | null }[]>`
    select min(first_event_at) as first, max(last_event_at) as last from evidence_sources
    where incident_id = ${incidentId} and status = 'ready' 
      and (${query.evidence ?? null}::uuid is null or id = ${query.evidence ?? null}::uuid)
      and (${query.system ?? null}::text is null or system = ${query.system ?? null}::text)`;
  if (!row?.first || !row.last) return null;
  const from = query.from && query.from > row.first ? query.from : row.first;
  const until = query.until && query.until < row.last ? query.until : row.last;
  return from <= until ? { from, until } : null;
}

/**
 * One look at what matches; everything is counted from it at once. The same word may stand in the dictionary several
 * times, once for each system, so words are put together before the most frequent are taken.
 */
function statement(conditions: Conditions, incidentId: number, first: string, widthSeconds: number): string {
  const value = (given: unknown) => `$${conditions.values.push(given)}`;
  const bucket = `floor(extract(epoch from occurred_at - ${value(first)}::timestamptz) / ${widthSeconds})::int`;
  const columns = `${COUNTED.map((column) => `e.${column}`).join(", ")}, e.occurred_at, e.resource_ids`;
  const sets = ["()", "(bucket)", ...COUNTED.map((column) => `(${column})`)].join(", ");
  const named = COUNTED.map((column) => `when grouping(${column}) = 0 then '${column}'`).join(" ");
  return `
    with matching as materialized (${matchingEvents(conditions, columns)}),
    counted as (
      select case when grouping(bucket) = 0 then 'bucket' ${named} else 'all' end as what,
        coalesce(bucket, ${COUNTED.map((column) => `${column}::int`).join(", ")}) as value, count(*)::int as n
      from (select *, ${bucket} as bucket from matching) m group by grouping sets (${sets})
      union all
      select 'resource', id, count(*)::int from matching, unnest(resource_ids) as id group by id
    ),
    words as (
      select what, t.value as word, t.name, n
      from counted c left join evidence_terms t on t.incident_id = ${value(incidentId)} and t.id = c.value
      where what in ('actor_id', 'action_id', 'resource')
    ),
    -- Choosing an identity finds what is labelled so as well.
    alike as (
      select what, word, n from words
      union all
      select what, name, n from words
      where what = 'actor_id' and name <> word and name in (select word from words where what = 'actor_id')
    ),
    worded as (
      select what, word, sum(n)::int as n, row_number() over (partition by what order by sum(n) desc, word) as rank
      from alike group by what, word
    )
    select what, null::int as value, word, n from worded where rank <= ${MOST_VALUES}
    union all
    select what, value, null, n from counted where what not in ('actor_id', 'action_id', 'resource')
    order by what, n desc, word, value`;
}

function toView(
  rows: readonly Row[],
  sources: readonly Source[],
  { starts, width }: { starts: string[]; width: number },
): FacetsView {
  const of = (what: What) => rows.filter((row) => row.what === what);
  const words = (what: What) => of(what).map(({ word, n }) => ({ value: word, count: n }));
  const named = (what: What, names: readonly string[]) =>
    of(what).map(({ value, n }) => ({ value: names[value ?? -1] ?? null, count: n }));
  const bySource = of("source_no").flatMap(({ value, n }) => {
    const source = sources.find(({ no }) => no === value);
    return source ? [{ ...source, count: n }] : [];
  });
  const counts = new Map(of("bucket").map((row) => [row.value, row.n]));
  return {
    total: of("all")[0]?.n ?? 0,
    actor: words("actor_id"),
    actorKind: named("actor_kind", ACTOR_KINDS),
    verb: named("verb", VERBS),
    action: words("action_id"),
    outcome: named("outcome", OUTCOMES),
    resource: words("resource"),
    system: bySystem(bySource),
    source: bySource.map(({ id, count }) => ({ value: id, count })),
    histogram: { seconds: width, buckets: starts.map((from, i) => ({ from, count: counts.get(i) ?? 0 })) },
  };
}

interface Source {
  no: number;
  id: string;
  system: string | null;
}

async function sourcesOf(sql: RawSql, incidentId: number): Promise<Source[]> {
  return sql<Source[]>`
    select no, id, system from evidence_sources where incident_id = ${incidentId} and status = 'ready'`;
}

function bySystem(sources: readonly { system: string | null; count: number }[]): FacetView[] {
  const counts = new Map<string | null, number>();
  for (const { system, count } of sources) counts.set(system, (counts.get(system) ?? 0) + count);
  return [...counts].map(([value, count]) => ({ value, count })).sort((a, b) => b.count - a.count);
}

const NOTHING: FacetsView = {
  total: 0,
  actor: [],
  actorKind: [],
  verb: [],
  action: [],
  outcome: [],
  resource: [],
  system: [],
  source: [],
  histogram: { seconds: 0, buckets: [] },
};
