import { createSerializer, parseAsString, parseAsStringLiteral } from "nuqs/server";
import type { AccessFilter } from "@/lib/exposure/queries";

export const WHO_TABS = ["uncleared", "unresolved", "explained", "cleared", "could"] as const;
export type WhoTab = (typeof WHO_TABS)[number];

/** What can be opened as a list of events: the numbers of the page. */
export const DRILLS = ["unauthorised", "possible", "attempts", "outside", "all"] as const;
export type Drill = (typeof DRILLS)[number];

/** What the page shows, as it stands in the address: every selection has a permalink. */
export const viewParsers = {
  asset: parseAsString,
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

export const viewAddress = createSerializer(viewParsers);

export interface Selection {
  asset: string | null;
  class: WhoTab;
  who: string | null;
  events: Drill | null;
}

/** Which accesses stand behind what is selected; null while nothing is. */
export function accessFilter({ asset, class: tab, who, events }: Selection): AccessFilter | null {
  const base: AccessFilter = asset ? { asset } : {};
  if (who) {
    const one: AccessFilter = who.startsWith("p:") ? { principal: who.slice(2) } : { actor: who.slice(2) };
    return { ...base, ...one, ...(tab === "could" ? {} : { class: tab }) };
  }
  if (events === "unauthorised") return { ...base, only: "unauthorised", certainty: "certain" };
  if (events === "possible") return { ...base, only: "unauthorised", certainty: "possible" };
  if (events === "attempts") return { ...base, where: "attempts" };
  if (events === "outside") return { ...base, where: "outside" };
  return events === "all" ? base : null;
}
