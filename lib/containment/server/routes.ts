import { RefParams } from "@/lib/api/inputs";
import { defineRoute, type Route } from "@/lib/api/server/define-route";
import { versionOf } from "@/lib/api/server/if-match";
import {
  ActionParams,
  ApproveActionInput,
  CheckActionInput,
  DropActionInput,
  FinishActionInput,
  NameTargetInput,
  PolicyParams,
  RequestActionInput,
  SetPolicyInput,
  StartActionInput,
} from "../inputs";
import { ActionList, ActionView, PolicyList } from "../views";
import { approveAction, dropAction } from "./approve-action";
import { checkAction } from "./check-action";
import { listActions } from "./list-actions";
import { nameTarget } from "./name-target";
import { listPolicies, setPolicy } from "./policies";
import { requestAction } from "./request-action";
import { finishAction, startAction } from "./start-action";

const ACTION = "/incidents/{ref}/containment/{id}";
const ofAction = { permission: "respond", method: "post", params: ActionParams, view: ActionView } as const;

function versioned<B extends { version?: number | undefined }>(body: B, request: Request): B {
  return { ...body, version: body.version ?? versionOf(request) };
}

export const containmentRoutes: Route[] = [
  defineRoute({
    method: "get",
    path: "/incidents/{ref}/containment",
    summary: "The containment ladder, and whether the AI system is stopped",
    permission: "read",
    params: RefParams,
    view: ActionList,
    run: (ctx, { params }) => listActions(ctx, params.ref),
  }),
  defineRoute({
    method: "post",
    path: "/incidents/{ref}/containment",
    summary: "Request a containment action",
    permission: "respond",
    params: RefParams,
    body: RequestActionInput,
    status: 201,
    view: ActionView,
    run: (ctx, { params, body }) => requestAction(ctx, params.ref, body),
  }),
  defineRoute({
    ...ofAction,
    path: `${ACTION}/approve`,
    summary: "Agree to an action that somebody else asked for",
    body: ApproveActionInput,
    run: (ctx, { params, body, request }) => approveAction(ctx, params.ref, params.id, versioned(body, request)),
  }),
  defineRoute({
    ...ofAction,
    path: `${ACTION}/start`,
    summary: "Begin an action, by hand or by the kill switch's signed webhook",
    body: StartActionInput,
    run: (ctx, { params, body, request }) => startAction(ctx, params.ref, params.id, versioned(body, request)),
  }),
  defineRoute({
    ...ofAction,
    path: `${ACTION}/done`,
    summary: "Record that an action is done, and since when it holds",
    body: FinishActionInput,
    run: (ctx, { params, body, request }) => finishAction(ctx, params.ref, params.id, versioned(body, request)),
  }),
  defineRoute({
    ...ofAction,
    path: `${ACTION}/checks`,
    summary: "Record whether an action holds or no longer holds: by a look of somebody else, or by events of the logs",
    body: CheckActionInput,
    status: 201,
    run: (ctx, { params, body }) => checkAction(ctx, params.ref, params.id, body),
  }),
  defineRoute({
    ...ofAction,
    path: `${ACTION}/ai-system`,
    summary: "Say to which AI system an action is done that names none",
    body: NameTargetInput,
    run: (ctx, { params, body, request }) => nameTarget(ctx, params.ref, params.id, versioned(body, request)),
  }),
  defineRoute({
    ...ofAction,
    path: `${ACTION}/drop`,
    summary: "Drop an action, with a reason",
    body: DropActionInput,
    run: (ctx, { params, body, request }) => dropAction(ctx, params.ref, params.id, versioned(body, request)),
  }),
  defineRoute({
    method: "get",
    path: "/containment-policies",
    summary: "How many other people have to agree before each kind of action",
    permission: "read",
    view: PolicyList,
    run: (ctx) => listPolicies(ctx),
  }),
  defineRoute({
    method: "put",
    path: "/containment-policies/{kind}",
    summary: "Set how many other people have to agree before a kind of action",
    permission: "administer",
    params: PolicyParams,
    body: SetPolicyInput,
    view: PolicyList,
    run: (ctx, { params, body }) => setPolicy(ctx, params.kind, body),
  }),
];
