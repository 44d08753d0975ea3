import { defineRoute, type Route } from "@/lib/api/server/define-route";
import {
  AliasInput,
  AliasParams,
  ImportClearancesInput,
  ImportPrincipalsInput,
  ListClearancesQuery,
  ListPrincipalsQuery,
  MergePrincipalInput,
  PrincipalParams,
} from "../inputs";
import { ClearancePage, GroupPage, ImportResult, PrincipalHistory, PrincipalPage, PrincipalView } from "../views";
import { addAlias, removeAlias } from "./change-aliases";
import { identityRoutes } from "./identity-routes";
import { importClearances } from "./import-clearances";
import { ImportQuery } from "./import-plan";
import { importPrincipals } from "./import-principals";
import { listClearances, withdrawClearance } from "./list-clearances";
import { getPrincipal, listGroups, listPrincipals } from "./list-principals";
import { mergePrincipal, splitPrincipal } from "./merge-principals";
import { listPrincipalHistory } from "./principal-history";

export const peopleRoutes: Route[] = [
  ...identityRoutes,
  defineRoute({
    method: "post",
    path: "/principals/import",
    summary: "Import people, agents and services with their aliases and groups, matched by name (JSON array or NDJSON)",
    permission: "respond",
    query: ImportQuery,
    body: ImportPrincipalsInput,
    view: ImportResult,
    run: (ctx, { body, query }) => importPrincipals(ctx, body, query),
  }),
  defineRoute({
    method: "get",
    path: "/principals",
    summary: "People, agents and services that logs name, by name",
    permission: "read",
    query: ListPrincipalsQuery,
    view: PrincipalPage,
    run: (ctx, { query }) => listPrincipals(ctx, query),
  }),
  defineRoute({
    method: "get",
    path: "/principals/{id}",
    summary: "One principal",
    permission: "read",
    params: PrincipalParams,
    view: PrincipalView,
    run: (ctx, { params }) => getPrincipal(ctx, params.id),
  }),
  defineRoute({
    method: "get",
    path: "/principals/{id}/history",
    summary: "What was recorded of a principal and of those merged into it, newest first",
    permission: "read",
    params: PrincipalParams,
    view: PrincipalHistory,
    run: (ctx, { params }) => listPrincipalHistory(ctx, params.id),
  }),
  defineRoute({
    method: "post",
    path: "/principals/{id}/merge",
    summary: "Say that a principal is another one: what names and clears it moves there",
    permission: "respond",
    params: PrincipalParams,
    body: MergePrincipalInput,
    view: PrincipalView,
    run: (ctx, { params, body }) => mergePrincipal(ctx, params.id, body),
  }),
  defineRoute({
    method: "post",
    path: "/principals/{id}/split",
    summary: "Take the merge of a principal back: what came with it returns to it",
    permission: "respond",
    params: PrincipalParams,
    view: PrincipalView,
    run: (ctx, { params }) => splitPrincipal(ctx, params.id),
  }),
  defineRoute({
    method: "post",
    path: "/principals/{id}/aliases",
    summary: "Say that an identity in logs is this principal",
    permission: "respond",
    params: PrincipalParams,
    body: AliasInput,
    status: 201,
    view: PrincipalView,
    run: (ctx, { params, body }) => addAlias(ctx, params.id, body),
  }),
  defineRoute({
    method: "delete",
    path: "/principals/{id}/aliases/{aliasId}",
    summary: "Take an alias back",
    permission: "respond",
    params: AliasParams,
    status: 204,
    view: null,
    run: (ctx, { params }) => removeAlias(ctx, params.id, params.aliasId),
  }),
  defineRoute({
    method: "get",
    path: "/groups",
    summary: "Groups of principals",
    permission: "read",
    view: GroupPage,
    run: (ctx) => listGroups(ctx),
  }),
  defineRoute({
    method: "post",
    path: "/clearances/import",
    summary: "Import clearances by names (JSON array or NDJSON)",
    permission: "respond",
    query: ImportQuery,
    body: ImportClearancesInput,
    view: ImportResult,
    run: (ctx, { body, query }) => importClearances(ctx, body, query),
  }),
  defineRoute({
    method: "get",
    path: "/clearances",
    summary: "Current clearances",
    permission: "read",
    query: ListClearancesQuery,
    view: ClearancePage,
    run: (ctx, { query }) => listClearances(ctx, query),
  }),
  defineRoute({
    method: "delete",
    path: "/clearances/{id}",
    summary: "Take back a clearance that should not have been recorded",
    permission: "respond",
    params: PrincipalParams,
    status: 204,
    view: null,
    run: (ctx, { params }) => withdrawClearance(ctx, params.id),
  }),
];
