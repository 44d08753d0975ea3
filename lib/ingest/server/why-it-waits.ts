import { AppError } from "@/lib/api/errors";
import { ContainerError } from "@/lib/evidence/containers/limits";
import { ImportRefusal } from "@/lib/evidence/server/import-state";

/**
 * What a live source's card says while something keeps it from being read. What the database says of a failure may
 * hold what was sent, so only sentences that we wrote are shown; the rest is in the worker's log.
 */
export function whyItWaits(error: unknown): string {
  const isOurs = error instanceof AppError || error instanceof ContainerError || error instanceof ImportRefusal;
  const why = isOurs ? error.message.slice(0, 300) : "the worker's log says why";
  return `What was sent could not be read yet (${why}). It is kept and tried again.`;
}
