import { queryOptions, useMutation, useQueryClient } from "@tanstack/react-query";
import { apiFetch } from "@/lib/api/client";
import type { OwnCalendarView, PlaceList, WorkCalendarView } from "./views";

export const calendarKeys = {
  own: ["work-calendar"] as const,
  places: (country: string | null) => ["work-calendar", "places", country] as const,
};

export const ownCalendar = () =>
  queryOptions({ queryKey: calendarKeys.own, queryFn: () => apiFetch<OwnCalendarView>("/work-calendar") });

/** Countries, or the regions of one. */
export const places = (country: string | null) =>
  queryOptions({
    queryKey: calendarKeys.places(country),
    queryFn: () => apiFetch<PlaceList>("/work-calendar/places", { query: { country: country ?? undefined } }),
    staleTime: Number.POSITIVE_INFINITY,
  });

export type WhoseCalendar = "mine" | "installation";

/** Null goes back to the installation's. */
export function useSetCalendar(whose: WhoseCalendar) {
  const queryClient = useQueryClient();
  const path = whose === "mine" ? "/work-calendar" : "/work-calendar/installation";
  return useMutation({
    mutationFn: (body: Pick<WorkCalendarView, "place" | "zone"> | null) =>
      body === null ? apiFetch<unknown>(path, { method: "DELETE" }) : apiFetch<unknown>(path, { method: "PUT", body }),
    onSettled: () => queryClient.invalidateQueries({ queryKey: calendarKeys.own }),
  });
}
