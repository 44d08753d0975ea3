import * as z from "zod";
import { instantInput } from "@/lib/api/inputs";
import { ExposureQuery } from "./inputs";

/** Which stretch: both ends, half-open; left out, the windows with what happened near them. */
const stretch = { from: instantInput().optional(), until: instantInput().optional() };
const inOrder = (query: { from?: string | undefined; until?: string | undefined }) =>
  !query.from || !query.until || query.from < query.until;

/** Windows as they stand, or as known at an instant. */
export const WindowsQuery = ExposureQuery.pick({ at: true });

const MOST_BINS = 600;

export const ReachQuery = ExposureQuery.extend({
  asset: z.uuid().optional(),
  ...stretch,
  /** Into how many slices accesses are counted. */
  bins: z.coerce.number().int().min(1).max(MOST_BINS).default(240),
}).refine(inOrder, { message: "The stretch ends before it begins.", path: ["until"] });
export type ReachQuery = z.output<typeof ReachQuery>;

export const PeopleQuery = ExposureQuery.extend({
  asset: z.uuid().optional(),
  from: instantInput(),
  until: instantInput(),
}).refine(inOrder, { message: "The stretch ends before it begins.", path: ["until"] });
export type PeopleQuery = z.output<typeof PeopleQuery>;
