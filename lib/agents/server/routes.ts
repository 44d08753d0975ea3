import * as z from "zod";
import { RefParams } from "@/lib/api/inputs";
import { defineRoute, type Route } from "@/lib/api/server/define-route";
import {
  AddIdentityInput,
  AiSystemParams,
  ChangeAiSystemInput,
  GetAiSystemQuery,
  HistoryQuery,
  ImportAiSystemsInput,
  LinkAiSystemInput,
  ListAiSystemsQuery,
  RecordStopTestInput,
  RegisterAiSystemInput,
  SetKillSwitchInput,
  UnlinkAiSystemInput,
} from "../inputs";
import {
  AiEventPage,
  AiIncidentList,
  AiSystemPage,
  AiSystemView,
  AiVersionList,
  DeliveryView,
  ImportedAiSystems,
  IncidentAiSystemList,
  NewKillSwitchView,
  StopTestView,
} from "../views";
import { accessRoutes } from "./access-routes";
import { changeAiSystem } from "./change-ai-system";
import { addIdentity, removeIdentity } from "./identities";
import { importAiSystems } from "./import-ai-systems";
import { linkAiSystem, listIncidentAiSystems, unlinkAiSystem } from "./incident-ai-systems";
import { listTestDeliveries, removeKillSwitch, setKillSwitch, testKillSwitch } from "./kill-switch";
import { getAiSystem, listAiSystems, listHistory, listIncidentsOf, listVersions } from "./list-ai-systems";
import { registerAiSystem } from "./register-ai-system";
import { listStopTests, recordStopTest } from "./stop-tests";

const SYSTEM = "/ai-systems/{id}";
const read = { method: "get", permission: "read", params: AiSystemParams } as const;
const write = { permission: "respond", params: AiSystemParams, view: AiSystemView } as const;

export const agentRoutes: Route[] = [
  defineRoute({
    method: "get",
    path: "/ai-systems",
    summary: "The register of AI systems, by name",
    permission: "read",
    query: ListAiSystemsQuery,
    view: AiSystemPage,
    run: (ctx, { query }) => listAiSystems(ctx, query),
  }),
  defineRoute({
    method: "post",
    path: "/ai-systems",
    summary: "Register an AI system with the identities by which logs name it",
    permission: "respond",
    body: RegisterAiSystemInput,
    status: 201,
    view: AiSystemView,
    run: (ctx, { body }) => registerAiSystem(ctx, body),
  }),
  defineRoute({
    method: "post",
    path: "/ai-systems/import",
    summary: "Register or change a list of AI systems, matched by name, all or nothing",
    permission: "respond",
    body: ImportAiSystemsInput,
    view: ImportedAiSystems,
    run: (ctx, { body }) => importAiSystems(ctx, body),
  }),
  ...accessRoutes,
  defineRoute({
    ...read,
    path: SYSTEM,
    summary: "An AI system as it is now, or as it stood at an instant",
    query: GetAiSystemQuery,
    view: AiSystemView,
    run: (ctx, { params, query }) => getAiSystem(ctx, params.id, query),
  }),
  defineRoute({
    ...write,
    method: "patch",
    path: SYSTEM,
    summary: "Record that an AI system changed, or correct a version of it",
    body: ChangeAiSystemInput,
    run: (ctx, { params, body }) => changeAiSystem(ctx, params.id, body),
  }),
  defineRoute({
    ...read,
    path: `${SYSTEM}/versions`,
    summary: "Every version of an AI system, the newest first",
    view: AiVersionList,
    run: (ctx, { params }) => listVersions(ctx, params.id),
  }),
  defineRoute({
    ...read,
    path: `${SYSTEM}/incidents`,
    summary: "The incidents that an AI system caused or was involved in",
    view: AiIncidentList,
    run: (ctx, { params }) => listIncidentsOf(ctx, params.id),
  }),
  defineRoute({
    ...read,
    path: `${SYSTEM}/history`,
    summary: "What happened to an AI system, the latest first",
    query: HistoryQuery,
    view: AiEventPage,
    run: (ctx, { params, query }) => listHistory(ctx, params.id, query),
  }),
  defineRoute({
    ...write,
    method: "post",
    path: `${SYSTEM}/identities`,
    summary: "Say how logs name an AI system; actors of every incident are resolved by it",
    body: AddIdentityInput,
    status: 201,
    run: (ctx, { params, body }) => addIdentity(ctx, params.id, body),
  }),
  defineRoute({
    method: "delete",
    path: `${SYSTEM}/identities/{principal}`,
    summary: "Say that a principal is not this AI system",
    permission: "respond",
    params: AiSystemParams.extend({ principal: z.uuid() }),
    status: 204,
    view: null,
    run: (ctx, { params }) => removeIdentity(ctx, params.id, params.principal),
  }),
  defineRoute({
    ...read,
    path: `${SYSTEM}/stop-tests`,
    summary: "Every test of the stop, the latest first",
    view: z.object({ data: z.array(StopTestView), nextCursor: z.null() }),
    run: (ctx, { params }) => listStopTests(ctx, params.id),
  }),
  defineRoute({
    ...write,
    method: "post",
    path: `${SYSTEM}/stop-tests`,
    summary: "Record a test of the stop",
    body: RecordStopTestInput,
    status: 201,
    run: (ctx, { params, body }) => recordStopTest(ctx, params.id, body),
  }),
  defineRoute({
    method: "put",
    path: `${SYSTEM}/kill-switch`,
    summary: "Set where a signed stop is sent; a secret that is made is shown once",
    permission: "administer",
    params: AiSystemParams,
    body: SetKillSwitchInput,
    view: NewKillSwitchView,
    run: (ctx, { params, body }) => setKillSwitch(ctx, params.id, body),
  }),
  defineRoute({
    method: "delete",
    path: `${SYSTEM}/kill-switch`,
    summary: "Call its kill switch by webhook no longer",
    permission: "administer",
    params: AiSystemParams,
    status: 204,
    view: null,
    run: (ctx, { params }) => removeKillSwitch(ctx, params.id),
  }),
  defineRoute({
    method: "post",
    path: `${SYSTEM}/kill-switch/test`,
    summary: "Send its kill switch a message that says it is a test",
    permission: "respond",
    params: AiSystemParams,
    status: 202,
    view: DeliveryView,
    run: (ctx, { params }) => testKillSwitch(ctx, params.id),
  }),
  defineRoute({
    ...read,
    path: `${SYSTEM}/kill-switch/tests`,
    summary: "Test messages to its kill switch and their delivery",
    view: z.object({ data: z.array(DeliveryView), nextCursor: z.null() }),
    run: (ctx, { params }) => listTestDeliveries(ctx, params.id),
  }),
  defineRoute({
    method: "get",
    path: "/incidents/{ref}/ai-systems",
    summary: "The AI systems of an incident, and what stood when it began",
    permission: "read",
    params: RefParams,
    view: IncidentAiSystemList,
    run: (ctx, { params }) => listIncidentAiSystems(ctx, params.ref),
  }),
  defineRoute({
    method: "post",
    path: "/incidents/{ref}/ai-systems",
    summary: "Say that an AI system caused the incident or was involved",
    permission: "respond",
    params: RefParams,
    body: LinkAiSystemInput,
    view: IncidentAiSystemList,
    run: (ctx, { params, body }) => linkAiSystem(ctx, params.ref, body),
  }),
  defineRoute({
    method: "post",
    path: "/incidents/{ref}/ai-systems/{id}/unlink",
    summary: "Take an AI system out of the incident, with a reason",
    permission: "respond",
    params: RefParams.extend({ id: z.uuid() }),
    body: UnlinkAiSystemInput,
    view: IncidentAiSystemList,
    run: (ctx, { params, body }) => unlinkAiSystem(ctx, params.ref, params.id, body),
  }),
];
