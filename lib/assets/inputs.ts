import * as z from "zod";
import { optionalText, PageQuery, textInput } from "@/lib/api/inputs";
import { CLASSIFICATIONS } from "./model";

/** More stars than this say nothing more, and cost time on every resource. */
const MAX_STARS = 10;

const system = textInput("Name the system whose logs this is about.", 100);

export const PatternInput = z.strictObject({
  system: system.optional(),
  resource: z
    .string()
    .min(1, "Give the resource as logs name it; * stands for any run of characters.")
    .max(1000, "At most 1,000 characters.")
    .refine(
      (text) => !text.includes("\u0000") && text.isWellFormed(),
      "This text holds characters that can't be stored.",
    )
    .refine((text) => text.split(/\*+/).length - 1 <= MAX_STARS, `At most ${MAX_STARS} stars.`),
});

const fields = {
  name: textInput("Give the asset a name.", 200),
  classification: z.enum(CLASSIFICATIONS),
  owner: optionalText(200).nullish(),
  systems: z.array(system).max(50, "At most 50 systems.").transform(distinct),
  patterns: z.array(PatternInput).max(200, "At most 200 patterns."),
};

export const CreateAssetInput = z.strictObject({
  ...fields,
  systems: fields.systems.default([]),
  patterns: fields.patterns.default([]),
});
export type CreateAssetInput = z.output<typeof CreateAssetInput>;

export const ChangeAssetInput = z
  .strictObject(fields)
  .partial()
  .refine((changes) => Object.keys(changes).length > 0, "Say what to change.");
export type ChangeAssetInput = z.output<typeof ChangeAssetInput>;

export const ListAssetsQuery = PageQuery.extend({ q: z.string().trim().max(200).optional() });
export type ListAssetsQuery = z.output<typeof ListAssetsQuery>;

export const MatchingResourcesQuery = z.object({ resource: PatternInput.shape.resource, system: system.optional() });
export type MatchingResourcesQuery = z.output<typeof MatchingResourcesQuery>;

export const AssetParams = z.object({ id: z.uuid() });

function distinct(values: string[]): string[] {
  return [...new Set(values)];
}
