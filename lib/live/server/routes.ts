import * as z from "zod";
import { RefParams } from "@/lib/api/inputs";
import { defineRoute, defineStream, type Route } from "@/lib/api/server/define-route";
import { PresencePage } from "../views";
import { follow } from "./follow";
import { listPresence } from "./presence";

export const liveRoutes: Route[] = [
  defineStream({
    method: "get",
    path: "/live",
    summary: "What changes, as server-sent events: ids and kinds only",
    permission: "read",
    query: z.object({ incident: z.string().max(20).optional() }),
    gives: "text/event-stream",
    respond: (ctx, { query, request }) => follow(ctx, query.incident, request.signal),
  }),
  defineRoute({
    method: "get",
    path: "/incidents/{ref}/presence",
    summary: "Who has the incident open",
    permission: "read",
    params: RefParams,
    view: PresencePage,
    run: (ctx, { params }) => listPresence(ctx, params.ref),
  }),
];
