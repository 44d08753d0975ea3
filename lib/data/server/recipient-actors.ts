import { eq } from "drizzle-orm";
import type { Executor } from "@/db/client";
import { exposureAnswers } from "@/db/schema";
import { maskTokens } from "@/lib/evidence/masking";
import { keyOf } from "@/lib/evidence/server/suggest-key";
import type { ExposureView } from "@/lib/exposure/views";

const OPAQUE = /^actor-[0-9a-f]{20}$/;
const MASKED = /\[masked, \d+ characters?\]/;

/** By what an unresolved actor is told from others: what the log wrote, or a key that says nothing where that is secret. */
export function shownActor(name: string): string {
  return maskTokens(name) === name ? name : keyOf("actor", name);
}

/**
 * What the log wrote, by what the list shows as `actor`; null for a key of nobody who got at the data, and for a masked
 * name, which may be the name of several. Other words are taken as they are.
 */
export async function actorsMeant(
  executor: Executor,
  incidentId: number,
  given: readonly string[],
): Promise<Map<string, string | null>> {
  const meant = new Map(given.map((one) => [one, OPAQUE.test(one) || MASKED.test(one) ? null : one]));
  if (!given.some((one) => OPAQUE.test(one))) return meant;
  const [kept] = await executor.select().from(exposureAnswers).where(eq(exposureAnswers.incidentId, incidentId));
  const { assets } = (kept?.answer as ExposureView | undefined) ?? { assets: [] };
  for (const { resolved, name } of assets.flatMap(({ principals }) => principals)) {
    if (resolved || name === null) continue;
    const key = shownActor(name);
    if (key !== name && meant.has(key)) meant.set(key, name);
  }
  return meant;
}
