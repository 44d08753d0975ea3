import { PageQuery, RefParams } from "@/lib/api/inputs";
import { defineRoute, type Route } from "@/lib/api/server/define-route";
import { PrivacySuggestionView } from "../enisa-view";
import { AssessSeverityInput } from "../inputs";
import { ResponseView } from "../response-view";
import { SetTargetsInput, TargetsView } from "../targets-view";
import { AssessmentPage, AssessmentView, PrefillView } from "../views";
import { assessSeverity } from "./assess-severity";
import { privacySuggestion } from "./enisa-suggestion";
import { getResponse } from "./get-response";
import { listAssessments } from "./list-assessments";
import { getTargets, setTargets } from "./response-targets";
import { suggestSeverity } from "./suggest-severity";

export const severityRoutes: Route[] = [
  defineRoute({
    method: "get",
    path: "/response-targets",
    summary: "What each severity asks of the response, of incidents declared from now on",
    permission: "read",
    view: TargetsView,
    run: (ctx) => getTargets(ctx),
  }),
  defineRoute({
    method: "put",
    path: "/response-targets",
    summary: "Set what each severity asks of the response",
    permission: "administer",
    body: SetTargetsInput,
    view: TargetsView,
    run: (ctx, { body }) => setTargets(ctx, body),
  }),
  defineRoute({
    method: "get",
    path: "/incidents/{ref}/severity",
    summary: "Every assessment of the severity, newest first",
    permission: "read",
    params: RefParams,
    query: PageQuery,
    view: AssessmentPage,
    run: (ctx, { params, query }) => listAssessments(ctx, params.ref, query),
  }),
  defineRoute({
    method: "post",
    path: "/incidents/{ref}/severity",
    summary: "Assess the severity",
    permission: "respond",
    params: RefParams,
    body: AssessSeverityInput,
    status: 201,
    view: AssessmentView,
    run: (ctx, { params, body }) => assessSeverity(ctx, params.ref, body),
  }),
  defineRoute({
    method: "get",
    path: "/incidents/{ref}/severity/prefill",
    summary: "What the evidence suggests for the factors, with reasons",
    permission: "read",
    params: RefParams,
    view: PrefillView,
    run: (ctx, { params }) => suggestSeverity(ctx, params.ref),
  }),
  defineRoute({
    method: "get",
    path: "/incidents/{ref}/severity/response",
    summary: "What the severity asks of the response and whether it was met; what changed since it was assessed",
    permission: "read",
    params: RefParams,
    view: ResponseView,
    run: (ctx, { params }) => getResponse(ctx, params.ref),
  }),
  defineRoute({
    method: "get",
    path: "/incidents/{ref}/severity/privacy",
    summary: "ENISA's gauge as inventory and exposure answer suggest it, each term with its range and why",
    permission: "read",
    params: RefParams,
    view: PrivacySuggestionView,
    run: (ctx, { params }) => privacySuggestion(ctx, params.ref),
  }),
];
