import { mergeSums, noSums, type Sums } from "../sums";
import { type AnalysisQuestion, prepareWords, type Sql } from "./analysis-tables";
import { type ActorRow, sumsOf } from "./assemble-answer";
import { findSums, judgingKey, type KeptSums, notYetJudged } from "./kept-sums";
import type { SourceRow } from "./sources";
import { type EventPlace, MOST_LATE, type TouchGroup, touchGroups } from "./touch-groups";

/** So many events that nothing is kept of are read one after the other; of more, only those that touch. */
const MOST_ADDED = 200_000;

export interface Judged {
  sums: Sums;
  /** To be kept; null where nothing new was learnt, or too much will be different when time goes on. */
  kept: KeptSums | null;
}

/** What the events of the sources come to: of those that were judged under the same facts before, from what is kept. */
export async function judgeSources(sql: Sql, question: AnalysisQuestion, sources: SourceRow[]): Promise<Judged> {
  const key = await judgingKey(sql, question);
  const found = await findSums(sql, question, key);
  const missing = notYetJudged(found, sources);
  const before = missing === null ? null : found;
  const plan = planOf(before, missing ?? [], sources);
  const groups: TouchGroup[] = [];
  const late: EventPlace[] = [];
  const touched: Sums = {};
  const take = (part: Awaited<ReturnType<typeof touchGroups>>) => {
    groups.push(...part.groups);
    late.push(...part.late);
    for (const n of part.touched) touched[n] = { ...noSums(), isTouched: true };
  };
  if (plan.added.length + plan.late.length > 0) await addedEvents(sql, question, sources, plan);
  if (plan.whole.length > 0 || plan.added.length + plan.late.length > 0) {
    await prepareWords(sql, question, plan.whole.length === 0);
    if (plan.whole.length > 0) take(await touchGroups(sql, question, { sources: plan.whole, added: false }));
    if (plan.added.length + plan.late.length > 0) take(await touchGroups(sql, question, { sources, added: true }));
  }
  const actors = await actorsOf(sql, groups);
  const inTime = groups.filter((group) => !group.late);
  const settled = [before?.sums ?? {}, touched, sumsOf(inTime, actors)].reduce(mergeSums);
  const open = await isAnythingOpen(sql);
  const nothingNew = before !== null && plan.whole.length + plan.added.length + plan.late.length === 0;
  const covers = sources.map(({ no, through, events }) => ({ no, through, events }));
  return {
    sums: mergeSums(
      settled,
      sumsOf(
        groups.filter((group) => group.late),
        actors,
      ),
    ),
    kept: nothingNew || late.length > MOST_LATE ? null : { key, now: question.now, open, covers, late, sums: settled },
  };
}

/** As judgeSources, of groups that somebody else has chosen, and without keeping anything. */
export async function sumsOfGroups(sql: Sql, groups: readonly TouchGroup[]): Promise<Sums> {
  return sumsOf(groups, await actorsOf(sql, groups));
}

interface Plan {
  /** Sources of which all touches are asked for. */
  whole: SourceRow[];
  /** Sources whose events are read, from a record on. */
  added: (SourceRow & { after: number })[];
  late: EventPlace[];
}

function planOf(
  before: KeptSums | null,
  missing: readonly (SourceRow & { after: number; fresh: number })[],
  sources: SourceRow[],
): Plan {
  if (before === null) return { whole: sources, added: [], late: [] };
  const isLittle = missing.reduce((sum, { fresh }) => sum + fresh, 0) <= MOST_ADDED;
  const added = missing.filter(({ after }) => isLittle || after >= 0);
  return { whole: missing.filter((source) => !added.includes(source)), added: [...added], late: before.late };
}

/** Events that are judged by themselves, in `x_added`: new ones, and those beyond the former now. */
async function addedEvents(sql: Sql, { incidentId }: AnalysisQuestion, sources: SourceRow[], { added, late }: Plan) {
  const partOf = new Map(sources.map(({ no, part }) => [no, part]));
  const columns = sql`e.source_no, e.record, e.sub, e.occurred_at, e.occurred_until, e.actor_id, e.behalf_id,
    e.actor_kind, e.verb, e.outcome, e.resource_ids`;
  // One look into the index a source and a late event: the planner would rather read every event there is.
  await sql`
    create temp table x_added on commit drop as
    select ${columns}, false as only_open
    from unnest(${added.map(({ no }) => no)}::int[], ${added.map(({ part }) => part)}::int[],
      ${added.map(({ after }) => after)}::int[], ${added.map(({ through }) => through ?? 2147483647)}::int[])
      as s(no, part, after, through)
    cross join lateral (
      select * from evidence_events e where e.incident_id = ${incidentId} and e.source_no = s.no and e.part = s.part
        and e.record > s.after and e.record <= s.through and e.resource_ids is not null offset 0
    ) e
    union all
    select ${columns}, true
    from unnest(${late.map(([no]) => no)}::int[], ${late.map(([no]) => partOf.get(no) ?? 0)}::int[],
      ${late.map(([, record]) => record)}::int[], ${late.map(([, , sub]) => sub)}::int[]) as s(no, part, record, sub)
    cross join lateral (
      select * from evidence_events e where e.incident_id = ${incidentId} and e.source_no = s.no and e.part = s.part
        and e.record = s.record and e.sub = s.sub offset 0
    ) e`;
}

async function isAnythingOpen(sql: Sql): Promise<boolean> {
  const [row] = await sql<{ open: boolean }[]>`select coalesce(bool_or(open), false) as open from x_assets`;
  return row?.open ?? false;
}

async function actorsOf(sql: Sql, groups: readonly TouchGroup[]): Promise<Map<number, ActorRow>> {
  const ids = [...new Set(groups.flatMap((group) => [group.actor, group.behalf]))].filter((id) => id !== null);
  if (ids.length === 0) return new Map();
  const rows = await sql<ActorRow[]>`
    select x.actor_id as id, x.value, p.public_id as principal
    from x_actors x left join x_people p on p.id = x.principal_id where x.actor_id = any(${ids}::int[])`;
  return new Map(rows.map((row) => [row.id, row]));
}
