import { ownerSql } from "@/db/client";
import { systemContext } from "@/lib/api/server/context";
import { ACTOR_KINDS, OUTCOMES, VERBS } from "@/lib/evidence/model";
import { OWN_PARTITION_FROM } from "@/lib/evidence/server/finalise-source";
import { declareIncident } from "@/lib/incidents/server/declare-incident";

const PRINCIPALS = 1000;
/** Identities in the logs; those beyond the principals are nobody's. */
const ACTORS = 1100;
const CLEARANCES = 12_000;
/** Distinct resources; those of the three assets are the first of them. */
const RESOURCES = 60_000;
const ASSET_RESOURCES = 1000;
/** One event in so many touches an asset. */
const TOUCHING = 5;

const DAYS = 10;
const START = "2026-03-01 00:00:00+00";

/**
 * Ten days of one big source: every fifth event touches one of three assets, half of these by two of its resources;
 * three windows of a day each, two of them overlapping; clearances that end and begin all the time.
 */
export async function makeExposureWorld(events: number, say: (line: string) => void): Promise<number> {
  const incident = await declareIncident(systemContext(), { title: "An agent opened three buckets" });
  const id = Number(incident.id);
  say(`Writing ${events.toLocaleString("en")} events …`);
  await writePeople();
  await writeWindows(id);
  await writeTerms(id);
  await writeSource(id, 1, events);
  return id;
}

async function writePeople(): Promise<void> {
  const sql = ownerSql();
  await sql`insert into assets (id, name, classification, systems, patterns, recorded_at, recorded_by)
    select ('00000000-0000-4000-9000-00000000000' || n)::uuid, 'bucket ' || n,
      (array['confidential', 'restricted', 'secret'])[n], array['aws'],
      jsonb_build_array(jsonb_build_object('resource', 'arn:aws:s3:::bucket-' || n || '/*')), ${START}, 'bench'
    from generate_series(1, 3) n`;
  await sql`insert into principals (name, kind, recorded_at, recorded_by)
    select 'principal ' || n, case when n % 20 = 0 then 'agent' else 'human' end, ${START}, 'bench'
    from generate_series(1, ${PRINCIPALS}::int) n`;
  await sql`insert into principal_aliases (principal_id, value, recorded_at, recorded_by)
    select n, 'arn:aws:iam::1:user/' || n, ${START}, 'bench' from generate_series(1, ${PRINCIPALS}::int) n`;
  await sql`insert into clearances (principal_id, asset_id, classification, from_at, until_at, standing, recorded_at, recorded_by)
    select 1 + n % ${PRINCIPALS}::int,
      case when n % 3 > 0 then ('00000000-0000-4000-9000-00000000000' || 1 + n % 3)::uuid end,
      case when n % 3 = 0 then (array['confidential', 'restricted', 'secret'])[1 + n / 3 % 3] end,
      ${START}::timestamptz + make_interval(mins => n * 7919 % (${DAYS}::int * 1440)),
      ${START}::timestamptz + make_interval(mins => n * 7919 % (${DAYS}::int * 1440) + 60 + n * 31 % 4000),
      case when n % 50 = 0 then 'void' when n % 40 = 0 then 'deny' else 'valid' end, ${START}, 'bench'
    from generate_series(1, ${CLEARANCES}::int) n`;
}

async function writeWindows(incidentId: number): Promise<void> {
  await ownerSql()`
    insert into exposure_windows (incident_id, asset_id, audience_kind, opened_at, opened_at_earliest, opened_at_latest,
      closed_at, closed_at_earliest, closed_at_latest, recorded_at, recorded_by)
    select ${incidentId}, ('00000000-0000-4000-9000-00000000000' || asset)::uuid, 'organisation',
      o, o - interval '5 minutes', o, c, c, c + interval '5 minutes', ${START}, 'bench'
    from (values (1, 2, 3), (1, 2.5, 3.5), (2, 6, 7)) w(asset, a, b)
    cross join lateral (select ${START}::timestamptz + a * interval '1 day' as o, ${START}::timestamptz + b * interval '1 day' as c) t`;
}

async function writeTerms(incidentId: number): Promise<void> {
  const sql = ownerSql();
  await sql`insert into evidence_terms (incident_id, id, kind, value, system, hash) overriding system value
    select ${incidentId}, n, 'actor', 'arn:aws:iam::1:user/' || n, 'aws', gen_random_uuid()
    from generate_series(1, ${ACTORS}::int) n`;
  await sql`insert into evidence_terms (incident_id, id, kind, value, system, hash) overriding system value
    select ${incidentId}, 10000 + n, 'resource',
      case when n <= 3 * ${ASSET_RESOURCES}::int then 'arn:aws:s3:::bucket-' || 1 + n % 3 || '/object-' || n
        else 'arn:aws:s3:::elsewhere/object-' || n end, 'aws', gen_random_uuid()
    from generate_series(1, ${RESOURCES}::int) n`;
  await sql`insert into evidence_terms (incident_id, id, kind, value, hash) overriding system value
    values (${incidentId}, 9999, 'action', 's3.amazonaws.com:GetObject', gen_random_uuid())`;
  await sql`analyze evidence_terms`;
}

/**
 * As the importer leaves a source: a large one in partitions of its own, indexed and with statistics, a small one in
 * those that all share.
 */
export async function writeSource(incidentId: number, no: number, events: number): Promise<void> {
  const sql = ownerSql();
  const part = events < OWN_PARTITION_FROM ? 0 : no;
  const [read, list, write] = ["read", "list", "write"].map((verb) => VERBS.indexOf(verb as never)) as [
    number,
    number,
    number,
  ];
  await sql`insert into evidence_sources (id, no, incident_id, filename, status, system, sha256, events, part, brought_by, received_at, ready_at)
    overriding system value
    values (gen_random_uuid(), ${no}, ${incidentId}, ${`source ${no}`}, 'ready', 'aws', ${`hash ${no}`}, ${events}, ${part}, 'bench', ${START}, ${START})`;
  await sql`insert into evidence_coverage (incident_id, source_no, system, from_at, until_at, basis, recorded_at)
    select ${incidentId}, ${no}, 'aws', ${START}::timestamptz, ${START}::timestamptz + interval '10 days', 'stated', ${START}`;
  await sql.begin(async (tx) => {
    const [stage, touches] = [`evidence_events_${no}`, `evidence_touches_${no}`];
    await tx`create table ${tx(stage)} (like evidence_events)`;
    await tx`create table ${tx(touches)} (like evidence_touches)`;
    await tx`
      insert into ${tx(stage)} (incident_id, part, source_no, record, occurred_at, start_offset, length, actor_id, behalf_id,
        action_id, sub, verb, outcome, actor_kind, identity, ip, resource_ids, bytes)
      select ${incidentId}, ${part}, ${no}, n, ${START}::timestamptz + n * (interval '10 days' / ${events}::int), n * 1300::bigint, 1300, actor,
        case when actor % 20 = 0 and n % 2 = 0 then 1 + (n * 7 + ${no}::int) % ${PRINCIPALS}::int end, 9999, 0,
        case n % 10 when 0 then ${write}::int when 1 then ${list}::int else ${read}::int end,
        case n % 97 when 0 then ${OUTCOMES.indexOf("denied")}::int when 1 then ${OUTCOMES.indexOf("unknown")}::int else 0 end,
        ${ACTOR_KINDS.indexOf("human")}::int, md5(${no}::int || '-' || n)::uuid, ('10.0.' || actor % 200 || '.' || n % 3)::inet,
        case when n % ${TOUCHING}::int = 0
          then case when n % 2 = 0 then array[10001 + pick % ${3 * ASSET_RESOURCES}::int, 10001 + (pick + 3) % ${3 * ASSET_RESOURCES}::int]
            else array[10001 + pick % ${3 * ASSET_RESOURCES}::int] end
          else array[${10001 + 3 * ASSET_RESOURCES}::int + pick % ${RESOURCES - 3 * ASSET_RESOURCES}::int] end,
        case when n % 4 > 0 then n % 90000 end
      from (select n, (n::bigint * 2654435761 % 4294967296)::bigint % 1000003 as pick, 1 + (n::bigint * 40503 % 65536)::int % ${ACTORS}::int as actor
        from generate_series(1, ${events}::int) n) g`;
    await tx`
      insert into ${tx(touches)} (incident_id, part, occurred_at, resource_id, source_no, record, actor_id, behalf_id, sub, verb, outcome, actor_kind)
      select incident_id, part, occurred_at, r, source_no, record, actor_id, behalf_id, sub, verb, outcome, actor_kind
      from ${tx(stage)} cross join lateral unnest(resource_ids) r`;
    if (part === 0) {
      await tx`insert into evidence_events select * from ${tx(stage)}`;
      await tx`insert into evidence_touches select * from ${tx(touches)}`;
      await tx`drop table ${tx(stage)}, ${tx(touches)}`;
      return;
    }
    await tx`alter table evidence_events attach partition ${tx(stage)} for values in (${tx.unsafe(String(no))})`;
    await tx`alter table evidence_touches attach partition ${tx(touches)} for values in (${tx.unsafe(String(no))})`;
    await tx`analyze ${tx(stage)}`;
    await tx`analyze ${tx(touches)}`;
  });
}
