import { RefParams } from "@/lib/api/inputs";
import { defineRoute, type Route } from "@/lib/api/server/define-route";
import { ExposureQuery } from "../inputs";
import { NarrowingView } from "../narrow-views";
import { getNarrowing } from "./get-narrowing";

export const narrowingRoutes: Route[] = [
  defineRoute({
    method: "get",
    path: "/incidents/{ref}/exposure/narrowing",
    summary: "What would narrow the answer, that which settles most first, with how to get each log",
    permission: "read",
    params: RefParams,
    query: ExposureQuery,
    view: NarrowingView,
    run: (ctx, { params, query }) => getNarrowing(ctx, params.ref, query),
  }),
];
