import type { RawSql } from "@/db/client";
import type { Resource } from "../model";

export interface Word {
  id: number;
  value: string;
  type: string | null;
  name: string | null;
}

/** The words behind the ids of one page, read with one query. */
export async function wordsOf(
  sql: RawSql,
  incidentId: number,
  ids: Iterable<number | null>,
): Promise<Map<number, Word>> {
  const wanted = [...new Set([...ids].filter((id): id is number => id !== null))];
  if (wanted.length === 0) return new Map();
  const rows = await sql<Word[]>`
    select id, value, type, name from evidence_terms where incident_id = ${incidentId} and id = any(${wanted}::int[])`;
  return new Map(rows.map((word) => [word.id, word]));
}

export function resourceOf(word: Word): Resource {
  return { id: word.value, type: word.type, name: word.name };
}
