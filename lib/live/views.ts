import * as z from "zod";

export const PresencePage = z.object({
  data: z.array(z.object({ userId: z.string(), name: z.string(), since: z.string() })),
  nextCursor: z.null(),
});
export type PresencePage = z.output<typeof PresencePage>;
