import { RefParams } from "@/lib/api/inputs";
import { defineRoute, type Route } from "@/lib/api/server/define-route";
import { DecideSuggestionInput, SuggestionList, SuggestionParams, SuggestionView } from "../suggestions";
import { decideSuggestion } from "./decide-suggestion";
import { listSuggestions } from "./suggest";

export const suggestionRoutes: Route[] = [
  defineRoute({
    method: "get",
    path: "/incidents/{ref}/suggestions",
    summary: "What the evidence suggests to record (windows, agents, assets, clocks), each with its events",
    permission: "read",
    params: RefParams,
    view: SuggestionList,
    run: (ctx, { params }) => listSuggestions(ctx, params.ref),
  }),
  defineRoute({
    method: "post",
    path: "/incidents/{ref}/suggestions/{key}/decision",
    summary: "Accept or ignore a suggestion; accepting does what it suggests where nothing more has to be asked",
    permission: "respond",
    params: SuggestionParams,
    body: DecideSuggestionInput,
    view: SuggestionView,
    run: (ctx, { params, body }) => decideSuggestion(ctx, params.ref, params.key, body),
  }),
];
