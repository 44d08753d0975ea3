import { defineRoute, type Route } from "@/lib/api/server/define-route";
import { AssetParams, ChangeAssetInput, CreateAssetInput, ListAssetsQuery } from "../inputs";
import { AssetPage, AssetView } from "../views";
import { changeAsset } from "./change-asset";
import { createAsset } from "./create-asset";
import { getAsset, listAssets } from "./list-assets";

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
