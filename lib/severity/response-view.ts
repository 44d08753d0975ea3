import * as z from "zod";
import { MODES, PHASES, SEVERITIES } from "@/lib/incidents/model";
import { FACTORS } from "./model";
import { TARGET_STATES, TARGETS } from "./response";

export const ResponseView = z.object({
  level: z.enum(SEVERITIES).nullable(),
  /** How urgently to respond now; the severity itself stays. */
  urgency: z.enum(SEVERITIES).nullable(),
  /** Why it is more urgent than severe. */
  urgencyReason: z.string().nullable(),
  mode: z.enum(MODES),
  phase: z.enum(PHASES),
  targets: z.array(
    z.object({
      target: z.enum(TARGETS),
      asks: z.string(),
      dueAt: z.string(),
      metAt: z.string().nullable(),
      state: z.enum(TARGET_STATES),
    }),
  ),
  assessedAt: z.string().nullable(),
  /** What the record says otherwise by now than it was assessed. */
  changed: z.array(
    z.object({
      factor: z.enum(FACTORS),
      assessed: z.number().nullable(),
      now: z.number(),
      reason: z.string(),
      to: z.enum(["exposure", "data", "timeline", "containment"]),
    }),
  ),
});
export type ResponseView = z.output<typeof ResponseView>;
