import type { IncidentEventKind } from "@/lib/record/model";

/** The filters as the address holds them; null is "not filtered". */
export interface TimelineFilter {
  view: "timeline" | "all" | "pinned";
  kinds: readonly IncidentEventKind[];
  author: string | null;
  q: string | null;
  evidence: boolean | null;
  from: string | null;
  until: string | null;
  order: "newest" | "oldest";
}

export const NO_FILTER: TimelineFilter = {
  view: "timeline",
  kinds: [],
  author: null,
  q: null,
  evidence: null,
  from: null,
  until: null,
  order: "newest",
};

/** The query of the API for a filter; what is not filtered is left out. */
export function filterQuery(filter: TimelineFilter): Record<string, string> {
  const { view, kinds, author, q, evidence, from, until, order } = filter;
  return {
    ...(view === "all" ? { all: "true" } : {}),
    ...(view === "pinned" ? { pinned: "true", all: "true" } : {}),
    ...(kinds.length > 0 ? { kinds: kinds.join(",") } : {}),
    ...(author ? { author } : {}),
    ...(q ? { q } : {}),
    ...(evidence === null ? {} : { evidence: String(evidence) }),
    ...(from ? { from } : {}),
    ...(until ? { until } : {}),
    ...(order === "oldest" ? { order } : {}),
  };
}

/** How many things are narrowed, the view and the order aside. */
export function narrowings(filter: TimelineFilter): number {
  const { kinds, author, q, evidence, from, until } = filter;
  return [kinds.length > 0, author, q, evidence !== null, from, until].filter(Boolean).length;
}
