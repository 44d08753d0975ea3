import { RefParams } from "@/lib/api/inputs";
import { defineRoute, type Route } from "@/lib/api/server/define-route";
import { DecidedIdentities, IdentityList } from "../identity-views";
import { DecideIdentitiesInput } from "../inputs";
import { decideIdentities } from "./decide-identities";
import { listIdentities } from "./list-identities";

export const identityRoutes: Route[] = [
  defineRoute({
    method: "get",
    path: "/incidents/{ref}/identities",
    summary: "Names in the logs that nobody has resolved, the heaviest first, and who they may be, with the evidence",
    permission: "read",
    params: RefParams,
    view: IdentityList,
    run: (ctx, { params }) => listIdentities(ctx, params.ref),
  }),
  defineRoute({
    method: "post",
    path: "/incidents/{ref}/identities/decisions",
    summary: "Accept or ignore suggested identities, one or many, all or nothing",
    permission: "respond",
    params: RefParams,
    body: DecideIdentitiesInput,
    view: DecidedIdentities,
    run: (ctx, { params, body }) => decideIdentities(ctx, params.ref, body),
  }),
];
