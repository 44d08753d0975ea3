import { and, eq, inArray, sql } from "drizzle-orm";
import type { Executor } from "@/db/client";
import { evidenceSources } from "@/db/schema";
import { AppError } from "@/lib/api/errors";

const EVENT_ID = /^\d{1,9}-\d{1,9}(-\d{1,9})?$/;

/** Whether it names an event of the evidence, as opposed to a link or words. */
export function isEventId(text: string): boolean {
  return EVENT_ID.test(text);
}

/** `3-120` or `3-120-1`: source, record, and which of several events in that record. */
function parts(id: string): [source: number, record: number, sub: number] {
  const [source = 0, record = 0, sub = 0] = id.split("-").map(Number);
  return [source, record, sub];
}

/**
 * Refuses what is not an evidence event of this incident, naming it, at the field that was given. Returns the ids
 * without repeats.
 */
export async function requireEvidence(
  executor: Executor,
  incidentId: number,
  ids: readonly string[],
  field = "evidenceEventIds",
): Promise<string[]> {
  const refuse = (missing: readonly string[]) => {
    const message = `No such evidence event in this incident: ${missing.slice(0, 5).join(", ")}.`;
    return new AppError("invalid", message, { fields: [{ pointer: `/${field}`, message }] });
  };
  const malformed = ids.filter((id) => !isEventId(id));
  if (malformed.length > 0) throw refuse(malformed);
  const unique = [...new Set(ids.map((id) => toId(...parts(id))))];
  if (unique.length === 0) return [];
  const wanted = sql.join(
    unique.map(
      (id) =>
        sql`(${sql.join(
          parts(id).map((part) => sql`${part}::int`),
          sql`, `,
        )})`,
    ),
    sql`, `,
  );
  const found = await executor.execute<{ source_no: number; record: number; sub: number }>(sql`
    select distinct e.source_no, e.record, e.sub from evidence_events e
    join (values ${wanted}) w (source_no, record, sub)
      on e.source_no = w.source_no and e.record = w.record and e.sub = w.sub
    where e.incident_id = ${incidentId}`);
  const there = new Set(found.map((row) => toId(row.source_no, row.record, row.sub)));
  const missing = unique.filter((id) => !there.has(id));
  if (missing.length > 0) throw refuse(missing);
  return unique;
}

function toId(source: number, record: number, sub: number): string {
  return sub > 0 ? `${source}-${record}-${sub}` : `${source}-${record}`;
}

/** How people cite each event: by its id, under which it is found again, and the file that it stands in. */
export async function labelsOf(
  executor: Executor,
  incidentId: number,
  ids: readonly string[],
): Promise<Map<string, string>> {
  const sources = [...new Set(ids.map((id) => parts(id)[0]))];
  if (sources.length === 0) return new Map();
  const rows = await executor
    .select({ no: evidenceSources.no, filename: evidenceSources.filename })
    .from(evidenceSources)
    .where(and(eq(evidenceSources.incidentId, incidentId), inArray(evidenceSources.no, sources)));
  const names = new Map(rows.map((row) => [row.no, shortName(row.filename)]));
  return new Map(
    ids.map((id) => {
      const name = names.get(parts(id)[0]);
      return [id, name === undefined ? id : `${id} · ${name}`];
    }),
  );
}

/** Without the folders it came in, and with the end kept, where files of one kind differ. */
function shortName(filename: string): string {
  const base = filename.split(/[/\\]/).at(-1) || filename;
  return base.length > 40 ? `${base.slice(0, 16)}…${base.slice(-22)}` : base;
}
