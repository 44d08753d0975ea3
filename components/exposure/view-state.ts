import { createParser, createSerializer, parseAsBoolean, parseAsString, parseAsStringLiteral } from "nuqs/server";
import type { AccessFilter } from "@/lib/exposure/queries";
import { type Instant, parseInstant } from "@/lib/time/instant";

export const WHO_TABS = ["uncleared", "unresolved", "explained", "cleared", "could"] as const;
export type WhoTab = (typeof WHO_TABS)[number];

/** What can be opened as a list of events: the numbers of the page. */
export const DRILLS = ["unauthorised", "possible", "attempts", "outside", "class", "all"] as const;
export type Drill = (typeof DRILLS)[number];

const parseAsInstant = createParser<Instant>({ parse: parseInstant, serialize: (instant) => instant });

/** What the page shows, as it stands in the address: every selection has a permalink. */
export const viewParsers = {
  asset: parseAsString,
  /** As known at that instant. */
  at: parseAsInstant,
  /** Then, held against now. */
  compare: parseAsBoolean,
  /** What of the chart is in sight, and the stretch that is marked in it, which narrows people and events. */
  viewFrom: parseAsInstant,
  viewUntil: parseAsInstant,
  from: parseAsInstant,
  until: parseAsInstant,
  /** One slice of the chart, whose events are open. */
  sliceFrom: parseAsInstant,
  sliceUntil: parseAsInstant,
  /** Where the agent chain begins. */
  chain: parseAsInstant,
  /** People found by what was typed, and their order. */
  q: parseAsString.withDefault(""),
  sort: parseAsString,
  class: parseAsStringLiteral(WHO_TABS).withDefault("uncleared"),
  /** One row of the table, by its key. */
  who: parseAsString,
  /** A number without a row. */
  events: parseAsStringLiteral(DRILLS),
  /** The event whose bytes are open. */
  event: parseAsString,
  /** The window that is open for editing, or "new". */
  window: parseAsString,
};

/**
 * No list of events is open. Whoever changes the chart says it again: right after a list was closed, the router can put
 * the former address back for a moment, and what is then written into the address would open the list anew.
 */
export const CLOSED = { who: null, events: null, event: null, sliceFrom: null, sliceUntil: null } as const;

export const viewAddress = createSerializer(viewParsers);

export interface Selection {
  asset: string | null;
  at: Instant | null;
  from: Instant | null;
  until: Instant | null;
  sliceFrom: Instant | null;
  sliceUntil: Instant | null;
  class: WhoTab;
  who: string | null;
  events: Drill | null;
}

/** Which accesses stand behind what is selected; null while nothing is. */
export function accessFilter(view: Selection): AccessFilter | null {
  const { class: tab, who, events } = view;
  const base = narrowed(view);
  const ofClass: AccessFilter = tab === "could" ? {} : { class: tab };
  if (who) {
    const one: AccessFilter = who.startsWith("p:") ? { principal: who.slice(2) } : { actor: who.slice(2) };
    return { ...base, ...one, ...ofClass };
  }
  if (events === "unauthorised") return { ...base, only: "unauthorised", certainty: "certain" };
  if (events === "possible") return { ...base, only: "unauthorised", certainty: "possible" };
  if (events === "attempts") return { ...base, where: "attempts" };
  if (events === "outside") return { ...base, where: "outside" };
  if (events === "class") return { ...base, ...ofClass };
  return events === "all" ? base : null;
}

/**
 * The asset and the moment of knowledge that every number of the page is asked about; a slice of the chart; and for
 * people the stretch that is marked, since their table counts that alone.
 */
function narrowed({ asset, at, who, from, until, sliceFrom, sliceUntil }: Selection): AccessFilter {
  const marked = who && from && until ? { from, until } : {};
  const stretch = sliceFrom && sliceUntil ? { from: sliceFrom, until: sliceUntil } : marked;
  return { ...(asset ? { asset } : {}), ...(at ? { at } : {}), ...stretch };
}
