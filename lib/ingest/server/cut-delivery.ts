import { AppError } from "@/lib/api/errors";
import type { ContainerSpec, Cut } from "@/lib/evidence/containers/cut";
import { CONTAINER_LIMITS, ContainerError } from "@/lib/evidence/containers/limits";
import { readRecords } from "@/lib/evidence/containers/read-records";
import { isKnownRecord } from "@/lib/evidence/server/recognise-source";

/** The records of one request's text, each with its place in it. */
export async function cutDelivery(text: Buffer): Promise<{ cuts: Cut[]; spec: ContainerSpec | null }> {
  const cuts: Cut[] = [];
  let spec: ContainerSpec | null = null;
  try {
    for await (const batch of readRecords(once(text), { limits: CONTAINER_LIMITS, isRecord: isKnownRecord })) {
      cuts.push(...batch.cuts);
      spec = batch.spec;
    }
  } catch (error) {
    if (!(error instanceof ContainerError)) throw error;
    // Nothing was sent: that is no mistake. Whatever else cannot be cut is refused.
    if (error.code !== "empty") throw new AppError("invalid", error.message);
  }
  return { cuts, spec };
}

async function* once(text: Buffer): AsyncGenerator<Buffer> {
  if (text.length > 0) yield text;
}
