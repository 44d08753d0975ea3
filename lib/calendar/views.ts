import * as z from "zod";

export const WorkCalendarView = z.object({
  place: z.string(),
  /** The place in words; empty where no public holidays count. */
  placeName: z.string(),
  zone: z.string(),
});
export type WorkCalendarView = z.output<typeof WorkCalendarView>;

/** Whose working days count: mine where I chose them, else the installation's. */
export const OwnCalendarView = z.object({
  mine: WorkCalendarView.nullable(),
  installation: WorkCalendarView,
});
export type OwnCalendarView = z.output<typeof OwnCalendarView>;

export const PlaceList = z.object({
  data: z.array(z.object({ id: z.string(), name: z.string() })),
  nextCursor: z.null(),
});
export type PlaceList = z.output<typeof PlaceList>;
