import * as z from "zod";
import { INCIDENT_ROLES, ROLE_WAYS } from "@/lib/incidents/model";
import { BRIEF_SECTIONS, HANDOVER_KINDS, HANDOVER_STATES, LINE_TONES } from "./model";

const PersonView = z.object({ id: z.string(), name: z.string() });

export const BriefView = z.object({
  incident: z.string(),
  title: z.string(),
  mode: z.string(),
  madeAt: z.string(),
  /** The last entry of the record that it knows. */
  recordSeq: z.number(),
  sections: z.array(
    z.object({
      key: z.enum(BRIEF_SECTIONS),
      title: z.string(),
      lines: z.array(
        z.object({
          text: z.string(),
          tone: z.enum(LINE_TONES),
          at: z.string().nullable(),
          href: z.string().nullable(),
        }),
      ),
      more: z.number(),
    }),
  ),
});
export type BriefView = z.output<typeof BriefView>;

const BriefVersionView = z.object({
  version: z.number(),
  madeAt: z.string(),
  recordSeq: z.number(),
  /** How many entries the record has gained since. */
  recordedSince: z.number(),
  brief: BriefView,
});
export type BriefVersionView = z.output<typeof BriefVersionView>;

export const HandoverRow = z.object({
  id: z.string(),
  incident: z.string(),
  role: z.enum(INCIDENT_ROLES),
  kind: z.enum(HANDOVER_KINDS),
  state: z.enum(HANDOVER_STATES),
  /** Whether somebody still has to answer or to read. */
  open: z.boolean(),
  /** Null: nobody held the role. */
  from: PersonView.nullable(),
  to: PersonView,
  begunBy: PersonView,
  begunAt: z.string(),
  /** What was said with it; for a take-over the reason. */
  note: z.string(),
  /** Since when the role is the taker's. */
  passedAt: z.string().nullable(),
  acknowledgedAt: z.string().nullable(),
  acknowledgedBrief: z.number().nullable(),
  takerNotes: z.string(),
  endedAt: z.string().nullable(),
  endedBy: z.string().nullable(),
  endReason: z.string().nullable(),
  /** What the reader may do with it now. */
  can: z.object({
    accept: z.boolean(),
    decline: z.boolean(),
    withdraw: z.boolean(),
    brief: z.boolean(),
    acknowledge: z.boolean(),
  }),
});
export type HandoverRow = z.output<typeof HandoverRow>;

/** With every brief that was made for it, the last one first. */
export const HandoverView = HandoverRow.extend({ briefs: z.array(BriefVersionView) });
export type HandoverView = z.output<typeof HandoverView>;

export const HandoverList = z.object({ data: z.array(HandoverRow), nextCursor: z.null() });
export type HandoverList = z.output<typeof HandoverList>;

export const RoleHoldingView = z.object({
  id: z.string(),
  role: z.enum(INCIDENT_ROLES),
  person: PersonView,
  since: z.string(),
  /** Null: holds it now. */
  until: z.string().nullable(),
  how: z.enum(ROLE_WAYS),
  givenBy: PersonView.nullable(),
  reason: z.string().nullable(),
  handover: z.string().nullable(),
});
export type RoleHoldingView = z.output<typeof RoleHoldingView>;

export const RoleHistory = z.object({ data: z.array(RoleHoldingView), nextCursor: z.null() });
export type RoleHistory = z.output<typeof RoleHistory>;
