import * as z from "zod";
import { RefParams } from "@/lib/api/inputs";
import { defineRoute, type Route } from "@/lib/api/server/define-route";
import { versionOf } from "@/lib/api/server/if-match";
import { AddClaimInput, CorrectClaimInput, DecideClaimInput, WithdrawClaimInput } from "../inputs";
import { ClaimHistoryView, ClaimList, ClaimView } from "../views";
import { addClaim } from "./add-claim";
import { correctClaim, withdrawClaim } from "./correct-claim";
import { decideClaim } from "./decide-claim";
import { getClaim } from "./get-claim";
import { listClaims } from "./list-claims";

const ClaimParams = RefParams.extend({ id: z.uuid() });
const CLAIM = "/incidents/{ref}/claims/{id}";
const ofClaim = { permission: "respond", params: ClaimParams, view: ClaimView } as const;

function versioned<B extends { version?: number | undefined }>(body: B, request: Request): B {
  return { ...body, version: body.version ?? versionOf(request) };
}

export const claimRoutes: Route[] = [
  defineRoute({
    method: "get",
    path: "/incidents/{ref}/claims",
    summary: "Who said what about the incident, and what the evidence says: as known then, and now",
    permission: "read",
    params: RefParams,
    view: ClaimList,
    run: (ctx, { params }) => listClaims(ctx, params.ref),
  }),
  defineRoute({
    method: "post",
    path: "/incidents/{ref}/claims",
    summary: "Record a claim in its exact words, with what it asserts where evidence can decide it",
    permission: "respond",
    params: RefParams,
    body: AddClaimInput,
    status: 201,
    view: ClaimView,
    run: (ctx, { params, body }) => addClaim(ctx, params.ref, body),
  }),
  defineRoute({
    method: "get",
    path: CLAIM,
    summary: "One claim with its history: versions, what the evidence said, what people decided",
    permission: "read",
    params: ClaimParams,
    view: ClaimHistoryView,
    run: (ctx, { params }) => getClaim(ctx, params.ref, params.id),
  }),
  defineRoute({
    method: "patch",
    path: CLAIM,
    summary: "Correct how a claim was recorded, as a new version",
    ...ofClaim,
    body: CorrectClaimInput,
    run: (ctx, { params, body, request }) => correctClaim(ctx, params.ref, params.id, versioned(body, request)),
  }),
  defineRoute({
    method: "post",
    path: `${CLAIM}/standing`,
    summary: "Reconcile a claim, set its standing by hand where no evidence decides it, or take that back",
    ...ofClaim,
    body: DecideClaimInput,
    run: (ctx, { params, body, request }) => decideClaim(ctx, params.ref, params.id, versioned(body, request)),
  }),
  defineRoute({
    method: "post",
    path: `${CLAIM}/withdraw`,
    summary: "Withdraw a claim that was not made, or not about this incident",
    ...ofClaim,
    body: WithdrawClaimInput,
    run: (ctx, { params, body, request }) => withdrawClaim(ctx, params.ref, params.id, versioned(body, request)),
  }),
];
