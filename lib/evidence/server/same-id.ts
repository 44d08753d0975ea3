import type { RawSql } from "@/db/client";

/** The half of an identity that its id, time, act and actor make (`identityOf`). */
export const keyOf = (table: string) => `substr(uuid_send(${table}.identity), 1, 8)`;
export const KEY = "substr(uuid_send(identity), 1, 8)";

/** All identities whose first half is a key: they stand beside each other in the index. */
export function besideKey(key: string): string {
  return `between (encode(${key}, 'hex') || '0000000000000000')::uuid and (encode(${key}, 'hex') || 'ffffffffffffffff')::uuid`;
}

/** Of events of these identities, how many others share the first half; those that share it with none are left out. */
export async function sameIdsOf(
  sql: RawSql,
  incidentId: number,
  identities: readonly string[],
): Promise<Map<string, number>> {
  const rows = await sql.unsafe<{ identity: string; n: number }[]>(
    `select i.identity, (
       select count(*)::int from evidence_events e
       where e.incident_id = $1 and e.identity ${besideKey(keyOf("i"))}
         and e.part in (select part from evidence_sources where incident_id = $1 and status = 'ready' union select 0)
     ) - 1 as n
     from unnest($2::uuid[]) as i(identity)`,
    [incidentId, [...new Set(identities)]],
  );
  return new Map(rows.filter(({ n }) => n > 0).map(({ identity, n }) => [identity, n]));
}
