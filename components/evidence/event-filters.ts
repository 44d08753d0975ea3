import { parseAsString, parseAsStringLiteral } from "nuqs";
import { ACTOR_KINDS, EVENT_ORDERS, OUTCOMES, VERBS } from "@/lib/evidence/model";
import type { EventFilter } from "@/lib/evidence/queries";

/** What the explorer shows stands in the address, under the API's own names. */
export const eventParsers = {
  evidence: parseAsString,
  system: parseAsString,
  actor: parseAsString,
  actorKind: parseAsStringLiteral(ACTOR_KINDS),
  action: parseAsString,
  resource: parseAsString,
  verb: parseAsStringLiteral(VERBS),
  outcome: parseAsStringLiteral(OUTCOMES),
  from: parseAsString,
  until: parseAsString,
  q: parseAsString,
  order: parseAsStringLiteral(EVENT_ORDERS),
  event: parseAsString,
};

/** Words that the address carries are checked by the parsers, so here they are text. */
export type EventValues = { [K in keyof typeof eventParsers]: string | null };

export function toFilter({ event: _, ...filter }: EventValues): EventFilter {
  return filter;
}

/** Clears every filter, and leaves order and open event alone. */
export const UNFILTERED = Object.fromEntries(
  Object.keys(eventParsers)
    .filter((name) => name !== "order" && name !== "event")
    .map((name) => [name, null]),
) as { [K in keyof EventValues]: null };

export function isNarrowed({ event: _, order: __, ...filter }: EventValues): boolean {
  return Object.values(filter).some(Boolean);
}
