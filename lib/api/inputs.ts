import * as z from "zod";
import { parseInstant } from "@/lib/time/instant";

/** An instant with a zone, as text; becomes an Instant in UTC with microseconds. */
export function instantInput() {
  return z
    .string()
    .max(64)
    .transform((text, ctx) => {
      const instant = parseInstant(text);
      if (instant === null) {
        ctx.addIssue({ code: "custom", message: "Give an instant with its zone, such as 2026-03-11T14:05:00Z." });
        return z.NEVER;
      }
      return instant;
    });
}

/** Text that has to say something. NUL is refused, since PostgreSQL has no place for it. */
export function textInput(whenEmpty: string, max: number) {
  return z
    .string()
    .trim()
    .min(1, whenEmpty)
    .max(max, `At most ${max.toLocaleString("en")} characters.`)
    .refine(isStorable, "This text holds characters that can't be stored (NUL or half a surrogate pair).");
}

export function optionalText(max: number) {
  return z
    .string()
    .trim()
    .max(max, `At most ${max.toLocaleString("en")} characters.`)
    .refine(isStorable, "This text holds characters that can't be stored (NUL or half a surrogate pair).");
}

export const RefParams = z.object({ ref: z.string().max(20) });

export const PageQuery = z.object({
  limit: z.coerce.number().int().min(1).max(200).default(50),
  cursor: z.string().max(500).optional(),
});

function isStorable(text: string): boolean {
  return !text.includes("\u0000") && text.isWellFormed();
}
