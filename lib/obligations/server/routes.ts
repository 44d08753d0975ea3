import { RefParams } from "@/lib/api/inputs";
import { defineRoute, defineStream, type Route } from "@/lib/api/server/define-route";
import {
  CalendarParams,
  DecideObligationsInput,
  ObligationParams,
  SubmissionParams,
  SubmitObligationInput,
  WithdrawSubmissionInput,
} from "../inputs";
import { NoticeView } from "../notice-view";
import { CalendarView, ObligationList, RunningClockList } from "../views";
import { makeCalendar, readCalendar } from "./calendar";
import { decideObligations } from "./decide-obligations";
import { getNotice } from "./get-notice";
import { listObligations } from "./list-obligations";
import { runningClocks } from "./running-clocks";
import { submitObligation, withdrawSubmission } from "./submit-obligation";

const OBLIGATIONS = "/incidents/{ref}/obligations";

export const obligationRoutes: Route[] = [
  defineRoute({
    method: "get",
    path: "/obligations/running",
    summary: "Regulatory clocks that run out next, across incidents",
    permission: "read",
    view: RunningClockList,
    run: (ctx) => runningClocks(ctx),
  }),
  defineRoute({
    method: "post",
    path: "/obligations/calendar",
    summary: "Make a secret address at which a calendar reads the clocks; an earlier one ends",
    permission: "read",
    status: 201,
    view: CalendarView,
    run: (ctx) => makeCalendar(ctx),
  }),
  defineStream({
    method: "get",
    path: "/obligations/calendar/{secret}/clocks.ics",
    summary: "The clocks as a calendar, for whoever has its secret address",
    permission: "public",
    params: CalendarParams,
    gives: "text/calendar",
    respond: (ctx, { params, request }) => readCalendar(ctx, params.secret, new URL(request.url).origin),
  }),
  defineRoute({
    method: "get",
    path: OBLIGATIONS,
    summary:
      "Regulatory duties with their clocks, decisions and submissions; what runs out next first. Not legal advice",
    permission: "read",
    params: RefParams,
    view: ObligationList,
    run: (ctx, { params }) => listObligations(ctx, params.ref),
  }),
  defineRoute({
    method: "get",
    path: `${OBLIGATIONS}/{rule}/notice`,
    summary: "The notice that a rule asks for, prefilled from the record; a person completes it. Not legal advice",
    permission: "read",
    params: ObligationParams,
    view: NoticeView,
    run: (ctx, { params }) => getNotice(ctx, params.ref, params.rule),
  }),
  defineRoute({
    method: "post",
    path: `${OBLIGATIONS}/decisions`,
    summary: "Sign whether rules apply, with the reason",
    permission: "respond",
    params: RefParams,
    body: DecideObligationsInput,
    status: 201,
    view: ObligationList,
    run: (ctx, { params, body }) => decideObligations(ctx, params.ref, body),
  }),
  defineRoute({
    method: "post",
    path: `${OBLIGATIONS}/{rule}/submissions`,
    summary: "Record that something was handed in, with its receipt",
    permission: "respond",
    params: ObligationParams,
    body: SubmitObligationInput,
    status: 201,
    view: ObligationList,
    run: (ctx, { params, body }) => submitObligation(ctx, params.ref, params.rule, body),
  }),
  defineRoute({
    method: "post",
    path: `${OBLIGATIONS}/{rule}/submissions/{id}/withdraw`,
    summary: "Take back a submission that was recorded by mistake; its clock goes on",
    permission: "respond",
    params: SubmissionParams,
    body: WithdrawSubmissionInput,
    view: ObligationList,
    run: (ctx, { params, body }) => withdrawSubmission(ctx, params.ref, params.rule, params.id, body),
  }),
];
