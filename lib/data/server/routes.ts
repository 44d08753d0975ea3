import * as z from "zod";
import { AppError } from "@/lib/api/errors";
import { RefParams } from "@/lib/api/inputs";
import { defineRoute, type Route } from "@/lib/api/server/define-route";
import { AddDataInput, ChangeDataInput, RemoveDataQuery } from "../inputs";
import { AffectedDataList, AffectedDataView } from "../views";
import { addData } from "./add-data";
import { changeData } from "./change-data";
import { listData } from "./list-data";
import { removeData } from "./remove-data";

const ItemParams = RefParams.extend({ id: z.uuid() });

export const dataRoutes: Route[] = [
  defineRoute({
    method: "get",
    path: "/incidents/{ref}/data",
    summary: "The affected-data inventory with its four answers and totals",
    permission: "read",
    params: RefParams,
    view: AffectedDataList,
    run: (ctx, { params }) => listData(ctx, params.ref),
  }),
  defineRoute({
    method: "post",
    path: "/incidents/{ref}/data",
    summary: "Add an item of affected data",
    permission: "respond",
    params: RefParams,
    body: AddDataInput,
    status: 201,
    view: AffectedDataView,
    run: (ctx, { params, body }) => addData(ctx, params.ref, body),
  }),
  defineRoute({
    method: "patch",
    path: "/incidents/{ref}/data/{id}",
    summary: "Change an item of affected data, or answer one of its four questions",
    permission: "respond",
    params: ItemParams,
    body: ChangeDataInput,
    view: AffectedDataView,
    run: (ctx, { params, body, request }) =>
      changeData(ctx, params.ref, params.id, { ...body, version: body.version ?? versionOf(request) }),
  }),
  defineRoute({
    method: "delete",
    path: "/incidents/{ref}/data/{id}",
    summary: "Remove an item of affected data that should not have been recorded",
    permission: "respond",
    params: ItemParams,
    query: RemoveDataQuery,
    status: 204,
    view: null,
    run: (ctx, { params, query, request }) =>
      removeData(ctx, params.ref, params.id, { ...query, version: query.version ?? versionOf(request) }),
  }),
];

/** The version in an If-Match such as `"3"`. */
function versionOf(request: Request): number | undefined {
  const header = request.headers.get("if-match");
  if (header === null) return undefined;
  const digits = /^(?:W\/)?"?(\d{1,9})"?$/.exec(header.trim())?.[1];
  if (!digits) throw new AppError("invalid", 'If-Match takes the version that you read, such as "3".');
  return Number(digits);
}
