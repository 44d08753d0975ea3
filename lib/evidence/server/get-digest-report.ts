import { db, scanSql } from "@/db/client";
import { requireIncident } from "@/lib/access/server/require";
import type { Ctx } from "@/lib/api/server/context";
import { type BroughtDigest, type BroughtFile, checkDigests } from "../check-digests";
import type { DigestReport } from "../custody";
import { FORMATS } from "../formats/registry";

/** What vendors' digests say of an incident's evidence, by what is ready now: nothing of it is kept, so it is never old. */
export async function getDigestReport(ctx: Ctx, ref: string): Promise<DigestReport> {
  const incident = await requireIncident(ctx, db(), ref, "read");
  const [digests, files, events] = await Promise.all([
    digestsOf(incident.id),
    filesOf(incident.id),
    eventsOf(incident.id),
  ]);
  return checkDigests(digests, files, events);
}

const formats = () => FORMATS.flatMap(({ id, digests }) => (digests ? [id] : []));

function digestsOf(incidentId: number): Promise<BroughtDigest[]> {
  return scanSql()<BroughtDigest[]>`
    select s.id as evidence, d.name, d.trail, d.from_at as "from", d.until_at as until, d.files
    from evidence_digests d join evidence_sources s on s.no = d.source_no and s.incident_id = d.incident_id
    where d.incident_id = ${incidentId} and s.status = 'ready'
    order by d.from_at, d.source_no, d.id`;
}

/** Files that hold events; what a source that was not packed holds is what arrived. */
function filesOf(incidentId: number): Promise<BroughtFile[]> {
  return scanSql()<BroughtFile[]>`
    select s.id as evidence, coalesce(m.name, s.filename) as name,
      case when s.decoded_bytes is null then s.sha256 else m.content_sha256 end as sha256
    from evidence_sources s join evidence_members m on m.incident_id = s.incident_id and m.source_no = s.no
    where s.incident_id = ${incidentId} and s.status = 'ready' and not s.live and s.format = any(${formats()}::text[])
      and s.events + s.duplicates > 0
    order by s.no, m.member`;
}

async function eventsOf(incidentId: number): Promise<{ first: string; last: string } | null> {
  const [row] = await scanSql()<{ first: string | null; last: string | null }[]>`
    select min(first_event_at) as first, max(last_event_at) as last from evidence_sources
    where incident_id = ${incidentId} and status = 'ready' and format = any(${formats()}::text[])`;
  return row?.first && row.last ? { first: row.first, last: row.last } : null;
}
