import * as z from "zod";
import { instantInput, optionalText, textInput } from "@/lib/api/inputs";
import {
  AI_INVOLVEMENTS,
  INCIDENT_KINDS,
  MODES,
  PHASES,
  PRECISIONS,
  SEVERITIES,
  TIME_NAMES,
  VISIBILITIES,
} from "./model";

export const DeclareIncidentInput = z.strictObject({
  title: textInput("Give the incident a title.", 200),
  /** Left out: not sure yet, which counts as the worst plausible. */
  severity: z.enum(SEVERITIES).optional(),
  summary: optionalText(20_000).optional(),
  kind: z.enum(INCIDENT_KINDS).optional(),
  aiInvolvement: z.enum(AI_INVOLVEMENTS).optional(),
  mode: z.enum(MODES).optional(),
  visibility: z.enum(VISIBILITIES).optional(),
  /** Who else may see a restricted incident; whoever declares it always may. */
  members: z.array(z.uuid()).max(200).optional(),
  startedAt: instantInput().optional(),
  detectedAt: instantInput().optional(),
  /** When it was declared, where that was before it is written down here. Left out: now. */
  declaredAt: instantInput().optional(),
  /** How these times are known; the record keeps it beside each of them. */
  timesBasis: optionalText(2000).optional(),
});
export type DeclareIncidentInput = z.output<typeof DeclareIncidentInput>;

export const ListIncidentsQuery = z.object({
  phase: z
    .string()
    .max(200)
    .transform(list)
    .pipe(z.array(z.enum(PHASES)))
    .optional(),
  severity: z
    .string()
    .max(100)
    .transform(list)
    .pipe(z.array(z.enum(SEVERITIES)))
    .optional(),
  mode: z
    .string()
    .max(100)
    .transform(list)
    .pipe(z.array(z.enum(MODES)))
    .optional(),
  q: z.string().trim().max(200).optional(),
  order: z.enum(["worst", "newest"]).default("worst"),
  limit: z.coerce.number().int().min(1).max(200).default(50),
  cursor: z.string().max(500).optional(),
});
export type ListIncidentsQuery = z.output<typeof ListIncidentsQuery>;

export const ChangeIncidentInput = z
  .strictObject({
    title: textInput("Give the incident a title.", 200).optional(),
    summary: optionalText(20_000).optional(),
    kind: z.enum(INCIDENT_KINDS).optional(),
    aiInvolvement: z.enum(AI_INVOLVEMENTS).optional(),
    visibility: z.enum(VISIBILITIES).optional(),
  })
  .refine((input) => Object.keys(input).length > 0, "Say what to change.");
export type ChangeIncidentInput = z.output<typeof ChangeIncidentInput>;

export const AddMemberInput = z.strictObject({ userId: z.uuid() });
export type AddMemberInput = z.output<typeof AddMemberInput>;

export const NameTimeInput = z.strictObject({
  name: z.enum(TIME_NAMES),
  at: instantInput(),
  precision: z.enum(PRECISIONS).optional(),
  basis: optionalText(2000).optional(),
});
export type NameTimeInput = z.output<typeof NameTimeInput>;

export const ChangePhaseInput = z.strictObject({
  to: z.enum(PHASES),
  /** Needed for going back, for declining, and for passing a gate that is not met; the record keeps it. */
  reason: optionalText(2000).optional(),
  /** When it became so in the world, if somebody knows: asked, never taken from the press of a button. */
  at: instantInput().optional(),
  precision: z.enum(PRECISIONS).optional(),
});
export type ChangePhaseInput = z.output<typeof ChangePhaseInput>;

function list(text: string): string[] {
  return text.split(",").filter((part) => part !== "");
}
