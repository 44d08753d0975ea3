import { PageQuery, RefParams } from "@/lib/api/inputs";
import { defineRoute, type Route } from "@/lib/api/server/define-route";
import { IncidentView } from "@/lib/incidents/views";
import {
  AcceptReportInput,
  AlertInput,
  AlertmanagerInput,
  DeclineReportInput,
  MergeInput,
  RelatedParams,
  RelateInput,
  ReportInput,
  UnmergeInput,
} from "../inputs";
import { AlertReceipt, AlertReceipts, LinksView, OriginView, ReportPage, ReportView, TriagePage } from "../views";
import { acceptReport, declineReport } from "./decide-report";
import { getOrigin } from "./get-origin";
import { listLinks } from "./list-links";
import { listReports } from "./list-reports";
import { listTriage } from "./list-triage";
import { mergeIncident, unmergeIncident } from "./merge-incidents";
import { receiveAlert, receiveAlertmanager } from "./receive-alerts";
import { relateIncident, unrelateIncident } from "./relate-incidents";
import { report } from "./report";

export const triageRoutes: Route[] = [
  defineRoute({
    method: "post",
    path: "/reports",
    summary: "Report that something looks wrong; a commander decides whether it is an incident",
    permission: "read",
    body: ReportInput,
    status: 201,
    view: ReportView,
    run: (ctx, { body }) => report(ctx, body),
  }),
  defineRoute({
    method: "get",
    path: "/reports",
    summary: "One's own reports, newest first, and what became of them",
    permission: "read",
    query: PageQuery,
    view: ReportPage,
    run: (ctx, { query }) => listReports(ctx, query),
  }),
  defineRoute({
    method: "get",
    path: "/triage",
    summary: "Reports and alerts that wait for a decision, the longest waiting first",
    permission: "read",
    query: PageQuery,
    view: TriagePage,
    run: (ctx, { query }) => listTriage(ctx, query),
  }),
  defineRoute({
    method: "post",
    path: "/alerts",
    summary: "Raise an alert, or end it: the same key adds to what is open, and never makes a second incident",
    permission: "alert",
    body: AlertInput,
    status: 202,
    view: AlertReceipt,
    run: (ctx, { body }) => receiveAlert(ctx, body),
  }),
  defineRoute({
    method: "post",
    path: "/alerts/alertmanager",
    summary: "The webhook of Prometheus Alertmanager: one group of alerts is one incident",
    permission: "alert",
    body: AlertmanagerInput,
    status: 202,
    view: AlertReceipts,
    run: (ctx, { body }) => receiveAlertmanager(ctx, body),
  }),
  defineRoute({
    method: "get",
    path: "/incidents/{ref}/origin",
    summary: "Where an incident comes from: the report, and its alerts with how often they came",
    permission: "read",
    params: RefParams,
    view: OriginView,
    run: (ctx, { params }) => getOrigin(ctx, params.ref),
  }),
  defineRoute({
    method: "post",
    path: "/incidents/{ref}/triage/accept",
    summary: "Accept a report as an incident, with a commander",
    permission: "command",
    params: RefParams,
    body: AcceptReportInput,
    view: IncidentView,
    run: (ctx, { params, body }) => acceptReport(ctx, params.ref, body),
  }),
  defineRoute({
    method: "post",
    path: "/incidents/{ref}/triage/decline",
    summary: "Decline a report, with a reason that its reporter reads",
    permission: "command",
    params: RefParams,
    body: DeclineReportInput,
    view: IncidentView,
    run: (ctx, { params, body }) => declineReport(ctx, params.ref, body),
  }),
  defineRoute({
    method: "get",
    path: "/incidents/{ref}/links",
    summary: "What it was merged into, what was merged into it, and what is related, as far as one may see it",
    permission: "read",
    params: RefParams,
    view: LinksView,
    run: (ctx, { params }) => listLinks(ctx, params.ref),
  }),
  defineRoute({
    method: "post",
    path: "/incidents/{ref}/merge",
    summary: "Merge into another incident; the record stays whole and the address leads to the other",
    permission: "command",
    params: RefParams,
    body: MergeInput,
    view: LinksView,
    run: (ctx, { params, body }) => mergeIncident(ctx, params.ref, body),
  }),
  defineRoute({
    method: "post",
    path: "/incidents/{ref}/unmerge",
    summary: "Take it out of the incident that it was merged into",
    permission: "command",
    params: RefParams,
    body: UnmergeInput,
    view: LinksView,
    run: (ctx, { params, body }) => unmergeIncident(ctx, params.ref, body),
  }),
  defineRoute({
    method: "post",
    path: "/incidents/{ref}/related",
    summary: "Say that another incident has to do with this one; both show it",
    permission: "respond",
    params: RefParams,
    body: RelateInput,
    view: LinksView,
    run: (ctx, { params, body }) => relateIncident(ctx, params.ref, body),
  }),
  defineRoute({
    method: "delete",
    path: "/incidents/{ref}/related/{other}",
    summary: "Say that two incidents are not related after all",
    permission: "respond",
    params: RelatedParams,
    view: LinksView,
    run: (ctx, { params }) => unrelateIncident(ctx, params.ref, params.other),
  }),
];
