import type { Incident } from "@/lib/access/server/require";
import { incidentRef } from "../model";
import type { IncidentView } from "../views";

export function toIncidentView(row: Incident): IncidentView {
  const { title, summary, kind, aiInvolvement, mode, visibility, phase, severity, peakSeverity } = row;
  return {
    id: String(row.id),
    ref: incidentRef(row.id),
    title,
    summary,
    kind,
    aiInvolvement,
    mode,
    visibility,
    phase,
    severity,
    peakSeverity,
    synthetic: row.synthetic,
    declaredAt: row.declaredAt,
    declaredBy: row.declaredBy,
    updatedAt: row.updatedAt,
    version: row.version,
  };
}
