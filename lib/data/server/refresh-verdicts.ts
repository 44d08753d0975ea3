import { AppError } from "@/lib/api/errors";
import type { Ctx } from "@/lib/api/server/context";
import { getExposure } from "@/lib/exposure/server/get-exposure";

/** The answers lean on the exposure answer as it is now, which computes itself only where something changed. */
export async function refreshVerdicts(ctx: Ctx, ref: string): Promise<void> {
  try {
    await getExposure(ctx, ref, {});
  } catch (error) {
    // An analysis that takes too long leaves the former verdicts; the inventory is readable all the same.
    if (!(error instanceof AppError) || error.code !== "unavailable") throw error;
  }
}
