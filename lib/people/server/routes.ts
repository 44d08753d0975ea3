import { defineRoute, type Route } from "@/lib/api/server/define-route";
import {
  AliasInput,
  AliasParams,
  ImportClearancesInput,
  ImportPrincipalsInput,
  ListClearancesQuery,
  ListPrincipalsQuery,
  PrincipalParams,
} from "../inputs";
import {
  ClearancePage,
  GroupPage,
  ImportedClearances,
  ImportedPrincipals,
  PrincipalPage,
  PrincipalView,
} from "../views";
import { addAlias, removeAlias } from "./change-aliases";
import { DryRunQuery } from "./dry-run";
import { importClearances } from "./import-clearances";
import { importPrincipals } from "./import-principals";
import { listClearances, withdrawClearance } from "./list-clearances";
import { getPrincipal, listGroups, listPrincipals } from "./list-principals";

export const peopleRoutes: Route[] = [
  defineRoute({
    method: "post",
    path: "/principals/import",
    summary: "Import people, agents and services with their aliases and groups, matched by name (JSON array or NDJSON)",
    permission: "respond",
    query: DryRunQuery,
    body: ImportPrincipalsInput,
    view: ImportedPrincipals,
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
    query: DryRunQuery,
    body: ImportClearancesInput,
    view: ImportedClearances,
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
