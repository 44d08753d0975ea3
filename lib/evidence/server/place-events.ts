import { sql } from "drizzle-orm";
import type { Transaction } from "@/db/client";
import { EVENT_COLUMNS, TOUCH_COLUMNS } from "./event-row";
import { besideKey, KEY, keyOf } from "./same-id";
import { LIVE_STAGE, type Stage, stageOf } from "./stage";

/** What finding one event by its key costs, in events that are gone through in the meantime. */
const LOOK_UP_COST = 8;
/** Fewer events than these are gone through in a moment. */
const MANY = 500_000;

/**
 * Takes events out of the stage that are evidence already or stand in the source twice, and keeps each as a further
 * delivery of the one that stays. Answers how many.
 */
export async function takeOutDuplicates(
  tx: Transaction,
  incidentId: number,
  sourceNo: number,
  { events, touches, shared }: Stage = stageOf(sourceNo),
): Promise<number> {
  const own = (table: string) => (shared ? `and ${table}.source_no = ${Math.trunc(sourceNo)}` : "");
  await tx.execute(sql.raw("set local work_mem = '128MB'"));
  await tx.execute(
    sql.raw(`
      create temp table if not exists twice on commit delete rows as
      select record, sub, start_offset, length, source_no as event_source_no, record as event_record, sub as event_sub
      from evidence_events with no data`),
  );
  await tx.execute(
    sql.raw(`
      insert into twice
      select distinct on (s.record, s.sub) s.record, s.sub, s.start_offset, s.length, e.source_no, e.record, e.sub
      from ${events} s join evidence_events e on e.incident_id = ${incidentId} and e.identity = s.identity
      where e.part in (${await partsOf(tx, incidentId)}) ${own("s")}
      order by s.record, s.sub, e.source_no, e.record, e.sub`),
  );
  await findCrowded(tx, events, own("x"));
  await byHashing(tx, () =>
    tx.execute(
      sql.raw(`
      insert into twice
      select s.record, s.sub, s.start_offset, s.length, ${sourceNo}, f.place / 65536, f.place % 65536
      from ${events} s join (
        select identity, min(record::bigint * 65536 + sub) as place from ${events} x where true ${own("x")}
          and ${KEY} in (select key from crowded) group by identity having count(*) > 1
      ) f on f.identity = s.identity
      where s.record::bigint * 65536 + s.sub <> f.place ${own("s")}
        and not exists (select from twice t where t.record = s.record and t.sub = s.sub)`),
    ),
  );
  const [row] = await tx.execute<{ n: string }>(sql.raw("select count(*) as n from twice"));
  const duplicates = Number(row?.n ?? 0);
  if (duplicates === 0) return 0;
  await tx.execute(
    sql.raw(`
      insert into evidence_deliveries
        (incident_id, event_source_no, event_record, event_sub, source_no, record, sub, start_offset, length)
      select ${incidentId}, event_source_no, event_record, event_sub, ${sourceNo}, record, sub, start_offset, length
      from twice`),
  );
  for (const table of [events, touches])
    await tx.execute(
      sql.raw(`delete from ${table} s using twice t where t.record = s.record and t.sub = s.sub ${own("s")}`),
    );
  return duplicates;
}

/** Keys that several rows of a stage have: what stands in it twice is among them, and what only shares its id. */
async function findCrowded(tx: Transaction, events: string, own: string): Promise<void> {
  const rows = `select ${KEY} as key from ${events} x where true ${own} group by 1 having count(*) > 1`;
  await fillTemp(tx, "crowded", "key", rows);
}

/**
 * How many events of a stage, once duplicates are taken out of it, share id, time, act and actor with others that differ
 * from them.
 */
export async function countSameIds(
  tx: Transaction,
  incidentId: number,
  sourceNo: number,
  { staged, duplicates }: { staged: number; duplicates: number },
): Promise<number> {
  const { events } = stageOf(sourceNo);
  const rows = `from ${events} where ${KEY} in (select key from crowded)`;
  await byHashing(tx, async () => {
    await fillTemp(tx, "alike", "key", `select ${KEY} as key ${rows} group by 1 having count(*) > 1`);
    const other = `not exists (select from alike where key = ${keyOf("s")})`;
    await fillTemp(tx, "alone", "identity", `select s.identity from ${events} s where ${other}`);
  });
  const [alone] = await tx.execute<{ n: string }>(sql.raw("select count(*) as n from alone"));
  const inside = staged - duplicates - Number(alone?.n ?? 0);
  const [known] = await tx.execute<{ n: string }>(
    sql`select coalesce(sum(events), 0) as n from evidence_sources where incident_id = ${incidentId} and status = 'ready'`,
  );
  const existing = Number(known?.n ?? 0);
  if (existing === 0) return inside;
  const others = `from evidence_events e where e.incident_id = ${incidentId} and e.part in (${await partsOf(tx, incidentId)})`;
  const count = async (rows: string) => {
    const [row] = await tx.execute<{ n: string }>(sql.raw(`select count(*) as n from alone s ${rows}`));
    return inside + Number(row?.n ?? 0);
  };
  // A few are looked up one by one where there are very many others; else it is quicker to go through those once.
  if (existing < MANY || staged * LOOK_UP_COST > existing)
    return byHashing(tx, () => count(`where ${keyOf("s")} in (select ${keyOf("e")} ${others})`));
  await tx.execute(sql.raw("set local enable_seqscan = off"));
  const found = await count(
    `cross join lateral (select ${others} and e.identity ${besideKey(keyOf("s"))} limit 1) beside`,
  );
  await tx.execute(sql.raw("set local enable_seqscan = on"));
  return found;
}

/** Keys are worked out row by row, so the planner does not know how many there are, and would compare each with each. */
async function byHashing<T>(tx: Transaction, work: () => Promise<T>): Promise<T> {
  await tx.execute(sql.raw("set local enable_nestloop = off"));
  const result = await work();
  await tx.execute(sql.raw("set local enable_nestloop = on"));
  return result;
}

async function fillTemp(tx: Transaction, table: string, column: "key" | "identity", rows: string): Promise<void> {
  const kind = column === "key" ? KEY : "identity";
  await tx.execute(
    sql.raw(`
      create temp table if not exists ${table} on commit delete rows as
      select ${kind} as ${column} from evidence_events with no data`),
  );
  await tx.execute(sql.raw(`insert into ${table} ${rows}`));
  await tx.execute(sql.raw(`analyze ${table}`));
}

/** The partitions in which an incident's events are: named in every query, so that no other one is looked at. */
async function partsOf(tx: Transaction, incidentId: number): Promise<string> {
  const rows = await tx.execute<{ part: number }>(
    sql`select distinct part from evidence_sources where incident_id = ${incidentId} and status = 'ready'`,
  );
  return [0, ...rows.map((row) => Number(row.part))].join(", ");
}

/** A small source goes into the shared partition. */
export async function mergeStage(tx: Transaction, sourceNo: number): Promise<void> {
  const { events, touches } = stageOf(sourceNo);
  await intoShared(tx, events, touches);
  await tx.execute(sql.raw(`drop table ${events}, ${touches}`));
}

/** The same for a batch of a live source. */
export async function mergeLiveStage(tx: Transaction, sourceNo: number): Promise<void> {
  const { events, touches } = LIVE_STAGE;
  const own = `where source_no = ${Math.trunc(sourceNo)}`;
  await intoShared(tx, `${events} ${own}`, `${touches} ${own}`);
  for (const table of [events, touches]) await tx.execute(sql.raw(`delete from ${table} ${own}`));
}

async function intoShared(tx: Transaction, events: string, touches: string): Promise<void> {
  const shared = (columns: string) => columns.replace(/\bpart\b/, "0");
  await tx.execute(
    sql.raw(`insert into evidence_events (${EVENT_COLUMNS}) select ${shared(EVENT_COLUMNS)} from ${events}`),
  );
  await tx.execute(
    sql.raw(`insert into evidence_touches (${TOUCH_COLUMNS}) select ${shared(TOUCH_COLUMNS)} from ${touches}`),
  );
}

/** A large source's stage, indexed before, becomes a partition as it stands. */
export async function attachStage(tx: Transaction, sourceNo: number): Promise<void> {
  const { events, touches } = stageOf(sourceNo);
  for (const [parent, table] of [
    ["evidence_events", events],
    ["evidence_touches", touches],
  ])
    await tx.execute(sql.raw(`alter table ${parent} attach partition ${table} for values in (${sourceNo})`));
}
