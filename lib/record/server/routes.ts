import { RefParams } from "@/lib/api/inputs";
import { defineRoute, defineStream, type Route } from "@/lib/api/server/define-route";
import { ListAuditQuery } from "../inputs";
import { AuditPage, VerificationView } from "../views";
import { exportRecord } from "./export-record";
import { listAudit } from "./list-audit";
import { verifyRecord } from "./verify-record";

export const recordRoutes: Route[] = [
  defineStream({
    method: "get",
    path: "/incidents/{ref}/record/export",
    summary: "The record as a bundle that verify.mjs checks offline; the export is recorded",
    permission: "read",
    params: RefParams,
    gives: "application/zip",
    respond: (ctx, { params }) => exportRecord(ctx, params.ref),
  }),
  defineRoute({
    method: "get",
    path: "/incidents/{ref}/record/verification",
    summary: "Check the record in the database: chain, columns and what is cached from it",
    permission: "read",
    params: RefParams,
    view: VerificationView,
    run: (ctx, { params }) => verifyRecord(ctx, params.ref),
  }),
  defineRoute({
    method: "get",
    path: "/audit",
    summary: "What was done in the app outside any incident",
    permission: "audit",
    query: ListAuditQuery,
    view: AuditPage,
    run: (ctx, { query }) => listAudit(ctx, query),
  }),
];
