import { RefParams } from "@/lib/api/inputs";
import { defineRoute, type Route } from "@/lib/api/server/define-route";
import { SourceView } from "@/lib/evidence/views";
import { IngestTokenParams, LiveSourceParams, MakeIngestTokenInput, OpenLiveSourceInput } from "../inputs";
import { LiveSourceView, LiveStateView, NewIngestTokenView } from "../views";
import { endLiveSource } from "./end-live-source";
import { getLiveState, makeIngestToken, revokeIngestToken } from "./manage-ingest-tokens";
import { openLiveSource } from "./open-live-source";

export const ingestRoutes: Route[] = [
  defineRoute({
    method: "post",
    path: "/incidents/{ref}/live-sources",
    summary:
      "Open a live source; the answer holds the token, once, with which programs send to /v1/traces, /v1/logs or /v1/events",
    permission: "respond",
    params: RefParams,
    body: OpenLiveSourceInput,
    status: 201,
    view: LiveSourceView,
    run: (ctx, { params, body }) => openLiveSource(ctx, params.ref, body),
  }),
  defineRoute({
    method: "get",
    path: "/incidents/{ref}/live-sources/{id}",
    summary: "How a live source is doing: tokens, requests taken, requests that wait",
    permission: "read",
    params: LiveSourceParams,
    view: LiveStateView,
    run: (ctx, { params }) => getLiveState(ctx, params.ref, params.id),
  }),
  defineRoute({
    method: "post",
    path: "/incidents/{ref}/live-sources/{id}/end",
    summary: "End a live source: nothing more is taken, and its bytes are hashed as one",
    permission: "respond",
    params: LiveSourceParams,
    view: SourceView,
    run: (ctx, { params }) => endLiveSource(ctx, params.ref, params.id),
  }),
  defineRoute({
    method: "post",
    path: "/incidents/{ref}/live-sources/{id}/tokens",
    summary: "Make a further ingest token; it is shown once",
    permission: "respond",
    params: LiveSourceParams,
    body: MakeIngestTokenInput,
    status: 201,
    view: NewIngestTokenView,
    run: (ctx, { params, body }) => makeIngestToken(ctx, params.ref, params.id, body),
  }),
  defineRoute({
    method: "delete",
    path: "/incidents/{ref}/live-sources/{id}/tokens/{token}",
    summary: "Revoke an ingest token",
    permission: "respond",
    params: IngestTokenParams,
    status: 204,
    view: null,
    run: (ctx, { params }) => revokeIngestToken(ctx, params.ref, params.id, params.token),
  }),
];
