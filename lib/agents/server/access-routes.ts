import { defineRoute, type Route } from "@/lib/api/server/define-route";
import {
  AiSystemParams,
  AskApprovalInput,
  AskAssessmentInput,
  AssessmentParams,
  DecideApprovalInput,
  DecideAssessmentInput,
  GetApprovalQuery,
  ListApprovalsQuery,
  ReachInput,
} from "../inputs";
import { ApprovalPage, ApprovalView, AssessmentList, AssessmentView, DueList, ReachView } from "../views";
import { askApproval, getApproval, redeemApproval } from "./ask-approval";
import { askAssessment, decideAssessment, listAssessments } from "./assess-access";
import { previewReach } from "./compute-reach";
import { decideApproval, listApprovals } from "./decide-approval";
import { listDue } from "./list-due";

/** Access before it is given, and permission for single actions. */
export const accessRoutes: Route[] = [
  defineRoute({
    method: "get",
    path: "/ai-systems/due",
    summary: "Access assessments and stop tests that somebody has to see to",
    permission: "read",
    view: DueList,
    run: (ctx) => listDue(ctx),
  }),
  defineRoute({
    method: "post",
    path: "/ai-systems/{id}/reach",
    summary: "What an AI system would reach with an access; changes nothing",
    permission: "read",
    params: AiSystemParams,
    body: ReachInput,
    view: ReachView,
    run: (ctx, { params, body }) => previewReach(ctx, params.id, body),
  }),
  defineRoute({
    method: "get",
    path: "/ai-systems/{id}/assessments",
    summary: "Access assessments of an AI system, the latest first",
    permission: "read",
    params: AiSystemParams,
    view: AssessmentList,
    run: (ctx, { params }) => listAssessments(ctx, params.id),
  }),
  defineRoute({
    method: "post",
    path: "/ai-systems/{id}/assessments",
    summary: "Ask whether an AI system may get access",
    permission: "respond",
    params: AiSystemParams,
    body: AskAssessmentInput,
    status: 201,
    view: AssessmentView,
    run: (ctx, { params, body }) => askAssessment(ctx, params.id, body),
  }),
  defineRoute({
    method: "post",
    path: "/ai-systems/{id}/assessments/{assessment}/decision",
    summary: "Approve or refuse an access that somebody else asked for, or withdraw it",
    permission: "respond",
    params: AssessmentParams,
    body: DecideAssessmentInput,
    view: AssessmentView,
    run: (ctx, { params, body }) => decideAssessment(ctx, params.id, params.assessment, body),
  }),
  defineRoute({
    method: "get",
    path: "/approvals",
    summary: "Requests of AI systems for permission, the latest first",
    permission: "read",
    query: ListApprovalsQuery,
    view: ApprovalPage,
    run: (ctx, { query }) => listApprovals(ctx, query),
  }),
  defineRoute({
    method: "post",
    path: "/approvals",
    summary: "Ask a person for permission for one action of an AI system; no answer in time means no",
    permission: "ask",
    body: AskApprovalInput,
    status: 201,
    view: ApprovalView,
    run: (ctx, { body }) => askApproval(ctx, body),
  }),
  defineRoute({
    method: "get",
    path: "/approvals/{id}",
    summary: "How a request for permission stands; with `wait`, once it is answered",
    permission: "ask",
    params: AiSystemParams,
    query: GetApprovalQuery,
    view: ApprovalView,
    run: (ctx, { params, query }) => getApproval(ctx, params.id, query),
  }),
  defineRoute({
    method: "post",
    path: "/approvals/{id}/redeem",
    summary: "Take up a permission: once, and before it ends",
    permission: "ask",
    params: AiSystemParams,
    view: ApprovalView,
    run: (ctx, { params }) => redeemApproval(ctx, params.id),
  }),
  defineRoute({
    method: "post",
    path: "/approvals/{id}/decision",
    summary: "Allow or deny; by a signed-in person",
    permission: "respond",
    params: AiSystemParams,
    body: DecideApprovalInput,
    view: ApprovalView,
    run: (ctx, { params, body }) => decideApproval(ctx, params.id, body),
  }),
];
