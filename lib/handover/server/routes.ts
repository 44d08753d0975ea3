import * as z from "zod";
import { RefParams } from "@/lib/api/inputs";
import { defineRoute, type Route } from "@/lib/api/server/define-route";
import { INCIDENT_ROLES } from "@/lib/incidents/model";
import { RoleHolderView } from "@/lib/incidents/views";
import { ReleaseRoleInput, TakeRoleInput } from "../inputs";
import { releaseRole, takeRole } from "./take-role";

const RoleParams = RefParams.extend({ role: z.enum(INCIDENT_ROLES) });

export const handoverRoutes: Route[] = [
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
];
