import type { AnalysisQuestion, Sql } from "./analysis-tables";
import type { SourcePlace } from "./judged-touches";

export interface SourceRow extends SourcePlace {
  id: string;
  filename: string;
  sha256: string | null;
  system: string | null;
  live: boolean;
  /** How many events it holds, whatever was known of them then. */
  events: number;
  readyAt: string;
  lastEventAt: string | null;
}

/**
 * The sources that were known then. A file is known from when it was read; of a live source what had been taken by then,
 * which is told by the place of its deliveries in the stream.
 */
export async function readySources(
  sql: Sql,
  { incidentId, knownAt }: Pick<AnalysisQuestion, "incidentId" | "knownAt">,
): Promise<SourceRow[]> {
  const at = knownAt ?? "infinity";
  return sql<SourceRow[]>`
    select s.no, s.part, s.id, s.filename, s.sha256, s.system, s.live, s.events,
      coalesce(s.ready_at, s.received_at) as "readyAt", s.last_event_at as "lastEventAt",
      case when s.live then coalesce((
        select e.record from evidence_events e
        where e.incident_id = s.incident_id and e.source_no = s.no and e.part = s.part and e.start_offset < (
          select coalesce(sum(d.text_length), 0) from live_deliveries d
          where d.incident_id = s.incident_id and d.source_no = s.no and d.taken_at <= ${at}::timestamptz
        )
        order by e.record desc limit 1
      ), -1) end as through
    from evidence_sources s
    where s.incident_id = ${incidentId} and s.status = 'ready'
      and case when s.live then s.received_at else s.ready_at end <= ${at}::timestamptz
    order by s.no`;
}
