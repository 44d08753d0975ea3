import * as z from "zod";
import { RefParams } from "@/lib/api/inputs";
import { defineRoute, type Route } from "@/lib/api/server/define-route";
import { INCIDENT_ROLES } from "@/lib/incidents/model";
import { RoleHolderView } from "@/lib/incidents/views";
import {
  AcknowledgeHandoverInput,
  BeginHandoverInput,
  DeclineHandoverInput,
  ReleaseRoleInput,
  TakeRoleInput,
  WithdrawHandoverInput,
} from "../inputs";
import { BriefView, HandoverList, HandoverView, RoleHistory } from "../views";
import { acceptHandover, acknowledgeHandover, declineHandover, renewBrief, withdrawHandover } from "./answer-handover";
import { beginHandover } from "./begin-handover";
import { getHandover, listHandovers, listRoles } from "./list-handovers";
import { makeBrief } from "./make-brief";
import { releaseRole, takeRole } from "./take-role";

const RoleParams = RefParams.extend({ role: z.enum(INCIDENT_ROLES) });
const HandoverParams = RefParams.extend({ id: z.uuid() });
const HANDOVER = "/incidents/{ref}/handovers/{id}";
/** Somebody who only reads may be asked to take a role, such as that of legal: the verb looks at who they are. */
const answer = { method: "post", permission: "read", params: HandoverParams, view: HandoverView } as const;

export const handoverRoutes: Route[] = [
  defineRoute({
    method: "get",
    path: "/incidents/{ref}/roles",
    summary: "Who held what role from when to when; first those who hold one now",
    permission: "read",
    params: RefParams,
    view: RoleHistory,
    run: (ctx, { params }) => listRoles(ctx, params.ref),
  }),
  defineRoute({
    method: "post",
    path: "/incidents/{ref}/roles",
    summary: "Take a role that nobody holds, or give it to somebody; command that somebody holds is handed over",
    permission: "respond",
    params: RefParams,
    body: TakeRoleInput,
    status: 201,
    view: RoleHolderView,
    run: (ctx, { params, body }) => takeRole(ctx, params.ref, body),
  }),
  defineRoute({
    method: "post",
    path: "/incidents/{ref}/roles/{role}/release",
    summary: "Give a role back to nobody; command can only be handed over",
    permission: "respond",
    params: RoleParams,
    body: ReleaseRoleInput,
    status: 204,
    view: null,
    run: (ctx, { params, body }) => releaseRole(ctx, params.ref, params.role, body),
  }),
  defineRoute({
    method: "get",
    path: "/incidents/{ref}/brief",
    summary: "What somebody has to know who takes a role now, worked out of the record",
    permission: "read",
    params: RefParams,
    view: BriefView,
    run: (ctx, { params }) => makeBrief(ctx, params.ref),
  }),
  defineRoute({
    method: "get",
    path: "/incidents/{ref}/handovers",
    summary: "Handovers of roles, what is under way first",
    permission: "read",
    params: RefParams,
    view: HandoverList,
    run: (ctx, { params }) => listHandovers(ctx, params.ref),
  }),
  defineRoute({
    method: "post",
    path: "/incidents/{ref}/handovers",
    summary: "Ask for a role, offer it with a brief, or take it over with a reason",
    permission: "respond",
    params: RefParams,
    body: BeginHandoverInput,
    status: 201,
    view: HandoverView,
    run: (ctx, { params, body }) => beginHandover(ctx, params.ref, body),
  }),
  defineRoute({
    method: "get",
    path: HANDOVER,
    summary: "One handover with its briefs, word for word",
    permission: "read",
    params: HandoverParams,
    view: HandoverView,
    run: (ctx, { params }) => getHandover(ctx, params.ref, params.id),
  }),
  defineRoute({
    ...answer,
    path: `${HANDOVER}/accept`,
    summary: "As the holder, say yes to a request; the brief is made now",
    run: (ctx, { params }) => acceptHandover(ctx, params.ref, params.id),
  }),
  defineRoute({
    ...answer,
    path: `${HANDOVER}/decline`,
    summary: "Say no to a request or an offer, with a reason",
    body: DeclineHandoverInput,
    run: (ctx, { params, body }) => declineHandover(ctx, params.ref, params.id, body),
  }),
  defineRoute({
    ...answer,
    path: `${HANDOVER}/withdraw`,
    summary: "Take a request or an offer back",
    body: WithdrawHandoverInput,
    run: (ctx, { params, body }) => withdrawHandover(ctx, params.ref, params.id, body),
  }),
  defineRoute({
    ...answer,
    path: `${HANDOVER}/brief`,
    summary: "Make the brief again, as the record says it now",
    run: (ctx, { params }) => renewBrief(ctx, params.ref, params.id),
  }),
  defineRoute({
    ...answer,
    path: `${HANDOVER}/acknowledge`,
    summary: "As the taker, acknowledge the brief; the role passes",
    body: AcknowledgeHandoverInput,
    run: (ctx, { params, body }) => acknowledgeHandover(ctx, params.ref, params.id, body),
  }),
];
