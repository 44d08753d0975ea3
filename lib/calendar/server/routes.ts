import { defineRoute, type Route } from "@/lib/api/server/define-route";
import { PlacesQuery, SetCalendarInput } from "../inputs";
import { OwnCalendarView, PlaceList } from "../views";
import { listPlaces } from "./places";
import { clearCalendar, getCalendar, setCalendar, setInstallationCalendar } from "./work-calendars";

export const calendarRoutes: Route[] = [
  defineRoute({
    method: "get",
    path: "/work-calendar",
    summary: "In which calendar my business days are counted",
    permission: "signed-in",
    view: OwnCalendarView,
    run: (ctx) => getCalendar(ctx),
  }),
  defineRoute({
    method: "put",
    path: "/work-calendar",
    summary: "Choose the public holidays and the time zone of my business days",
    permission: "signed-in",
    body: SetCalendarInput,
    view: OwnCalendarView,
    run: (ctx, { body }) => setCalendar(ctx, body),
  }),
  defineRoute({
    method: "delete",
    path: "/work-calendar",
    summary: "Go back to the installation's calendar",
    permission: "signed-in",
    status: 204,
    view: null,
    run: (ctx) => clearCalendar(ctx),
  }),
  defineRoute({
    method: "put",
    path: "/work-calendar/installation",
    summary: "Set the calendar of everybody who has chosen none",
    permission: "administer",
    body: SetCalendarInput,
    view: OwnCalendarView,
    run: (ctx, { body }) => setInstallationCalendar(ctx, body),
  }),
  defineRoute({
    method: "get",
    path: "/work-calendar/places",
    summary: "Countries whose public holidays are known, or the regions of one",
    permission: "signed-in",
    query: PlacesQuery,
    view: PlaceList,
    run: (ctx, { query }) => listPlaces(ctx, query),
  }),
];
