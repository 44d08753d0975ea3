import type { At } from "@/db/seed/day-clock";
import type { Step } from "@/db/seed/step";
import type { Ctx } from "@/lib/api/server/context";
import { ExposureQuery } from "@/lib/exposure/inputs";
import { getExposure } from "@/lib/exposure/server/get-exposure";
import { dateToInstant } from "@/lib/time/instant";

/**
 * Whoever acts, reading the answer at the present instant: of two answers the one computed later is kept, and a worker
 * that was quicker has computed one before the logs were read, at an instant after the story's.
 */
export function reading(ctx: Ctx): Ctx {
  return { ...ctx, now: () => dateToInstant(new Date()) };
}

/** The exposure answer is computed and kept, for what rests on it. */
export function answered(at: At, when: string): Step {
  const run: Step["run"] = (ctx, ref) => getExposure(reading(ctx), ref, ExposureQuery.parse({}));
  return { at: at(when), by: "responder", run };
}
