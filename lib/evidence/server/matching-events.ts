import type { Conditions } from "./event-filter";

/**
 * The events that the conditions let through, as one statement; `columns` are of `e`. By what was touched where a
 * resource is asked for: the table of touches knows it by index, and an event that touches two of them counts once.
 */
export function matchingEvents(conditions: Conditions, columns: string): string {
  const { shared, events, values, resourceIds } = conditions;
  if (!resourceIds) {
    const where = [...shared, ...events].map((test) => test.replaceAll("~.", "e.")).join(" and ");
    return `select ${columns} from evidence_events e where ${where}`;
  }
  const where = shared.map((test) => test.replaceAll("~.", "t."));
  where.push(`t.resource_id = any($${values.push(resourceIds)}::int[])`);
  const also = events.map((test) => ` and ${test.replaceAll("~.", "e.")}`).join("");
  const key = "e.incident_id = k.incident_id and e.part = k.part and e.source_no = k.source_no and e.record = k.record";
  return `
    select ${columns} from (
      select distinct t.incident_id, t.part, t.occurred_at, t.source_no, t.record, t.sub
      from evidence_touches t where ${where.join(" and ")}
    ) k join evidence_events e on ${key} and e.sub = k.sub${also}`;
}
