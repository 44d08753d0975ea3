import postgres from "postgres";

globalThis.bareSql ??= postgres(process.env.DATABASE_URL, { max: 12 });
const sql = globalThis.bareSql;

/** The one query of the incident list, written by hand. */
export function incidents() {
  return sql`
    select i.*,
      (select count(*)::int from exposure_windows w where w.incident_id = i.id and w.superseded_at is null and w.withdrawn = 0 and w.closed_at is null) as open_windows,
      (select count(*)::int from tasks t where t.incident_id = i.id and t.state in ('open', 'in_progress', 'done')) as open_tasks,
      (select u.name from incident_roles r join users u on u.id = r.user_id where r.incident_id = i.id and r.role = 'commander') as commander
    from incidents i
    order by case i.phase when 'active' then 0 when 'triage' then 0 when 'contained' then 1 when 'resolved' then 2 else 3 end,
      case i.severity when 'SEV1' then 1 when 'SEV2' then 2 when 'SEV3' then 3 when 'SEV4' then 4 when 'SEV5' then 5 else 0 end, i.id desc
    limit 51`;
}

/** The newest entries of a timeline. */
export function entries(incident) {
  return sql`
    select seq, kind, occurred_at, precision, recorded_at, author_name, source, data from incident_events
    where incident_id = ${incident} and corrects is null order by occurred_at desc, seq desc limit 51`;
}
