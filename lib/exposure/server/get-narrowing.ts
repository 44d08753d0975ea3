import { db } from "@/db/client";
import { requireIncident } from "@/lib/access/server/require";
import type { Ctx } from "@/lib/api/server/context";
import { formatById } from "@/lib/evidence/formats/registry";
import { VERBS } from "@/lib/evidence/model";
import type { ExposureQuery } from "../inputs";
import { narrow } from "../narrow";
import type { BlindSpot, NarrowingView } from "../narrow-views";
import type { AccessView } from "../views";
import { analyse } from "./analyse";
import { prepareFacts, type Sql } from "./analysis-tables";
import { getExposure } from "./get-exposure";
import { accessPage } from "./list-accesses";
import { listWindows } from "./list-windows";

/** More of one kind do not change what comes first. */
const MOST_ACCESSES = 1000;
/** Of the resources of a kind so many are asked whether anybody read one. */
const MOST_KIN = 5000;

/** What would narrow the present answer, that which settles most first, and what the imported logs can't show at all. */
export async function getNarrowing(ctx: Ctx, ref: string, query: ExposureQuery): Promise<NarrowingView> {
  const incident = await requireIncident(ctx, db(), ref, "read");
  const answer = await getExposure(ctx, ref, query);
  const { data: windows } = await listWindows(ctx, ref);
  const known = { computedAt: answer.computedAt, fingerprint: answer.fingerprint, nextCursor: null };
  if (answer.assets.length === 0) return { ...known, data: [], blind: [] };
  const found = await analyse(async (sql) => {
    await prepareFacts(sql, { incidentId: incident.id, now: answer.now, knownAt: query.at ?? null });
    const some = { where: "window" as const, limit: MOST_ACCESSES };
    const at = query.at === undefined ? {} : { at: query.at };
    return {
      possible: (await accessPage(sql, incident.id, { ...some, ...at, certainty: "possible" })).data,
      unknown: (await accessPage(sql, incident.id, { ...some, ...at, outcome: "unknown" })).data,
      holes: await holesOf(sql, incident.id),
      systems: await systemsOf(sql, incident.id),
      blind: await blindSpots(sql, incident.id),
    };
  });
  const { possible, unknown, holes, systems, blind } = found;
  const facts = { windows, holes, possible, unknownOutcomes: bySystem(unknown, systems), blind };
  return { ...known, data: narrow(answer, facts), blind };
}

interface HoleRow {
  system: string;
  from: string;
  until: string;
  reason: string;
  filename: string;
}

async function holesOf(sql: Sql, incidentId: number): Promise<HoleRow[]> {
  return sql<HoleRow[]>`
    select c.system, c.from_at as "from", c.until_at as "until", coalesce(c.reason, 'not covered') as reason, s.filename
    from evidence_coverage c join evidence_sources s on s.no = c.source_no
    where c.incident_id = ${incidentId} and c.hole = 1 and c.superseded_at is null and s.status = 'ready'
    order by c.from_at limit 1000`;
}

async function systemsOf(sql: Sql, incidentId: number): Promise<Map<string, string>> {
  const rows = await sql<{ no: number; system: string | null }[]>`
    select no, system from evidence_sources where incident_id = ${incidentId} and status = 'ready'`;
  return new Map(rows.map(({ no, system }) => [String(no), system ?? ""]));
}

function bySystem(accesses: readonly AccessView[], systems: ReadonlyMap<string, string>) {
  const counts = new Map<string, { asset: string; system: string; count: number }>();
  for (const { asset, event } of accesses) {
    const system = systems.get(event.split("-")[0] ?? "") ?? "";
    const key = JSON.stringify([asset, system]);
    counts.set(key, { asset, system, count: (counts.get(key)?.count ?? 0) + 1 });
  }
  return [...counts.values()];
}

interface BlindRow {
  id: string;
  name: string;
  system: string;
  formats: string[];
  isNamed: boolean;
}

/**
 * Systems of an asset whose sources hold no event by which reading it would show: none that reads it, and none that reads
 * anything of its kind (of the same service in an ARN, else of the same type). Coverage by such a log shows nothing.
 */
async function blindSpots(sql: Sql, incidentId: number): Promise<BlindSpot[]> {
  const reads = ["read", "export"].map((verb) => VERBS.indexOf(verb as (typeof VERBS)[number]));
  const rows = await sql<BlindRow[]>`
    with sources as (
      select no, system, format from evidence_sources where incident_id = ${incidentId} and status = 'ready'
    ), pairs as (
      select a.n, a.id, a.name, a.patterns, sys.system, array_agg(s.no) as nos,
        array_agg(distinct s.format) filter (where s.format is not null) as formats
      from x_assets a cross join lateral (select distinct unnest(a.systems) as system) sys
      join sources s on s.system = sys.system group by a.n, a.id, a.name, a.patterns, sys.system
    ), named as (
      select p.*, array(
        select t.id from x_resources x join evidence_terms t on t.incident_id = ${incidentId} and t.id = x.resource_id
        where x.n = p.n and t.system = p.system limit ${MOST_KIN}
      ) as own
      from pairs p
    ), kin as (
      select d.*, array(
        select t.id from evidence_terms t
        where t.incident_id = ${incidentId} and t.kind = 'resource' and t.system = d.system and (
          exists (select 1 from jsonb_array_elements(d.patterns) q
            where q->>'resource' like 'arn:%:%:%' and starts_with(t.value, substring(q->>'resource' from '^arn:[^:]*:[^:]*:')))
          or t.type in (select o.type from evidence_terms o where o.incident_id = ${incidentId} and o.id = any(d.own))
        ) limit ${MOST_KIN}
      ) as others
      from named d
    )
    select k.id, k.name, k.system, coalesce(k.formats, '{}') as formats, cardinality(k.own) > 0 as "isNamed" from kin k
    where not exists (
      select 1 from evidence_touches e
      where e.incident_id = ${incidentId} and e.resource_id = any(k.own || k.others) and e.verb = any(${reads}::smallint[])
        and e.source_no = any(k.nos)
    )
    order by k.n, k.system`;
  return rows.map(({ id, name, system, formats, isNamed }) => ({
    asset: { id, name },
    system,
    formats,
    why: isNamed ? "never_read" : "never_named",
    cannotShow: formats.flatMap((format) => formatById(format)?.blindSpots.slice(0, 2) ?? []),
  }));
}
