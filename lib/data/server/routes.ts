import * as z from "zod";
import { RefParams } from "@/lib/api/inputs";
import { defineRoute, defineStream, type Route } from "@/lib/api/server/define-route";
import { versionOf } from "@/lib/api/server/if-match";
import {
  AddDataInput,
  ChangeDataInput,
  ListRecipientsQuery,
  NotificationQuery,
  RecipientQuery,
  RemoveDataQuery,
  StateRecipientsInput,
} from "../inputs";
import { AffectedDataList, AffectedDataView, RecipientPage, StatedView, StatementList } from "../views";
import { addData } from "./add-data";
import { changeData } from "./change-data";
import { exportData, exportNotification } from "./export-data";
import { listData } from "./list-data";
import { listRecipients, listStatements } from "./list-recipients";
import { removeData } from "./remove-data";
import { stateRecipients } from "./state-recipients";

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
  defineStream({
    method: "get",
    path: "/incidents/{ref}/data.csv",
    summary: "The affected-data inventory for a spreadsheet",
    permission: "read",
    params: RefParams,
    gives: "text/csv",
    respond: (ctx, { params }) => exportData(ctx, params.ref),
  }),
  defineStream({
    method: "get",
    path: "/incidents/{ref}/data/notification",
    summary: "The facts that a data breach notification asks for, as JSON or Markdown",
    permission: "read",
    params: RefParams,
    query: NotificationQuery,
    gives: "application/json",
    respond: (ctx, { params, query }) => exportNotification(ctx, params.ref, query),
  }),
  defineRoute({
    method: "get",
    path: "/incidents/{ref}/data/recipients",
    summary: "Who without clearance got at the data, by the exposure answer, and what people stated about them",
    permission: "read",
    params: RefParams,
    query: ListRecipientsQuery,
    view: RecipientPage,
    run: (ctx, { params, query }) => listRecipients(ctx, params.ref, query),
  }),
  defineRoute({
    method: "get",
    path: "/incidents/{ref}/data/recipients/statements",
    summary: "Every statement about one recipient, oldest first",
    permission: "read",
    params: RefParams,
    query: RecipientQuery,
    view: StatementList,
    run: (ctx, { params, query }) => listStatements(ctx, params.ref, query),
  }),
  defineRoute({
    method: "post",
    path: "/incidents/{ref}/data/recipients/statements",
    summary: "State of recipients whether they are bound to secrecy, or attested deletion, with what it rests on",
    permission: "respond",
    params: RefParams,
    body: StateRecipientsInput,
    status: 201,
    view: StatedView,
    run: (ctx, { params, body }) => stateRecipients(ctx, params.ref, body),
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
