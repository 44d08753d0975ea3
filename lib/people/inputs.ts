import * as z from "zod";
import { instantInput, optionalText, PageQuery, textInput } from "@/lib/api/inputs";
import { CLASSIFICATIONS } from "@/lib/assets/model";
import { PRINCIPAL_KINDS, STANDINGS } from "./model";

const MAX_ROWS = 50_000;

const system = textInput("Name the system, or leave it out for all of them.", 100);
const identity = z
  .string()
  .min(1, "Give the identity as logs write it.")
  .max(2000, "At most 2,000 characters.")
  .refine(
    (text) => !text.includes("\u0000") && text.isWellFormed(),
    "This text holds characters that can't be stored.",
  );

const from = instantInput().nullish();
const until = instantInput().nullish();

export const AliasInput = z.strictObject({ system: system.nullish(), value: identity });
export type AliasInput = z.output<typeof AliasInput>;

const MembershipInput = z
  .strictObject({ name: textInput("Name the group.", 200), from, until })
  .refine(isForward, { message: "The membership ends before it begins.", path: ["until"] });

export const PrincipalRow = z.strictObject({
  name: textInput("Give a name.", 200),
  kind: z.enum(PRINCIPAL_KINDS),
  aliases: z.array(AliasInput).max(500, "At most 500 aliases.").default([]),
  groups: z.array(MembershipInput).max(500, "At most 500 groups.").optional(),
  /** Whoever has one of the aliases already is meant, whatever the name; a kind that is known stays. */
  matchAliases: z.boolean().optional(),
});
export type PrincipalRow = z.output<typeof PrincipalRow>;

export const ClearanceRow = z
  .strictObject({
    principal: textInput("Name the principal.", 200).nullish(),
    group: textInput("Name the group.", 200).nullish(),
    asset: textInput("Name the asset.", 200).nullish(),
    classification: z.enum(CLASSIFICATIONS).nullish(),
    from,
    until,
    standing: z.enum(STANDINGS).default("valid"),
  })
  .refine((row) => Boolean(row.principal) !== Boolean(row.group), "Name either a principal or a group.")
  .refine((row) => Boolean(row.asset) !== Boolean(row.classification), "Name either an asset or a classification.")
  .refine(isForward, { message: "The clearance ends before it begins.", path: ["until"] });
export type ClearanceRow = z.output<typeof ClearanceRow>;

export const ImportPrincipalsInput = rowsOf(PrincipalRow);
export const ImportClearancesInput = rowsOf(ClearanceRow);

export const ListPrincipalsQuery = PageQuery.extend({
  q: z.string().trim().max(200).optional(),
  kind: z.enum(PRINCIPAL_KINDS).optional(),
  group: z.string().max(200).optional(),
});
export type ListPrincipalsQuery = z.output<typeof ListPrincipalsQuery>;

export const ListClearancesQuery = PageQuery.extend({
  principal: z.uuid().optional(),
  group: z.string().max(200).optional(),
  asset: z.uuid().optional(),
});
export type ListClearancesQuery = z.output<typeof ListClearancesQuery>;

export const MergePrincipalInput = z.strictObject({
  /** The one that stays. */
  into: z.uuid("Choose the principal that stays."),
  reason: optionalText(2000).optional(),
});
export type MergePrincipalInput = z.output<typeof MergePrincipalInput>;

export const PrincipalParams = z.object({ id: z.uuid() });
export const AliasParams = z.object({ id: z.uuid(), aliasId: z.coerce.number().int().min(1).max(2147483647) });

/** A list whose refusals name the line: each row of JSON, each line of NDJSON. */
function rowsOf<T extends z.ZodType>(row: T) {
  const { $schema: _, ...items } = z.toJSONSchema(row, { io: "input", unrepresentable: "any" });
  const list = z
    .array(z.unknown())
    .max(MAX_ROWS, `At most ${MAX_ROWS.toLocaleString("en")} rows at once. Send them in parts.`);
  return z
    .preprocess((value) => (Array.isArray(value) ? value : [value]), list)
    .pipe(
      list.transform((rows, ctx) => {
        const parsed: z.output<T>[] = [];
        for (const [i, value] of rows.entries()) {
          const result = row.safeParse(value);
          if (result.success) parsed.push(result.data);
          else {
            const [issue] = result.error.issues;
            const where = issue && issue.path.length > 0 ? `${issue.path.join(".")}: ` : "";
            const message = `Line ${i + 1}: ${where}${issue?.message}`;
            ctx.addIssue({ code: "custom", message, path: [i, ...(issue?.path ?? [])] });
          }
        }
        return parsed;
      }),
    )
    .meta({ type: "array", items });
}

function isForward(row: { from?: string | null | undefined; until?: string | null | undefined }): boolean {
  return !row.from || !row.until || row.from < row.until;
}

/** What somebody decided about suggested identities, one or many; all of it is done, or nothing. */
export const DecideIdentitiesInput = z.strictObject({
  decisions: z
    .array(
      z.strictObject({
        key: z.string().regex(/^alias-[0-9a-f]{20}$/, "Give the key as the list gave it."),
        decision: z.enum(["accepted", "ignored"]),
        /** Of names that are nobody known: what they are. */
        kind: z.enum(PRINCIPAL_KINDS).optional(),
      }),
    )
    .min(1, "Decide about at least one.")
    .max(500, "At most 500 at once."),
});
export type DecideIdentitiesInput = z.output<typeof DecideIdentitiesInput>;
