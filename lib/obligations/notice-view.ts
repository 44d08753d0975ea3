import * as z from "zod";

/** What a rule's notice asks for, with what the record says towards each line. */
export const NoticeView = z.object({
  rule: z.string(),
  title: z.string(),
  incident: z.string(),
  recipient: z.string(),
  dueAt: z.string().nullable(),
  asOf: z.string(),
  lines: z.array(
    z.object({
      asks: z.string(),
      says: z.array(z.string()),
      /** No record holds it, whatever is recorded. */
      byPerson: z.boolean(),
    }),
  ),
  /** The same to paste. */
  markdown: z.string(),
});
export type NoticeView = z.output<typeof NoticeView>;
