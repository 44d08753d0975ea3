import * as z from "zod";
import { isZone } from "@/lib/time/format";

export const SetCalendarInput = z.strictObject({
  /** A country or a region of one, such as `DE` or `DE-BY`; empty: no public holidays. */
  place: z
    .string()
    .trim()
    .max(20)
    .regex(/^$|^[A-Z]{2}(-[A-Za-z0-9]{1,10})?$/, "Choose a country, or one of its regions."),
  zone: z.string().trim().max(64).refine(isZone, "There is no such time zone. Write it as Europe/Berlin."),
});
export type SetCalendarInput = z.output<typeof SetCalendarInput>;

export const PlacesQuery = z.object({
  /** Its regions; left out: all countries. */
  country: z
    .string()
    .regex(/^[A-Z]{2}$/, "A country has two capital letters, such as DE.")
    .optional(),
});
export type PlacesQuery = z.output<typeof PlacesQuery>;
