import * as z from "zod";

export const MomentView = z.object({
  /** As known then, what is told here was known. */
  at: z.string(),
  kind: z.enum(["window", "evidence", "explanation", "people", "claim", "update", "postmortem"]),
  label: z.string(),
});
export type MomentView = z.output<typeof MomentView>;

export const MomentList = z.object({ data: z.array(MomentView), nextCursor: z.null() });
export type MomentList = z.output<typeof MomentList>;
