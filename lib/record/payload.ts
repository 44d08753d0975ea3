import { incidentRef } from "@/lib/incidents/model";
import { canonicalJson } from "./canonical";
import type { RecordEntry } from "./model";

/** The text of an entry that is hashed and stored; from the columns it comes out the same, or they were changed. */
export function payloadOf(entry: RecordEntry): string {
  const { incidentId, ...rest } = entry;
  return canonicalJson({ v: 1, incident: incidentRef(incidentId), ...rest });
}
