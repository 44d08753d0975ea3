import { type Instant, instantToMicros, microsToInstant } from "@/lib/time/instant";

/** Everything in this story is invented, and its times follow the first start. */
export const ASSISTANT = "Workplace assistant";
export const PEOPLE_TEAM = "people-team";
export const SITE = "https://northwindlabs.sharepoint.com/sites/pay-review-2026";
export const ASSET_NAME = "Pay review 2026 site";

export interface Partner {
  name: string;
  email: string;
}

/** Cleared for the pay review. */
export const PARTNERS: readonly Partner[] = Array.from({ length: 5 }, (_, i) => ({
  name: `People partner ${i + 1}`,
  email: `people-partner-0${i + 1}@northwind.example`,
}));

/** The instant so many minutes before the first start, to the second. */
export function minutesBefore(now: Instant, minutes: number): Instant {
  return microsToInstant(Math.floor(instantToMicros(now) / 1_000_000 - minutes * 60) * 1_000_000);
}

/** In minutes before the first start. */
export const AGO = {
  logBegins: 24 * 60,
  /** The last moment at which the site was known to be closed, and the first at which it was known to be open. */
  lastClosed: 216,
  firstOpen: 201,
  firstAnswer: 187,
  detected: 41,
  declared: 36,
} as const;
