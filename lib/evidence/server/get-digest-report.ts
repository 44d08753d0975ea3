import { db, type RawSql, scanSql } from "@/db/client";
import { requireIncident } from "@/lib/access/server/require";
import { AppError } from "@/lib/api/errors";
import type { Ctx } from "@/lib/api/server/context";
import { type BroughtFile, DigestCheck } from "../check-digests";
import type { DigestReport } from "../custody";
import { FORMATS } from "../formats/registry";
import type { LogDigest } from "../model";
import { type BroughtKey, checkSignatures, type SignedHead } from "./check-signatures";
import { scan } from "./scan";

/** For each statement: the lists of digests are long, and read some at a time. */
const LIMIT_MS = 20_000;
const DIGESTS_A_READ = 200;
/** Eleven years of one trail in one region; what is more is for another incident. */
const MOST_DIGESTS = 100_000;
const MOST_FILES = 500_000;

interface Remembered {
  print: string;
  report: Promise<DigestReport>;
}
/** What is ready does not change: it is worked out once for each set of sources. */
const remembered = new Map<number, Remembered>();
const MOST_REMEMBERED = 20;

/** What vendors' digests say of an incident's evidence, by what is ready now. */
export async function getDigestReport(ctx: Ctx, ref: string): Promise<DigestReport> {
  const incident = await requireIncident(ctx, db(), ref, "read");
  const [now] = await scanSql()<{ print: string }[]>`
    select concat_ws('/', count(*), max(no), max(ready_at), sum(events)) as print from evidence_sources
    where incident_id = ${incident.id} and status = 'ready' and format = any(${formats()}::text[])`;
  const print = now?.print ?? "";
  const before = remembered.get(incident.id);
  if (before?.print === print) return before.report;
  const report = scan({ limitMs: LIMIT_MS }, (sql) => workOut(sql, incident.id));
  remembered.delete(incident.id);
  remembered.set(incident.id, { print, report });
  report.catch(() => remembered.delete(incident.id));
  for (const oldest of remembered.keys()) {
    if (remembered.size <= MOST_REMEMBERED) break;
    remembered.delete(oldest);
  }
  return report;
}

const formats = () => FORMATS.flatMap(({ id, digests }) => (digests ? [id] : []));

async function workOut(sql: RawSql, incidentId: number): Promise<DigestReport> {
  const heads = await headsOf(sql, incidentId);
  const files = await filesOf(sql, incidentId);
  if (heads.length > MOST_DIGESTS || files.length > MOST_FILES)
    throw new AppError("too_large", "These are more digests or files than are checked together. Bring them in parts.");
  const check = new DigestCheck(heads, files, await eventsOf(sql, incidentId));
  const byKey = new Map(heads.map((head) => [`${head.sourceNo}/${head.id}`, head]));
  for await (const rows of listsOf(sql, incidentId)) {
    for (const { sourceNo, id, files: listed } of rows) {
      const head = byKey.get(`${sourceNo}/${id}`);
      if (head) check.add(head, listed);
    }
  }
  return { ...check.report(), signatures: await checkSignatures(heads, await keysOf(sql, incidentId)) };
}

interface Head extends SignedHead {
  sourceNo: number;
  id: number;
}

/** A digest's own hash is that of its file, where it is all that the file holds. */
function headsOf(sql: RawSql, incidentId: number): Promise<Head[]> {
  return sql<Head[]>`
    with ready as (
      select no, id, sha256, decoded_bytes, records from evidence_sources
      where incident_id = ${incidentId} and status = 'ready' and format = any(${formats()}::text[])
    ), members as (
      select m.source_no, m.member, case when s.decoded_bytes is null then s.sha256 else m.content_sha256 end as sha256,
        coalesce(lead(m.first_record) over (partition by m.source_no order by m.member), s.records) - m.first_record as records
      from evidence_members m join ready s on s.no = m.source_no where m.incident_id = ${incidentId}
    )
    select s.id as evidence, d.source_no as "sourceNo", d.id, d.name, d.trail, d.from_at as "from", d.until_at as until,
      d.signed, case when m.records = 1 then m.sha256 end as sha256
    from evidence_digests d join ready s on s.no = d.source_no
      left join members m on m.source_no = d.source_no and m.member = d.member
    where d.incident_id = ${incidentId}
    order by d.from_at, d.source_no, d.id limit ${MOST_DIGESTS + 1}`;
}

function listsOf(sql: RawSql, incidentId: number) {
  return sql<{ sourceNo: number; id: number; files: LogDigest["files"] }[]>`
    select d.source_no as "sourceNo", d.id, d.files from evidence_digests d
    where d.incident_id = ${incidentId} order by d.from_at, d.source_no, d.id`.cursor(DIGESTS_A_READ);
}

/** Files that hold events; what a source that was not packed holds is what arrived. */
function filesOf(sql: RawSql, incidentId: number): Promise<BroughtFile[]> {
  return sql<BroughtFile[]>`
    select s.id as evidence, coalesce(m.name, s.filename) as name,
      case when s.decoded_bytes is null then s.sha256 else m.content_sha256 end as sha256
    from evidence_sources s join evidence_members m on m.incident_id = s.incident_id and m.source_no = s.no
    where s.incident_id = ${incidentId} and s.status = 'ready' and not s.live and s.format = any(${formats()}::text[])
      and s.events + s.duplicates > 0
    order by s.no, m.member limit ${MOST_FILES + 1}`;
}

function keysOf(sql: RawSql, incidentId: number): Promise<BroughtKey[]> {
  return sql<BroughtKey[]>`
    select s.id as evidence, k.fingerprint, k.key
    from evidence_public_keys k join evidence_sources s on s.incident_id = k.incident_id and s.no = k.source_no
    where k.incident_id = ${incidentId} and s.status = 'ready' order by k.source_no, k.id limit 1000`;
}

async function eventsOf(sql: RawSql, incidentId: number): Promise<{ first: string; last: string } | null> {
  const [row] = await sql<{ first: string | null; last: string | null }[]>`
    select min(first_event_at) as first, max(last_event_at) as last from evidence_sources
    where incident_id = ${incidentId} and status = 'ready' and format = any(${formats()}::text[])`;
  return row?.first && row.last ? { first: row.first, last: row.last } : null;
}
