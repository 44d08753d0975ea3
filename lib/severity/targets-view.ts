import * as z from "zod";
import { SEVERITIES, type Severity } from "@/lib/incidents/model";

const most = (count: number, unit: string) =>
  z
    .int(`A whole number of ${unit}.`)
    .min(1, `At least one of the ${unit}; leave it out where nothing is asked.`)
    .max(count, `At most ${count} ${unit}.`)
    .nullable();

const Asked = z.strictObject({
  commanderAtOnce: z.boolean(),
  updateEveryMinutes: most(10_080, "minutes"),
  containmentHours: most(8760, "hours"),
  remediationBusinessDays: most(1000, "business days"),
  postmortemBusinessDays: most(365, "business days"),
});

const Levels = z.strictObject(
  Object.fromEntries(SEVERITIES.map((level) => [level, Asked])) as Record<Severity, typeof Asked>,
);

export const SetTargetsInput = z.strictObject({
  targets: Levels,
  /** The version that was changed; refused when another came between. */
  basedOn: z.int().min(0),
  reason: z.string().trim().min(1, "Say why: it is kept with the change.").max(1000),
});
export type SetTargetsInput = z.output<typeof SetTargetsInput>;

const Version = z.object({
  /** 0: the defaults, which nobody has changed. */
  version: z.int(),
  targets: Levels,
  reason: z.string().nullable(),
  setBy: z.string().nullable(),
  setAt: z.string().nullable(),
});

/** What holds for incidents declared from now on, and what held before, newest first. */
export const TargetsView = Version.extend({ former: z.array(Version) });
export type TargetsView = z.output<typeof TargetsView>;
export type TargetsVersion = z.output<typeof Version>;
