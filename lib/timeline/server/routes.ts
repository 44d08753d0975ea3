import * as z from "zod";
import { db } from "@/db/client";
import { requireIncident } from "@/lib/access/server/require";
import { RefParams } from "@/lib/api/inputs";
import { defineRoute, defineStream, type Route } from "@/lib/api/server/define-route";
import { AddEntryInput, CorrectEntryInput, ExportTimelineQuery, ListTimelineQuery } from "../inputs";
import { TimelineEntryView, TimelineFacetsView, TimelinePage } from "../views";
import { addEntry } from "./add-entry";
import { correctEntry } from "./correct-entry";
import { countFacets } from "./count-facets";
import { exportTimeline } from "./export-timeline";
import { entryView, findEntry } from "./find-entry";
import { listTimeline } from "./list-timeline";
import { pinEntry } from "./pin-entry";

const EntryParams = RefParams.extend({ id: z.string().regex(/^\d{1,10}$/, "An entry is named by its number.") });

export const timelineRoutes: Route[] = [
  defineRoute({
    method: "get",
    path: "/incidents/{ref}/timeline",
    summary: "Timeline entries as they now read",
    permission: "read",
    params: RefParams,
    query: ListTimelineQuery,
    view: TimelinePage,
    run: (ctx, { params, query }) => listTimeline(ctx, params.ref, query),
  }),
  defineRoute({
    method: "post",
    path: "/incidents/{ref}/timeline",
    summary: "Write an entry, or promote evidence events to one",
    permission: "respond",
    params: RefParams,
    body: AddEntryInput,
    status: 201,
    view: TimelineEntryView,
    run: (ctx, { params, body }) => addEntry(ctx, params.ref, body),
  }),
  defineRoute({
    method: "get",
    path: "/incidents/{ref}/timeline/facets",
    summary: "What the timeline can be filtered by",
    permission: "read",
    params: RefParams,
    view: TimelineFacetsView,
    run: (ctx, { params }) => countFacets(ctx, params.ref),
  }),
  defineStream({
    method: "get",
    path: "/incidents/{ref}/timeline/export",
    summary: "The timeline as CSV or Markdown",
    permission: "read",
    params: RefParams,
    query: ExportTimelineQuery,
    gives: "text/csv",
    respond: (ctx, { params, query }) => exportTimeline(ctx, params.ref, query),
  }),
  defineRoute({
    method: "get",
    path: "/incidents/{ref}/timeline/{id}",
    summary: "One entry as it now reads",
    permission: "read",
    params: EntryParams,
    view: TimelineEntryView,
    run: async (ctx, { params }) => {
      const incident = await requireIncident(ctx, db(), params.ref, "read");
      return entryView(db(), incident.id, await findEntry(db(), incident.id, params.id));
    },
  }),
  defineRoute({
    method: "post",
    path: "/incidents/{ref}/timeline/{id}/corrections",
    summary: "Correct an entry; the former reading stays visible",
    permission: "respond",
    params: EntryParams,
    body: CorrectEntryInput,
    status: 201,
    view: TimelineEntryView,
    run: (ctx, { params, body }) => correctEntry(ctx, params.ref, params.id, body),
  }),
  defineRoute({
    method: "post",
    path: "/incidents/{ref}/timeline/{id}/pin",
    summary: "Pin an entry",
    permission: "respond",
    params: EntryParams,
    view: TimelineEntryView,
    run: (ctx, { params }) => pinEntry(ctx, params.ref, params.id, true),
  }),
  defineRoute({
    method: "delete",
    path: "/incidents/{ref}/timeline/{id}/pin",
    summary: "Unpin an entry",
    permission: "respond",
    params: EntryParams,
    view: TimelineEntryView,
    run: (ctx, { params }) => pinEntry(ctx, params.ref, params.id, false),
  }),
];
