import * as z from "zod";
import { textInput } from "@/lib/api/inputs";
import { ColumnMappingInput } from "./inputs";

/** How somebody said that the columns of a file are to be read; offered for the next file with the same ones. */
export const MappingView = z.object({
  id: z.string(),
  /** The file for which it was said, or what somebody called it since. */
  name: z.string(),
  columns: z.array(z.string()),
  mapping: ColumnMappingInput,
  zone: z.string().nullable(),
  dateOrder: z.enum(["dmy", "mdy"]).nullable(),
  savedBy: z.string(),
  savedAt: z.string(),
});
export type MappingView = z.output<typeof MappingView>;
export const MappingPage = z.object({ data: z.array(MappingView), nextCursor: z.null() });
export type MappingPage = z.output<typeof MappingPage>;

export const MappingParams = z.object({ id: z.uuid() });
export const RenameMappingInput = z.strictObject({ name: textInput("Name the mapping.", 255) });
export type RenameMappingInput = z.output<typeof RenameMappingInput>;
