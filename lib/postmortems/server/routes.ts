import * as z from "zod";
import { RefParams } from "@/lib/api/inputs";
import { defineRoute, defineStream, type Route } from "@/lib/api/server/define-route";
import { versionOf } from "@/lib/api/server/if-match";
import {
  ApprovePostmortemInput,
  ConfirmSectionInput,
  GeneratePostmortemInput,
  ListPostmortemsQuery,
  ReturnPostmortemInput,
  SaveSectionInput,
} from "../inputs";
import { SECTIONS } from "../model";
import { toMarkdown } from "../to-markdown";
import { GeneratedView, PostmortemPage, PostmortemView, SectionVersions, SectionView } from "../views";
import { confirmSection } from "./confirm-section";
import { generatePostmortem } from "./generate-postmortem";
import { getPostmortem, listVersions } from "./get-postmortem";
import { listPostmortems } from "./list-postmortems";
import { approvePostmortem, publishPostmortem, requestReview, returnPostmortem } from "./review-postmortem";
import { saveSection } from "./save-section";

const POSTMORTEM = "/incidents/{ref}/postmortem";
const SectionParams = RefParams.extend({ section: z.enum(SECTIONS) });
/** A list shows an absent incident before it minds an unknown section. */
const AnySectionParams = RefParams.extend({ section: z.string().max(40) });

export const postmortemRoutes: Route[] = [
  defineRoute({
    method: "get",
    path: "/postmortems",
    summary: "Postmortems of all incidents that one may see",
    permission: "read",
    query: ListPostmortemsQuery,
    view: PostmortemPage,
    run: (ctx, { query }) => listPostmortems(ctx, query),
  }),
  defineRoute({
    method: "get",
    path: POSTMORTEM,
    summary: "The postmortem with its sections, facts and gates",
    permission: "read",
    params: RefParams,
    view: PostmortemView,
    run: (ctx, { params }) => getPostmortem(ctx, params.ref),
  }),
  defineStream({
    method: "get",
    path: "/incidents/{ref}/postmortem.md",
    summary: "The postmortem as one Markdown file",
    permission: "read",
    params: RefParams,
    gives: "text/markdown",
    respond: async (ctx, { params, request }) => {
      const postmortem = await getPostmortem(ctx, params.ref);
      return new Response(toMarkdown(postmortem, new URL(request.url).origin), {
        headers: {
          "Content-Type": "text/markdown; charset=utf-8",
          "Content-Disposition": `attachment; filename="${postmortem.incident}-postmortem.md"`,
        },
      });
    },
  }),
  defineRoute({
    method: "post",
    path: `${POSTMORTEM}/generate`,
    summary: "Generate the postmortem from the record; what people wrote is kept unless named",
    permission: "respond",
    params: RefParams,
    body: GeneratePostmortemInput,
    view: GeneratedView,
    run: (ctx, { params, body }) => generatePostmortem(ctx, params.ref, body),
  }),
  defineRoute({
    method: "get",
    path: `${POSTMORTEM}/sections/{section}/versions`,
    summary: "Every version of a section, newest first",
    permission: "read",
    params: AnySectionParams,
    view: SectionVersions,
    run: (ctx, { params }) => listVersions(ctx, params.ref, params.section),
  }),
  defineRoute({
    method: "put",
    path: `${POSTMORTEM}/sections/{section}`,
    summary: "Save a section's text as its next version",
    permission: "respond",
    params: SectionParams,
    body: SaveSectionInput,
    view: SectionView,
    run: (ctx, { params, body, request }) =>
      saveSection(ctx, params.ref, params.section, { ...body, version: body.version ?? versionOf(request) }),
  }),
  defineRoute({
    method: "post",
    path: `${POSTMORTEM}/sections/{section}/confirm`,
    summary: "Say that a written section is still right, beside the facts as they stand",
    permission: "respond",
    params: SectionParams,
    body: ConfirmSectionInput,
    view: SectionView,
    run: (ctx, { params, body, request }) =>
      confirmSection(ctx, params.ref, params.section, { version: body.version ?? versionOf(request) }),
  }),
  defineRoute({
    method: "post",
    path: `${POSTMORTEM}/review`,
    summary: "Ask for a review",
    permission: "respond",
    params: RefParams,
    view: PostmortemView,
    run: (ctx, { params }) => requestReview(ctx, params.ref),
  }),
  defineRoute({
    method: "post",
    path: `${POSTMORTEM}/approve`,
    summary: "Approve, as somebody who wrote none of it; a reason passes unmet gates",
    permission: "command",
    params: RefParams,
    body: ApprovePostmortemInput,
    view: PostmortemView,
    run: (ctx, { params, body }) => approvePostmortem(ctx, params.ref, body),
  }),
  defineRoute({
    method: "post",
    path: `${POSTMORTEM}/publish`,
    summary: "Publish an approved postmortem",
    permission: "command",
    params: RefParams,
    view: PostmortemView,
    run: (ctx, { params }) => publishPostmortem(ctx, params.ref),
  }),
  defineRoute({
    method: "post",
    path: `${POSTMORTEM}/return`,
    summary: "Return to draft, with a reason",
    permission: "respond",
    params: RefParams,
    body: ReturnPostmortemInput,
    view: PostmortemView,
    run: (ctx, { params, body }) => returnPostmortem(ctx, params.ref, body),
  }),
];
