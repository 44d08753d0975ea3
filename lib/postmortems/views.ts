import * as z from "zod";
import { PHASES, SEVERITIES } from "@/lib/incidents/model";
import type { PostmortemFacts } from "./facts";
import { APPROVAL_GATES } from "./gates";
import { POSTMORTEM_STATES, SECTIONS } from "./model";

export const SectionView = z.object({
  section: z.enum(SECTIONS),
  title: z.string(),
  /** Markdown with citations. */
  body: z.string(),
  version: z.number(),
  /** Whether the machine or a person wrote this version. */
  origin: z.enum(["generated", "person"]),
  savedBy: z.string(),
  savedAt: z.string(),
  /** Of a text by people: where the record now says other than when it was written or last confirmed. */
  outdated: z.array(z.object({ before: z.string(), now: z.string() })).optional(),
});
export type SectionView = z.output<typeof SectionView>;

export const PostmortemView = z.object({
  incident: z.string(),
  title: z.string(),
  state: z.enum(POSTMORTEM_STATES),
  severity: z.enum(SEVERITIES).nullable(),
  version: z.number(),
  sections: z.array(SectionView),
  /** What the figures rest on, as the record had it when the text was generated. */
  facts: z.custom<PostmortemFacts>((value) => typeof value === "object" && value !== null).meta({ type: "object" }),
  generatedAt: z.string(),
  generatedBy: z.string(),
  /** Whoever generated or wrote any of it; none of them can approve it. */
  authors: z.array(z.object({ id: z.string().nullable(), name: z.string() })),
  reviewRequestedAt: z.string().nullable(),
  reviewRequestedBy: z.string().nullable(),
  approvedAt: z.string().nullable(),
  approvedBy: z.string().nullable(),
  publishedAt: z.string().nullable(),
  gates: z.array(z.object({ gate: z.enum(APPROVAL_GATES), met: z.boolean(), message: z.string() })),
});
export type PostmortemView = z.output<typeof PostmortemView>;

export const GeneratedView = PostmortemView.extend({
  /** Sections that people wrote and that were therefore left alone. */
  kept: z.array(z.enum(SECTIONS)),
});
export type GeneratedView = z.output<typeof GeneratedView>;

export const SectionVersions = z.object({ data: z.array(SectionView), nextCursor: z.null() });
export type SectionVersions = z.output<typeof SectionVersions>;

export const PostmortemRow = z.object({
  incident: z.string(),
  title: z.string(),
  severity: z.enum(SEVERITIES).nullable(),
  phase: z.enum(PHASES),
  state: z.enum(POSTMORTEM_STATES),
  generatedAt: z.string(),
  approvedBy: z.string().nullable(),
  publishedAt: z.string().nullable(),
  tasks: z.number(),
  tasksFinished: z.number(),
});
export type PostmortemRow = z.output<typeof PostmortemRow>;
export const PostmortemPage = z.object({ data: z.array(PostmortemRow), nextCursor: z.string().nullable() });
export type PostmortemPage = z.output<typeof PostmortemPage>;
