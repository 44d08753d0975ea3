import { defineRoute, type Route } from "@/lib/api/server/define-route";
import { MappingPage, MappingParams, MappingView, RenameMappingInput } from "../mappings";
import { listMappings, removeMapping, renameMapping } from "./saved-mappings";

export const mappingRoutes: Route[] = [
  defineRoute({
    method: "get",
    path: "/mappings",
    summary: "Column mappings that people gave, each offered for the next file with the same columns",
    permission: "read",
    view: MappingPage,
    run: (ctx) => listMappings(ctx),
  }),
  defineRoute({
    method: "patch",
    path: "/mappings/{id}",
    summary: "Give a column mapping a name",
    permission: "respond",
    params: MappingParams,
    body: RenameMappingInput,
    view: MappingView,
    run: (ctx, { params, body }) => renameMapping(ctx, params.id, body),
  }),
  defineRoute({
    method: "delete",
    path: "/mappings/{id}",
    summary: "Forget a column mapping; files that were read with it stay as they are",
    permission: "respond",
    params: MappingParams,
    status: 204,
    view: null,
    run: (ctx, { params }) => removeMapping(ctx, params.id),
  }),
];
