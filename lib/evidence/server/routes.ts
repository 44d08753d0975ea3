import { RefParams } from "@/lib/api/inputs";
import { defineRoute, defineStream, type Route } from "@/lib/api/server/define-route";
import {
  AnswerEvidenceInput,
  CountFacetsQuery,
  EventParams,
  EvidenceParams,
  ExportEventsQuery,
  ListEventsQuery,
  ListEvidenceQuery,
  ListRejectsQuery,
  RawQuery,
  ReceiveEvidenceQuery,
  SaveViewInput,
  SearchBytesQuery,
  StateCoverageInput,
  ViewParams,
} from "../inputs";
import {
  ByteHitPage,
  DeliveryPage,
  EventPage,
  EventView,
  FacetsView,
  FormatPage,
  RejectPage,
  SavedView,
  SavedViewPage,
  SourcePage,
  SourceView,
} from "../views";
import { answerEvidence } from "./answer-evidence";
import { cancelEvidence } from "./cancel-evidence";
import { countFacets } from "./count-facets";
import { custodyRoutes } from "./custody-routes";
import { exportEvents } from "./export-events";
import { getEvent, listDeliveries } from "./get-event";
import { getEvidence } from "./get-evidence";
import { getRaw } from "./get-raw";
import { listEvents } from "./list-events";
import { listEvidence } from "./list-evidence";
import { listFormats } from "./list-formats";
import { listRejects } from "./list-rejects";
import { receiveEvidence } from "./receive-evidence";
import { listViews, removeView, saveView } from "./saved-views";
import { searchBytes } from "./search-bytes";
import { stateCoverage } from "./state-coverage";
import { tryEvidence } from "./try-evidence";
import { uploadRoutes } from "./upload-routes";

export const evidenceRoutes: Route[] = [
  ...custodyRoutes,
  ...uploadRoutes,
  defineRoute({
    method: "get",
    path: "/evidence-formats",
    summary: "Log formats that can be read: the system each covers, what it was built from, what it cannot show",
    permission: "read",
    view: FormatPage,
    run: (ctx) => listFormats(ctx),
  }),
  defineStream({
    method: "post",
    path: "/incidents/{ref}/evidence",
    summary:
      "Add a log file: the body is its raw bytes, of any size; answers 202 with {id, status, sha256, duplicateOf}; with dryRun=true 200 with how its first records would be read",
    permission: "respond",
    params: RefParams,
    query: ReceiveEvidenceQuery,
    takes: "application/octet-stream",
    gives: "application/json",
    respond: async (ctx, { params, query, request }) => {
      const body = request.body ?? new ReadableStream<Uint8Array>({ start: (controller) => controller.close() });
      if (query.dryRun === "true") return Response.json(await tryEvidence(ctx, params.ref, query, body));
      const length = request.headers.get("content-length");
      const announced = length !== null && /^\d{1,15}$/.test(length) ? Number(length) : null;
      return Response.json(await receiveEvidence(ctx, params.ref, query, body, announced), { status: 202 });
    },
  }),
  defineRoute({
    method: "get",
    path: "/incidents/{ref}/evidence",
    summary: "Log files of an incident, newest first, with their accounts",
    permission: "read",
    params: RefParams,
    query: ListEvidenceQuery,
    view: SourcePage,
    run: (ctx, { params, query }) => listEvidence(ctx, params.ref, query),
  }),
  defineRoute({
    method: "get",
    path: "/incidents/{ref}/evidence/{id}",
    summary: "One log file: status, progress, counts, coverage",
    permission: "read",
    params: EvidenceParams,
    view: SourceView,
    run: (ctx, { params }) => getEvidence(ctx, params.ref, params.id),
  }),
  defineRoute({
    method: "patch",
    path: "/incidents/{ref}/evidence/{id}",
    summary: "Answer what a file does not say itself (format, mapping, zone, day-month order); it is then read again",
    permission: "respond",
    params: EvidenceParams,
    body: AnswerEvidenceInput,
    view: SourceView,
    run: (ctx, { params, body }) => answerEvidence(ctx, params.ref, params.id, body),
  }),
  defineRoute({
    method: "put",
    path: "/incidents/{ref}/evidence/{id}/coverage",
    summary: "State the interval that a file covers; null for an end that nobody knows",
    permission: "respond",
    params: EvidenceParams,
    body: StateCoverageInput,
    view: SourceView,
    run: (ctx, { params, body }) => stateCoverage(ctx, params.ref, params.id, body),
  }),
  defineRoute({
    method: "post",
    path: "/incidents/{ref}/evidence/{id}/cancellation",
    summary: "Cancel an import; its rows and bytes go",
    permission: "respond",
    params: EvidenceParams,
    view: SourceView,
    run: (ctx, { params }) => cancelEvidence(ctx, params.ref, params.id),
  }),
  defineRoute({
    method: "get",
    path: "/incidents/{ref}/evidence/{id}/rejects",
    summary: "Records that could not be read, with place and reason",
    permission: "read",
    params: EvidenceParams,
    query: ListRejectsQuery,
    view: RejectPage,
    run: (ctx, { params, query }) => listRejects(ctx, params.ref, params.id, query),
  }),
  defineRoute({
    method: "get",
    path: "/incidents/{ref}/events",
    summary: "Normalised events by filter, in order of time or record",
    permission: "read",
    params: RefParams,
    query: ListEventsQuery,
    view: EventPage,
    run: (ctx, { params, query, request }) => listEvents(ctx, params.ref, query, request.signal),
  }),
  defineRoute({
    method: "get",
    path: "/incidents/{ref}/events/facets",
    summary: "How often each actor, action, resource and so on stands in the events of a filter, and when",
    permission: "read",
    params: RefParams,
    query: CountFacetsQuery,
    view: FacetsView,
    run: (ctx, { params, query, request }) => countFacets(ctx, params.ref, query, request.signal),
  }),
  defineStream({
    method: "get",
    path: "/incidents/{ref}/events/export",
    summary: "The events of a filter as CSV or NDJSON, with a head that says filter, who, when and SHA-256; recorded",
    permission: "read",
    params: RefParams,
    query: ExportEventsQuery,
    gives: "text/csv",
    respond: (ctx, { params, query, request }) => exportEvents(ctx, params.ref, query, request.signal),
  }),
  defineRoute({
    method: "get",
    path: "/incidents/{ref}/events/bytes",
    summary: "Find exact text in the stored bytes, a few seconds at a time; each hit names its event",
    permission: "read",
    params: RefParams,
    query: SearchBytesQuery,
    view: ByteHitPage,
    run: (ctx, { params, query, request }) => searchBytes(ctx, params.ref, query, request.signal),
  }),
  defineRoute({
    method: "get",
    path: "/incidents/{ref}/event-views",
    summary: "Saved filters of the events",
    permission: "read",
    params: RefParams,
    view: SavedViewPage,
    run: (ctx, { params }) => listViews(ctx, params.ref),
  }),
  defineRoute({
    method: "post",
    path: "/incidents/{ref}/event-views",
    summary: "Save a filter under a name; a name that is taken gets the new filter",
    permission: "respond",
    params: RefParams,
    body: SaveViewInput,
    status: 201,
    view: SavedView,
    run: (ctx, { params, body }) => saveView(ctx, params.ref, body),
  }),
  defineRoute({
    method: "delete",
    path: "/incidents/{ref}/event-views/{id}",
    summary: "Remove a saved filter",
    permission: "respond",
    params: ViewParams,
    status: 204,
    view: null,
    run: (ctx, { params }) => removeView(ctx, params.ref, params.id),
  }),
  defineRoute({
    method: "get",
    path: "/incidents/{ref}/events/{id}",
    summary: "One event",
    permission: "read",
    params: EventParams,
    view: EventView,
    run: (ctx, { params }) => getEvent(ctx, params.ref, params.id),
  }),
  defineRoute({
    method: "get",
    path: "/incidents/{ref}/events/{id}/deliveries",
    summary: "Every delivery of an event, with its place in the stored bytes",
    permission: "read",
    params: EventParams,
    view: DeliveryPage,
    run: (ctx, { params }) => listDeliveries(ctx, params.ref, params.id),
  }),
  defineStream({
    method: "get",
    path: "/incidents/{ref}/events/{id}/raw",
    summary:
      "The exact bytes of an event's record; masked on request, and without the permission respond or audit; recorded",
    permission: "read",
    params: EventParams,
    query: RawQuery,
    gives: "text/plain",
    respond: (ctx, { params, query }) => getRaw(ctx, params.ref, params.id, query.delivery, query.masked),
  }),
];
