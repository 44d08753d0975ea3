import { RefParams } from "@/lib/api/inputs";
import { defineRoute, defineStream, type Route } from "@/lib/api/server/define-route";
import {
  AccessesQuery,
  AnswerQuery,
  ChangeWindowInput,
  CloseWindowInput,
  ExplainAccessInput,
  FactsQuery,
  ExposureQuery,
  OpenWindowInput,
  WindowParams,
  WithdrawInput,
} from "../inputs";
import { AccessPage, ExplanationList, ExplanationView, ExposureView, FactPage, WindowList, WindowView } from "../views";
import { changeWindow, closeWindow, withdrawWindow } from "./change-window";
import { explainAccess, listExplanations, withdrawExplanation } from "./explain-access";
import { exportAccesses } from "./export-accesses";
import { getExposure } from "./get-exposure";
import { listAccesses } from "./list-accesses";
import { listFacts } from "./list-facts";
import { listWindows, listWindowVersions } from "./list-windows";
import { openWindow } from "./open-window";

const windows: Route[] = [
  defineRoute({
    method: "post",
    path: "/incidents/{ref}/exposure-windows",
    summary: "Record that an asset was open to an audience, and until when",
    permission: "respond",
    params: RefParams,
    body: OpenWindowInput,
    status: 201,
    view: WindowView,
    run: (ctx, { params, body }) => openWindow(ctx, params.ref, body),
  }),
  defineRoute({
    method: "get",
    path: "/incidents/{ref}/exposure-windows",
    summary: "The exposure windows as they stand",
    permission: "read",
    params: RefParams,
    view: WindowList,
    run: (ctx, { params }) => listWindows(ctx, params.ref),
  }),
  defineRoute({
    method: "get",
    path: "/incidents/{ref}/exposure-windows/{id}/versions",
    summary: "Every version of a window, oldest first",
    permission: "read",
    params: WindowParams,
    view: WindowList,
    run: (ctx, { params }) => listWindowVersions(ctx, params.ref, params.id),
  }),
  defineRoute({
    method: "patch",
    path: "/incidents/{ref}/exposure-windows/{id}",
    summary: "Correct a window; the former version is kept",
    permission: "respond",
    params: WindowParams,
    body: ChangeWindowInput,
    view: WindowView,
    run: (ctx, { params, body }) => changeWindow(ctx, params.ref, params.id, body),
  }),
  defineRoute({
    method: "post",
    path: "/incidents/{ref}/exposure-windows/{id}/close",
    summary: "Say when an open window ended",
    permission: "respond",
    params: WindowParams,
    body: CloseWindowInput,
    view: WindowView,
    run: (ctx, { params, body }) => closeWindow(ctx, params.ref, params.id, body),
  }),
  defineRoute({
    method: "post",
    path: "/incidents/{ref}/exposure-windows/{id}/withdraw",
    summary: "Take a window out of the answer that should never have been recorded",
    permission: "respond",
    params: WindowParams,
    body: WithdrawInput,
    view: WindowView,
    run: (ctx, { params, body }) => withdrawWindow(ctx, params.ref, params.id, body),
  }),
];

const explanations: Route[] = [
  defineRoute({
    method: "post",
    path: "/incidents/{ref}/explanations",
    summary: "Record why accesses were in order, and who agreed",
    permission: "respond",
    params: RefParams,
    body: ExplainAccessInput,
    status: 201,
    view: ExplanationView,
    run: (ctx, { params, body }) => explainAccess(ctx, params.ref, body),
  }),
  defineRoute({
    method: "get",
    path: "/incidents/{ref}/explanations",
    summary: "Explanations of accesses as they stand",
    permission: "read",
    params: RefParams,
    view: ExplanationList,
    run: (ctx, { params }) => listExplanations(ctx, params.ref),
  }),
  defineRoute({
    method: "post",
    path: "/incidents/{ref}/explanations/{id}/withdraw",
    summary: "Take an explanation back",
    permission: "respond",
    params: WindowParams,
    body: WithdrawInput,
    status: 204,
    view: null,
    run: (ctx, { params, body }) => withdrawExplanation(ctx, params.ref, params.id, body),
  }),
];

export const exposureRoutes: Route[] = [
  ...windows,
  ...explanations,
  defineRoute({
    method: "get",
    path: "/incidents/{ref}/exposure",
    summary: "Who accessed what while it was exposed, without clearance at that moment, and how sure that is",
    permission: "read",
    params: RefParams,
    query: AnswerQuery,
    view: ExposureView,
    run: (ctx, { params, query }) => getExposure(ctx, params.ref, query),
  }),
  defineRoute({
    method: "get",
    path: "/incidents/{ref}/exposure/inputs",
    summary: "The ids of the facts on which the answer rests, one kind at a time",
    permission: "read",
    params: RefParams,
    query: FactsQuery,
    view: FactPage,
    run: (ctx, { params, query }) => listFacts(ctx, params.ref, query),
  }),
  defineRoute({
    method: "get",
    path: "/incidents/{ref}/exposure/accesses",
    summary: "The events behind any number of the answer",
    permission: "read",
    params: RefParams,
    query: AccessesQuery,
    view: AccessPage,
    run: (ctx, { params, query }) => listAccesses(ctx, params.ref, query),
  }),
  defineStream({
    method: "get",
    path: "/incidents/{ref}/exposure/accesses.csv",
    summary: "The same as CSV",
    permission: "read",
    params: RefParams,
    query: AccessesQuery,
    gives: "text/csv",
    respond: (ctx, { params, query }) => exportAccesses(ctx, params.ref, query),
  }),
];
