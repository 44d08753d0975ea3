import { ACCESS_VERBS, ACTOR_KINDS, VERBS } from "@/lib/evidence/model";
import type { AccessClass } from "../model";
import type { AnalysisQuestion, Sql } from "./analysis-tables";
import { judgedTouches, SUCCESS, touchesOf, UNKNOWN } from "./judged-touches";
import { knownOf } from "./known-events";
import type { SourceRow } from "./sources";

export interface Span {
  /** Microseconds since 1970, half-open. */
  from: number;
  until: number;
}

export interface AccessBin {
  bin: number;
  class: AccessClass;
  /** Outside every window; only what nobody was cleared for. */
  outside: boolean;
  certain: number;
  possible: number;
  first: string;
  last: string;
}

/** Accesses counted in `bins` slices of equal length, by class; an event lies in the slice in which it begins. */
export async function accessBins(
  sql: Sql,
  { incidentId, now }: AnalysisQuestion,
  sources: readonly SourceRow[],
  span: Span,
  bins: number,
  assetId: string | null,
): Promise<AccessBin[]> {
  if (sources.length === 0) return [];
  const narrow = sql`${within(sql, span, "t")}
    ${assetId === null ? sql`` : sql`and x.n in (select n from x_assets where id = ${assetId})`}`;
  return sql<AccessBin[]>`
    select ${binOf(sql, span, bins)} as bin, class, not in_hull as outside,
      count(*) filter (where in_core and (wholly or class in ('cleared', 'explained')))::int as certain,
      count(*) filter (where not (in_core and (wholly or class in ('cleared', 'explained'))))::int as possible,
      min(occurred_at) as first, max(occurred_at) as last
    from (${judgedTouches(sql, now, touchesOf(sql, incidentId, sources, narrow))}) j
    where outcome in (${SUCCESS}, ${UNKNOWN}) and (in_hull or class in ('uncleared', 'unresolved'))
    group by 1, 2, 3 order by 1, 2, 3`;
}

export interface AgentBin {
  bin: number;
  count: number;
  first: string;
  last: string;
}

const AGENT = ACTOR_KINDS.indexOf("agent");
const ACCESS_CODES = ACCESS_VERBS.map((verb) => VERBS.indexOf(verb));

/** What AI systems did beside accesses (prompts, answers, tool calls, changes), counted in the same slices. */
export async function agentBins(
  sql: Sql,
  { incidentId }: AnalysisQuestion,
  sources: readonly SourceRow[],
  span: Span,
  bins: number,
): Promise<AgentBin[]> {
  if (sources.length === 0) return [];
  return sql<AgentBin[]>`
    select ${binOf(sql, span, bins)} as bin, count(*)::int as count, min(occurred_at) as first, max(occurred_at) as last
    from evidence_events e
    where e.incident_id = ${incidentId} ${knownOf(sql, sources)} ${within(sql, span, "e")}
      and (e.actor_kind = ${AGENT} or e.actor_id in (select actor_id from x_actors where is_agent))
      and not (e.verb = any(${ACCESS_CODES}::smallint[]))
    group by 1 order by 1`;
}

/** The slice of an instant of the span, exact to the microsecond. */
function binOf(sql: Sql, { from, until }: Span, bins: number) {
  return sql`(((extract(epoch from occurred_at) * 1000000)::bigint - ${from}::bigint) * ${bins}::bigint / ${until - from}::bigint)::int`;
}

export function within(sql: Sql, { from, until }: Span, table: string) {
  const at = sql(`${table}.occurred_at`);
  const instant = (micros: number) => sql`('epoch'::timestamptz + ${micros}::bigint * interval '1 microsecond')`;
  return sql`and ${at} >= ${instant(from)} and ${at} < ${instant(until)}`;
}
