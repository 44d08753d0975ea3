import { and, desc, eq, ilike, inArray, or, type SQL, sql } from "drizzle-orm";
import { builtOnce } from "@/db/built-once";
import { type Database, db } from "@/db/client";
import { incidents } from "@/db/schema";
import { requirePermission, visibleTo, visibleToUser } from "@/lib/access/server/require";
import { decodeCursor, encodeCursor } from "@/lib/api/cursor";
import type { Ctx } from "@/lib/api/server/context";
import type { ListIncidentsQuery } from "../inputs";
import type { IncidentPage } from "../views";
import { toIncidentView } from "./to-view";

// In a select list drizzle leaves the table off a column, so subqueries name "incidents"."id" themselves.

/** Not sure yet counts as the worst plausible, so it comes first. */
const SEVERITY_RANK = sql<number>`case ${incidents.severity} when 'SEV1' then 1 when 'SEV2' then 2 when 'SEV3' then 3 when 'SEV4' then 4 when 'SEV5' then 5 else 0 end`;
/** What burns before what waits for a decision, open ones before ended ones, and what is real before every drill. */
const PHASE_RANK = sql<number>`case ${incidents.phase} when 'active' then 0 when 'triage' then 1 when 'contained' then 2 when 'resolved' then 3 else 4 end + case ${incidents.mode} when 'drill' then 10 else 0 end`;

/** Incidents that the actor may see; "worst" is what is real and burns first, then by severity, then newest. */
export async function listIncidents(ctx: Ctx, query: ListIncidentsQuery): Promise<IncidentPage> {
  requirePermission(ctx, "read");
  const worst = query.order === "worst";
  const cursor = decodeCursor(query.cursor, worst ? 3 : 1);
  const user = ctx.actor?.kind === "system" ? null : (ctx.actor?.userId ?? null);
  const rows =
    cursor === null && !query.q && user !== null
      ? await firstPage(worst, query, user)
      : await select(
          db(),
          [
            visibleTo(ctx),
            query.phase && query.phase.length > 0 ? inArray(incidents.phase, query.phase) : undefined,
            query.severity && query.severity.length > 0 ? inArray(incidents.severity, query.severity) : undefined,
            query.mode && query.mode.length > 0 ? inArray(incidents.mode, query.mode) : undefined,
            query.q ? matches(query.q) : undefined,
            cursor ? after(cursor, worst) : undefined,
          ],
          worst,
        ).limit(query.limit + 1);
  const shown = rows.slice(0, query.limit);
  const last = shown.at(-1);
  const more = rows.length > query.limit && last !== undefined;
  return {
    data: shown.map(({ row, openWindows, openTasks, commander }) => ({
      ...toIncidentView(row),
      openWindows,
      openTasks,
      commander,
    })),
    nextCursor: more ? encodeCursor(worst ? [last.phaseRank, last.severityRank, last.row.id] : [last.row.id]) : null,
  };
}

function select(database: Database, conditions: (SQL | undefined)[], worst: boolean) {
  return database
    .select({
      row: incidents,
      phaseRank: PHASE_RANK,
      severityRank: SEVERITY_RANK,
      openWindows: sql<number>`(select count(*)::int from exposure_windows w where w.incident_id = "incidents"."id" and w.superseded_at is null and w.withdrawn = 0 and w.closed_at is null)`,
      openTasks: sql<number>`(select count(*)::int from tasks t where t.incident_id = "incidents"."id" and t.state in ('open', 'in_progress', 'done'))`,
      commander: sql<
        string | null
      >`(select u.name from incident_roles r join users u on u.id = r.user_id where r.incident_id = "incidents"."id" and r.role = 'commander' and r.until is null)`,
    })
    .from(incidents)
    .where(and(...conditions))
    .orderBy(...(worst ? [PHASE_RANK, SEVERITY_RANK, desc(incidents.id)] : [desc(incidents.id)]));
}

const FACETS = ["phase", "severity", "mode"] as const;
type FirstPage = ReturnType<ReturnType<typeof builtFirstPage>>;
const FIRST_PAGES = new Map<string, () => FirstPage>();

/** What every page around a room asks for: built once for each order and each choice of facets that are narrowed. */
function firstPage(worst: boolean, query: ListIncidentsQuery, user: string) {
  const narrowed = FACETS.filter((facet) => (query[facet]?.length ?? 0) > 0);
  const shape = `first_incidents_${worst ? "worst" : "newest"}_${narrowed.join("_")}`;
  const page = FIRST_PAGES.get(shape) ?? builtFirstPage(shape, worst, narrowed);
  FIRST_PAGES.set(shape, page);
  const { phase, severity, mode } = query;
  return page().execute({ user, phase, severity, mode, limit: query.limit + 1 });
}

function builtFirstPage(name: string, worst: boolean, narrowed: readonly (typeof FACETS)[number][]) {
  const among = narrowed.map((facet) => sql`${incidents[facet]} = any(${sql.placeholder(facet)}::text[])`);
  return builtOnce((database) =>
    select(database, [visibleToUser(sql.placeholder("user")), ...among], worst)
      .limit(sql.placeholder("limit"))
      .prepare(name),
  );
}

function matches(text: string): SQL {
  const pattern = `%${text.replaceAll(/[\\%_]/g, "\\$&")}%`;
  const number = /^(?:INC-)?(\d{1,9})$/i.exec(text)?.[1];
  return or(
    ilike(incidents.title, pattern),
    ilike(incidents.summary, pattern),
    number ? eq(incidents.id, Number(number)) : undefined,
    sql`exists (select 1 from incident_events e where e.incident_id = ${incidents.id} and e.data->>'body' ilike ${pattern})`,
  ) as SQL;
}

function after(cursor: (string | number | null)[], worst: boolean): SQL {
  if (!worst) return sql`${incidents.id} < ${Number(cursor[0])}`;
  return sql`((${PHASE_RANK}), ${SEVERITY_RANK}, -${incidents.id}) > (${Number(cursor[0])}, ${Number(cursor[1])}, ${-Number(cursor[2])})`;
}
