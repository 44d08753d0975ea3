import { parseAsArrayOf, parseAsString, parseAsStringLiteral } from "nuqs/server";
import { PHASES, SEVERITIES } from "@/lib/incidents/model";
import { type IncidentFilter, OPEN_PHASES } from "@/lib/incidents/queries";

export const SCOPES = ["open", "ended", "all"] as const;
export type Scope = (typeof SCOPES)[number];

/** What the list shows, as it stands in the address. */
export const filterParsers = {
  show: parseAsStringLiteral(SCOPES).withDefault("open"),
  phase: parseAsArrayOf(parseAsStringLiteral(PHASES)).withDefault([]),
  severity: parseAsArrayOf(parseAsStringLiteral(SEVERITIES)).withDefault([]),
  q: parseAsString.withDefault(""),
  order: parseAsStringLiteral(["worst", "newest"] as const).withDefault("worst"),
};

export interface FilterValues {
  show: Scope;
  phase: string[];
  severity: string[];
  q: string;
  order: "worst" | "newest";
}

export function toFilter({ show, phase, severity, q, order }: FilterValues): IncidentFilter {
  const phases =
    phase.length > 0
      ? phase.join(",")
      : { open: OPEN_PHASES, ended: "resolved,closed,declined,merged", all: null }[show];
  return { phase: phases, severity: severity.join(",") || null, q: q.trim() || null, order, limit: 50 };
}
