import * as z from "zod";
import { EventView } from "./views";

/** How a file would be read, from its first records; nothing of it is kept. */
export const DryRunView = z.object({
  /** Null where no format fits, or something is wrong with the file: `error` says what. */
  format: z.string().nullable(),
  reasons: z.array(z.string()),
  /** What fits, best first; the share of the first records is not the same as certainty. */
  alternatives: z.array(z.object({ format: z.string(), title: z.string(), score: z.number() })),
  needs: z.array(z.enum(["mapping", "zone", "dateOrder", "year"])),
  error: z.string().nullable(),
  /** Of what was looked at: records = events + skipped + rejects, where no record holds several. */
  counts: z.object({ records: z.number(), events: z.number(), skipped: z.number(), rejects: z.number() }),
  /** Whether that was the whole file. */
  whole: z.boolean(),
  firstEventAt: z.string().nullable(),
  lastEventAt: z.string().nullable(),
  sample: z.array(
    EventView.pick({
      record: true,
      occurredAt: true,
      actor: true,
      actorKind: true,
      onBehalfOf: true,
      action: true,
      verb: true,
      resources: true,
      outcome: true,
      sourceIp: true,
    }),
  ),
  rejects: z.array(z.object({ record: z.number(), offset: z.number(), reason: z.string() })),
});
export type DryRunView = z.output<typeof DryRunView>;
