import type { RawSql } from "@/db/client";
import type { NewWord, StoreWords } from "./dictionary";

/**
 * Words of one incident, looked up or added with one statement. In the order of the hash, so that two imports that add
 * the same words never wait for each other in a circle.
 */
export function storeWords(sql: RawSql, incidentId: number): StoreWords {
  return (words: readonly NewWord[]) => sql<{ id: number; hash: string }[]>`
    with given as (
      select * from json_to_recordset(${JSON.stringify(words)}::text::json)
        as g(hash uuid, kind text, value text, type text, name text, system text)
    ), known as (
      select t.id, t.hash from evidence_terms t join given g on t.hash = g.hash where t.incident_id = ${incidentId}
    ), added as (
      insert into evidence_terms (incident_id, kind, value, type, name, system, hash)
      select ${incidentId}, kind, value, type, name, system, hash
      from given g where not exists (select from known k where k.hash = g.hash) order by hash
      on conflict (incident_id, hash) do nothing returning id, hash
    )
    select id, hash from known union all select id, hash from added`;
}
