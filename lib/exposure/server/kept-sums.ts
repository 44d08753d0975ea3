import { createHash } from "node:crypto";
import { sql as text } from "drizzle-orm";
import { db } from "@/db/client";
import { exposureSums } from "@/db/schema";
import type { Instant } from "@/lib/time/instant";
import { RULE_VERSION } from "../model";
import type { Sums } from "../sums";
import type { AnalysisQuestion, Sql } from "./analysis-tables";
import type { SourceRow } from "./sources";
import type { EventPlace } from "./touch-groups";

/** What sources came to under the facts that `key` stands for. */
export interface KeptSums {
  key: string;
  now: Instant;
  open: boolean;
  covers: { no: number; through: number | null; events: number }[];
  late: EventPlace[];
  sums: Sums;
}

/** So many sets of facts of one incident are kept: the present ones, and those of earlier instants that were asked for. */
const MOST_KEPT = 6;

/**
 * A hash over all that the judging of an event rests on, beside the event and the instant that ends what is open: rules,
 * patterns, windows, who is who, when each was cleared, what was explained. Over prepared tables.
 */
export async function judgingKey(sql: Sql, { incidentId, knownAt }: AnalysisQuestion): Promise<string> {
  const at = knownAt ?? "infinity";
  const sum = (table: string) =>
    sql`concat_ws(' ', count(*), sum(hashtextextended(${sql(table)}::text, 0)), sum(hashtextextended(${sql(table)}::text, 1)))`;
  const [row] = await sql<Record<string, string>[]>`
    select
      (select coalesce(string_agg(concat_ws('|', n, id, patterns::text, stated_hulls::text, stated_cores::text), E'\n' order by n), '') from x_assets) as assets,
      (select ${sum("c")} from x_cleared c) as cleared,
      (select ${sum("w")} from (select id, is_id, kind, public_id, known from x_people) w) as people,
      (select ${sum("l")} from (select a.principal_id, a.system, a.value from principal_aliases a
        where a.recorded_at <= ${at}::timestamptz and (a.superseded_at is null or a.superseded_at > ${at}::timestamptz)) l) as aliases,
      (select ${sum("e")} from (select a.asset_id, a.principal_id, a.actor, a.from_at, a.until_at from access_explanations a
        where a.incident_id = ${incidentId} and a.recorded_at <= ${at}::timestamptz
          and (a.superseded_at is null or a.superseded_at > ${at}::timestamptz)) e) as explained`;
  const hash = createHash("sha256").update(RULE_VERSION);
  for (const part of Object.values(row ?? {})) hash.update(`\0${part}`);
  return hash.digest("hex");
}

/** What is kept for these facts and holds at that instant; null when every source has to be judged. */
export async function findSums(sql: Sql, question: AnalysisQuestion, key: string): Promise<KeptSums | null> {
  const [row] = await sql<KeptSums[]>`
    select key, now, open, covers, late, sums from exposure_sums
    where incident_id = ${question.incidentId} and key = ${key}`;
  // What came after `now` was remembered one by one, so that later instants can be asked about, never earlier ones.
  return row && (!row.open || row.now <= question.now) ? row : null;
}

/** Sources without what is kept of them; null when the kept sums hold more than is asked about. */
export function notYetJudged(kept: KeptSums | null, sources: readonly SourceRow[]) {
  if (kept === null) return null;
  const wanted = new Map(sources.map((source) => [source.no, source]));
  for (const { no, through } of kept.covers) {
    const source = wanted.get(no);
    if (!source || (through ?? -1) > (source.through ?? -1)) return null;
  }
  const before = new Map(kept.covers.map((one) => [one.no, one]));
  return sources.flatMap((source) => {
    const known = before.get(source.no);
    if (known && (source.through === null || source.through === known.through)) return [];
    return [{ ...source, after: known?.through ?? -1, fresh: source.events - (known?.events ?? 0) }];
  });
}

/**
 * Keeps sums in the place of earlier ones, and forgets what was not asked about for longest. Those of an earlier instant
 * never take the place of those of more sources.
 */
export async function keepSums(
  { incidentId, knownAt }: AnalysisQuestion,
  kept: KeptSums,
  usedAt: Instant,
): Promise<void> {
  const { key, ...values } = kept;
  const more = text`json_array_length(${exposureSums.covers}) <= json_array_length(excluded.covers)`;
  const holds = text`${exposureSums.now} <= excluded.now and ${knownAt === null ? text`true` : more}`;
  await db()
    .insert(exposureSums)
    .values({ incidentId, key, usedAt, ...values })
    .onConflictDoUpdate({
      target: [exposureSums.incidentId, exposureSums.key],
      set: { ...values, usedAt },
      setWhere: holds,
    });
  await db().execute(text`
    delete from exposure_sums where incident_id = ${incidentId} and key in (
      select key from exposure_sums where incident_id = ${incidentId} order by used_at desc offset ${MOST_KEPT})`);
}
