import { scanSql } from "@/db/client";
import { maskTokens } from "@/lib/evidence/masking";
import { ACTOR_KINDS } from "@/lib/evidence/model";
import { eventId } from "@/lib/evidence/server/event-id";

/** More names than this no person goes through; of more, those of the dictionary's beginning. */
const MOST_WORDS = 100_000;
const COUNT_MS = 15_000;

export interface WordRow {
  id: number;
  value: string;
  label: string | null;
  system: string | null;
}

export interface WordCount {
  kind: (typeof ACTOR_KINDS)[number];
  events: number;
  first: string;
  last: string;
}

/**
 * Every name of an actor in an incident's dictionary, each with its label and system. A key that was logged as a name is
 * nobody's name, and a label that is one is left away.
 */
export async function actorWords(incidentId: number): Promise<WordRow[]> {
  const rows = await scanSql()<WordRow[]>`
    select id, value, name as label, nullif(system, '') as system from evidence_terms
    where incident_id = ${incidentId} and kind = 'actor' order by id limit ${MOST_WORDS}`;
  const isKey = (text: string) => maskTokens(text) !== text;
  return rows.flatMap((row) =>
    isKey(row.value) ? [] : [row.label !== null && isKey(row.label) ? { ...row, label: null } : row],
  );
}

/** How many events name each of them, by or for whom they were made; null where that takes too long. */
export async function countWords(incidentId: number): Promise<Map<number, WordCount> | null> {
  try {
    const rows = await scanSql().begin("read only", async (sql) => {
      await sql.unsafe(`set local statement_timeout = ${COUNT_MS}`);
      return sql<{ id: number; low: number; high: number; n: number; first: string; last: string }[]>`
        with parts as (select array_agg(distinct part) as parts from evidence_sources
          where incident_id = ${incidentId} and status = 'ready')
        select id, min(kind)::int as low, max(kind)::int as high, sum(n)::int as n, min(first) as first, max(last) as last from (
          select actor_id as id, actor_kind as kind, count(*) as n, min(occurred_at) as first, max(occurred_at) as last
          from evidence_events where incident_id = ${incidentId} and part = any((select parts from parts)::int[])
            and actor_id is not null group by actor_id, actor_kind
          union all
          select behalf_id, null, count(*), min(occurred_at), max(occurred_at)
          from evidence_events where incident_id = ${incidentId} and part = any((select parts from parts)::int[])
            and behalf_id is not null group by behalf_id
        ) each group by id`;
    });
    return new Map(
      rows.map(({ id, low, high, n, first, last }) => [
        id,
        { kind: (low === high ? ACTOR_KINDS[low] : undefined) ?? "unknown", events: n, first, last },
      ]),
    );
  } catch (error) {
    if ((error as { code?: string }).code === "57014") return null;
    throw error;
  }
}

/** The first events that name one of these. */
export async function eventsNaming(incidentId: number, termIds: readonly number[]): Promise<string[]> {
  const rows = await scanSql()<{ sourceNo: number; record: number; sub: number }[]>`
    select source_no as "sourceNo", record, sub from evidence_events
    where incident_id = ${incidentId} and part in (select part from evidence_sources where incident_id = ${incidentId} and status = 'ready')
      and actor_id = any(${[...termIds]}::int[])
    order by occurred_at limit 2`;
  return rows.map(eventId);
}
