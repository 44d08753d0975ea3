import * as z from "zod";
import { optionalText, textInput } from "@/lib/api/inputs";
import { LIMITS, POSTMORTEM_STATES, SECTIONS } from "./model";

export const GeneratePostmortemInput = z.strictObject({
  /** Sections whose text by people may be replaced; all others keep it. */
  overwrite: z.array(z.enum(SECTIONS)).max(SECTIONS.length).default([]),
});
export type GeneratePostmortemInput = z.output<typeof GeneratePostmortemInput>;

export const SaveSectionInput = z.strictObject({
  body: optionalText(LIMITS.sectionLength),
  /** The version that was edited; or If-Match. */
  version: z.coerce.number().int().min(1).optional(),
});
export const ConfirmSectionInput = z.strictObject({
  /** The version that was read; or If-Match. */
  version: z.coerce.number().int().min(1).optional(),
});
export type ConfirmSectionInput = z.output<typeof ConfirmSectionInput>;

export type SaveSectionInput = z.output<typeof SaveSectionInput>;

export const ApprovePostmortemInput = z.strictObject({
  /** Passes gates that are not met. */
  reason: optionalText(5000).optional(),
});
export type ApprovePostmortemInput = z.output<typeof ApprovePostmortemInput>;

export const ReturnPostmortemInput = z.strictObject({ reason: textInput("Say what has to change.", 5000) });
export type ReturnPostmortemInput = z.output<typeof ReturnPostmortemInput>;

export const ListPostmortemsQuery = z.object({
  state: z
    .string()
    .max(100)
    .transform((text) => text.split(",").filter((part) => part !== ""))
    .pipe(z.array(z.enum(POSTMORTEM_STATES)))
    .optional(),
  q: z.string().trim().max(200).optional(),
  limit: z.coerce.number().int().min(1).max(200).default(50),
  cursor: z.string().max(500).optional(),
});
export type ListPostmortemsQuery = z.output<typeof ListPostmortemsQuery>;
