import * as z from "zod";
import { db } from "@/db/client";
import { requireIncident } from "@/lib/access/server/require";
import { RefParams } from "@/lib/api/inputs";
import { defineRoute, type Route } from "@/lib/api/server/define-route";
import {
  AddMemberInput,
  ChangeIncidentInput,
  ChangePhaseInput,
  DeclareIncidentInput,
  ListIncidentsQuery,
  NameTimeInput,
} from "../inputs";
import { GatesView, IncidentPage, IncidentView, MemberView, NamedTimeView, RoomView } from "../views";
import { changeIncident } from "./change-incident";
import { changePhase, gates } from "./change-phase";
import { declareIncident } from "./declare-incident";
import { getRoom } from "./get-room";
import { listIncidents } from "./list-incidents";
import { addMember, listMembers, removeMember } from "./manage-members";
import { nameTime } from "./name-time";
import { toIncidentView } from "./to-view";

const MemberParams = RefParams.extend({ userId: z.uuid() });

export const incidentRoutes: Route[] = [
  defineRoute({
    method: "post",
    path: "/incidents",
    summary: "Declare an incident",
    permission: "respond",
    body: DeclareIncidentInput,
    status: 201,
    view: IncidentView,
    run: (ctx, { body }) => declareIncident(ctx, body),
  }),
  defineRoute({
    method: "get",
    path: "/incidents",
    summary: "Incidents that one may see, worst first",
    permission: "read",
    query: ListIncidentsQuery,
    view: IncidentPage,
    run: (ctx, { query }) => listIncidents(ctx, query),
  }),
  defineRoute({
    method: "get",
    path: "/incidents/{ref}",
    summary: "One incident",
    permission: "read",
    params: RefParams,
    view: IncidentView,
    run: async (ctx, { params }) => toIncidentView(await requireIncident(ctx, db(), params.ref, "read")),
  }),
  defineRoute({
    method: "patch",
    path: "/incidents/{ref}",
    summary: "Change title, summary, kind or visibility",
    permission: "respond",
    params: RefParams,
    body: ChangeIncidentInput,
    view: IncidentView,
    run: (ctx, { params, body }) => changeIncident(ctx, params.ref, body),
  }),
  defineRoute({
    method: "get",
    path: "/incidents/{ref}/room",
    summary: "The room at a glance: the five answers, roles, times, counts",
    permission: "read",
    params: RefParams,
    view: RoomView,
    run: (ctx, { params }) => getRoom(ctx, params.ref),
  }),
  defineRoute({
    method: "post",
    path: "/incidents/{ref}/named-times",
    summary: "Record when something was true in the world",
    permission: "respond",
    params: RefParams,
    body: NameTimeInput,
    status: 201,
    view: NamedTimeView,
    run: (ctx, { params, body }) => nameTime(ctx, params.ref, body),
  }),
  defineRoute({
    method: "get",
    path: "/incidents/{ref}/gates",
    summary: "Which phases the incident may go to, and what stands in the way",
    permission: "read",
    params: RefParams,
    view: GatesView,
    run: (ctx, { params }) => gates(ctx, params.ref),
  }),
  defineRoute({
    method: "post",
    path: "/incidents/{ref}/phase",
    summary: "Go to another phase; an unmet gate is passed with a written reason only",
    permission: "command",
    params: RefParams,
    body: ChangePhaseInput,
    view: GatesView,
    run: (ctx, { params, body }) => changePhase(ctx, params.ref, body),
  }),
  defineRoute({
    method: "get",
    path: "/incidents/{ref}/members",
    summary: "Who may see a restricted incident",
    permission: "read",
    params: RefParams,
    view: z.object({ data: z.array(MemberView), nextCursor: z.null() }),
    run: (ctx, { params }) => listMembers(ctx, params.ref),
  }),
  defineRoute({
    method: "post",
    path: "/incidents/{ref}/members",
    summary: "Add a member",
    permission: "command",
    params: RefParams,
    body: AddMemberInput,
    status: 201,
    view: MemberView,
    run: (ctx, { params, body }) => addMember(ctx, params.ref, body),
  }),
  defineRoute({
    method: "delete",
    path: "/incidents/{ref}/members/{userId}",
    summary: "Remove a member",
    permission: "command",
    params: MemberParams,
    status: 204,
    view: null,
    run: (ctx, { params }) => removeMember(ctx, params.ref, params.userId),
  }),
];
