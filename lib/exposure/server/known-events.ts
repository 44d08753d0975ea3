import type { Sql } from "./analysis-tables";
import type { SourcePlace } from "./judged-touches";

/** Narrows events `e` to those of these sources, of one that grows up to what was known then. */
export function knownOf(sql: Sql, sources: readonly SourcePlace[]) {
  const growing = sources.flatMap(({ no, through }) => (through === null ? [] : [{ no, through }]));
  const upToKnown = sql`and (e.source_no <> all(${growing.map(({ no }) => no)}::int[]) or exists (
    select from unnest(${growing.map(({ no }) => no)}::int[], ${growing.map(({ through }) => through)}::int[]) as k(no, through)
    where k.no = e.source_no and e.record <= k.through))`;
  return sql`and e.source_no = any(${sources.map(({ no }) => no)}::int[])
    and e.part = any(${[...new Set(sources.map(({ part }) => part))]}::int[]) ${growing.length > 0 ? upToKnown : sql``}`;
}
