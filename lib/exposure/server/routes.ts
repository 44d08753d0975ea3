import { RefParams } from "@/lib/api/inputs";
import { defineRoute, defineStream, type Route } from "@/lib/api/server/define-route";
import { ChainQuery } from "../chain-inputs";
import { ChainView } from "../chain-views";
import {
  AccessesQuery,
  AnswerQuery,
  ChangeWindowInput,
  CloseWindowInput,
  ExplainAccessInput,
  ExposureQuery,
  FactsQuery,
  OpenWindowInput,
  WindowParams,
  WithdrawInput,
} from "../inputs";
import { MomentList } from "../moments-views";
import { PeopleQuery, ReachQuery, WindowsQuery } from "../reach-inputs";
import { PeopleView, ReachView } from "../reach-views";
import { AccessPage, ExplanationList, ExplanationView, ExposureView, FactPage, WindowList, WindowView } from "../views";
import { changeWindow, closeWindow, withdrawWindow } from "./change-window";
import { explainAccess, withdrawExplanation } from "./explain-access";
import { listExplanations } from "./explanation-views";
import { exportAccesses } from "./export-accesses";
import { getChain } from "./get-chain";
import { getExposure } from "./get-exposure";
import { getPeople } from "./get-people";
import { getReach } from "./get-reach";
import { exportSummary } from "./get-summary";
import { listAccesses } from "./list-accesses";
import { listFacts } from "./list-facts";
import { listMoments } from "./list-moments";
import { listWindows, listWindowVersions } from "./list-windows";
import { openWindow } from "./open-window";
import { agreeToExplanation, declineExplanation } from "./settle-proposal";

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
    summary: "The exposure windows as they stand, or as known at an instant",
    permission: "read",
    params: RefParams,
    query: WindowsQuery,
    view: WindowList,
    run: (ctx, { params, query }) => listWindows(ctx, params.ref, query.at),
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
    summary: "Record why accesses were in order and who agreed; without that name it is proposed to a second person",
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
    summary: "Explanations of accesses as they stand, proposed ones first",
    permission: "read",
    params: RefParams,
    view: ExplanationList,
    run: (ctx, { params }) => listExplanations(ctx, params.ref),
  }),
  defineRoute({
    method: "post",
    path: "/incidents/{ref}/explanations/{id}/agree",
    summary: "Agree, as a second person, to an explanation that somebody proposed",
    permission: "respond",
    params: WindowParams,
    view: ExplanationView,
    run: (ctx, { params }) => agreeToExplanation(ctx, params.ref, params.id),
  }),
  defineRoute({
    method: "post",
    path: "/incidents/{ref}/explanations/{id}/decline",
    summary: "Say why a proposed explanation does not hold",
    permission: "respond",
    params: WindowParams,
    body: WithdrawInput,
    status: 204,
    view: null,
    run: (ctx, { params, body }) => declineExplanation(ctx, params.ref, params.id, body),
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
    path: "/incidents/{ref}/exposure/reach",
    summary: "How many could reach without clearance over time, with accesses counted in slices of it",
    permission: "read",
    params: RefParams,
    query: ReachQuery,
    view: ReachView,
    run: (ctx, { params, query }) => getReach(ctx, params.ref, query),
  }),
  defineRoute({
    method: "get",
    path: "/incidents/{ref}/exposure/people",
    summary: "Who had accesses in a stretch of time, counted as the answer counts them",
    permission: "read",
    params: RefParams,
    query: PeopleQuery,
    view: PeopleView,
    run: (ctx, { params, query }) => getPeople(ctx, params.ref, query),
  }),
  defineRoute({
    method: "get",
    path: "/incidents/{ref}/exposure/chain",
    summary: "What AI systems did, how windows opened and closed, and what was accessed, step by step",
    permission: "read",
    params: RefParams,
    query: ChainQuery,
    view: ChainView,
    run: (ctx, { params, query }) => getChain(ctx, params.ref, query),
  }),
  defineRoute({
    method: "get",
    path: "/incidents/{ref}/exposure/moments",
    summary: "Instants worth asking as known then: when facts were recorded, claims made, updates sent",
    permission: "read",
    params: RefParams,
    view: MomentList,
    run: (ctx, { params }) => listMoments(ctx, params.ref),
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
    path: "/incidents/{ref}/exposure/summary.md",
    summary: "The answer on one page as Markdown: sentences, what is not known, who, gaps, and inputs by hash",
    permission: "read",
    params: RefParams,
    query: ExposureQuery,
    gives: "text/markdown",
    respond: (ctx, { params, query }) => exportSummary(ctx, params.ref, query),
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
