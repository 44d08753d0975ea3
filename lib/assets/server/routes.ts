import { defineRoute, type Route } from "@/lib/api/server/define-route";
import { AssetParams, ChangeAssetInput, CreateAssetInput, ListAssetsQuery, MatchingResourcesQuery } from "../inputs";
import { AssetPage, AssetView, MatchingResources } from "../views";
import { changeAsset } from "./change-asset";
import { createAsset } from "./create-asset";
import { getAsset, listAssets } from "./list-assets";
import { matchResources } from "./match-resources";

export const assetRoutes: Route[] = [
  defineRoute({
    method: "post",
    path: "/assets",
    summary: "Add something that holds data, with the patterns by which logs name it",
    permission: "respond",
    body: CreateAssetInput,
    status: 201,
    view: AssetView,
    run: (ctx, { body }) => createAsset(ctx, body),
  }),
  defineRoute({
    method: "get",
    path: "/assets",
    summary: "Assets, by name",
    permission: "read",
    query: ListAssetsQuery,
    view: AssetPage,
    run: (ctx, { query }) => listAssets(ctx, query),
  }),
  defineRoute({
    method: "get",
    path: "/assets/{id}",
    summary: "One asset",
    permission: "read",
    params: AssetParams,
    view: AssetView,
    run: (ctx, { params }) => getAsset(ctx, params.id),
  }),
  defineRoute({
    method: "get",
    path: "/resources/matching",
    summary: "What a pattern of an asset would match of the resources that imported logs name",
    permission: "read",
    query: MatchingResourcesQuery,
    view: MatchingResources,
    run: (ctx, { query }) => matchResources(ctx, query),
  }),
  defineRoute({
    method: "patch",
    path: "/assets/{id}",
    summary: "Change an asset; the former version is kept",
    permission: "respond",
    params: AssetParams,
    body: ChangeAssetInput,
    view: AssetView,
    run: (ctx, { params, body }) => changeAsset(ctx, params.id, body),
  }),
];
