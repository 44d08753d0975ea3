import { sql } from "drizzle-orm";
import type { Executor } from "@/db/client";
import { fromPostgres } from "@/db/schema/columns";
import { OUTCOMES } from "@/lib/evidence/model";
import { type CoverageRow, withoutHoles } from "@/lib/evidence/server/coverage";
import type { Instant } from "@/lib/time/instant";
import type { SystemTrace } from "../verification";

const DENIED = OUTCOMES.indexOf("denied");

interface Question {
  incidentId: number;
  aiSystemId: string;
  startedAt: Instant;
  doneAt: Instant;
}

export interface Traces {
  systems: SystemTrace[];
  lastAfterStart: Instant | null;
}

/**
 * What the evidence of an incident says of an AI system's identities around an action, by system. Actors are resolved
 * as in the exposure answer: the log's own system wins over all systems, the short name over the fuller one.
 */
export async function tracesOf(executor: Executor, question: Question): Promise<Traces> {
  const events = await eventsOf(executor, question);
  const covered = await coverageOf(executor, question.incidentId);
  const systems = events.map(({ system, last_before, acted, first_acted, last_acted, denied, last_denied }) => ({
    system,
    lastBefore: instant(last_before),
    ...reach(covered.get(system) ?? [], question.doneAt),
    acted,
    firstActed: instant(first_acted),
    lastActed: instant(last_acted),
    denied,
    lastDenied: instant(last_denied),
  }));
  const after = events.map(({ last_after_start }) => instant(last_after_start)).filter((at) => at !== null);
  return { systems, lastAfterStart: after.sort().at(-1) ?? null };
}

interface Row extends Record<string, unknown> {
  system: string;
  last_before: string | null;
  last_after_start: string | null;
  acted: number;
  first_acted: string | null;
  last_acted: string | null;
  denied: number;
  last_denied: string | null;
}

/** One row for each system whose logs name an identity of it. */
async function eventsOf(executor: Executor, { incidentId, aiSystemId, startedAt, doneAt }: Question): Promise<Row[]> {
  return executor.execute<Row>(sql`
    with own as (
      select principal_survivor(i.principal_id, 'infinity') as principal_id
      from ai_system_identities i
      where i.ai_system_id = ${aiSystemId} and i.superseded_at is null
    ), named as (
      select distinct t.id, t.system, t.value, t.name
      from principal_aliases a
      join evidence_terms t on t.incident_id = ${incidentId} and t.kind = 'actor'
        and (t.value = a.value or t.name = a.value) and (a.system is null or a.system = t.system)
      where a.superseded_at is null and a.principal_id in (select principal_id from own)
    ), terms as (
      select n.id, coalesce(n.system, 'unknown') as system from named n
      where coalesce(
        (select principal_id from principal_aliases where superseded_at is null and value = n.value and system = n.system),
        (select principal_id from principal_aliases where superseded_at is null and value = n.value and system is null),
        (select principal_id from principal_aliases where superseded_at is null and value = n.name and system = n.system),
        (select principal_id from principal_aliases where superseded_at is null and value = n.name and system is null)
      ) in (select principal_id from own)
    ), ready as (
      select no from evidence_sources where incident_id = ${incidentId} and status = 'ready'
    )
    select t.system, max(b.at)::text as last_before, max(e.last_after_start)::text as last_after_start,
      coalesce(sum(e.acted), 0)::int as acted, min(e.first_acted)::text as first_acted, max(e.last_acted)::text as last_acted,
      coalesce(sum(e.denied), 0)::int as denied, max(e.last_denied)::text as last_denied
    from terms t
    left join lateral (
      select v.occurred_at as at from evidence_events v
      where v.incident_id = ${incidentId} and v.actor_id = t.id and v.occurred_at <= ${doneAt}::timestamptz
        and v.source_no in (select no from ready)
      order by v.occurred_at desc limit 1
    ) b on true
    left join lateral (
      select count(*) filter (where v.occurred_at > ${doneAt}::timestamptz and v.outcome <> ${DENIED}) as acted,
        min(v.occurred_at) filter (where v.occurred_at > ${doneAt}::timestamptz and v.outcome <> ${DENIED}) as first_acted,
        max(v.occurred_at) filter (where v.occurred_at > ${doneAt}::timestamptz and v.outcome <> ${DENIED}) as last_acted,
        count(*) filter (where v.occurred_at > ${doneAt}::timestamptz and v.outcome = ${DENIED}) as denied,
        max(v.occurred_at) filter (where v.occurred_at > ${doneAt}::timestamptz and v.outcome = ${DENIED}) as last_denied,
        max(v.occurred_at) filter (where v.outcome <> ${DENIED}) as last_after_start
      from evidence_events v
      where v.incident_id = ${incidentId} and v.actor_id = t.id and v.occurred_at >= ${startedAt}::timestamptz
        and v.source_no in (select no from ready)
    ) e on true
    group by t.system order by t.system`);
}

interface Stretch {
  from: Instant;
  until: Instant;
}

/** What the sources of each system cover together, without their holes. */
async function coverageOf(executor: Executor, incidentId: number): Promise<Map<string, Stretch[]>> {
  const rows = await executor.execute<{
    source_no: number;
    system: string;
    from_at: string;
    until_at: string;
    hole: number;
  }>(sql`
    select c.source_no, c.system, c.from_at::text, c.until_at::text, c.hole from evidence_coverage c
    join evidence_sources s on s.no = c.source_no and s.incident_id = c.incident_id and s.status = 'ready'
    where c.incident_id = ${incidentId} and c.superseded_at is null`);
  const bySource = new Map<string, CoverageRow[]>();
  for (const row of rows) {
    const key = JSON.stringify([row.source_no, row.system]);
    const hole: 0 | 1 = row.hole === 1 ? 1 : 0;
    const stretch = { from: fromPostgres(row.from_at), until: fromPostgres(row.until_at), basis: "stated" as const };
    bySource.set(key, [...(bySource.get(key) ?? []), { ...stretch, hole, reason: null }]);
  }
  const found = new Map<string, Stretch[]>();
  for (const [key, ofSource] of bySource) {
    const [, system] = JSON.parse(key) as [number, string];
    found.set(system, [...(found.get(system) ?? []), ...withoutHoles(ofSource)]);
  }
  return new Map([...found].map(([system, stretches]) => [system, joined(stretches)]));
}

/** Overlapping and adjoining stretches as one. */
function joined(stretches: readonly Stretch[]): Stretch[] {
  const out: Stretch[] = [];
  for (const { from, until } of [...stretches].sort((a, b) => (a.from < b.from ? -1 : 1))) {
    const last = out.at(-1);
    if (last && from <= last.until) {
      if (until > last.until) last.until = until;
    } else out.push({ from, until });
  }
  return out;
}

function reach(stretches: readonly Stretch[], at: Instant): Pick<SystemTrace, "coveredUntil" | "logsEnd"> {
  const around = stretches.find(({ from, until }) => from <= at && at < until);
  return { coveredUntil: around?.until ?? null, logsEnd: stretches.at(-1)?.until ?? null };
}

function instant(text: string | null): Instant | null {
  return text === null ? null : fromPostgres(text);
}
