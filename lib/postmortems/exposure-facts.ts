import * as z from "zod";
import { ANSWERS } from "@/lib/data/model";
import type { AssetFacts, PostmortemFacts } from "./facts";

const Bounds = z.object({ certain: z.number(), possible: z.number() });
const Verdict = z.object({ verdict: z.enum(ANSWERS), reasons: z.array(z.string()) });

/** The part of the stored exposure answer that a postmortem prints. */
const StoredAnswer = z.object({
  summary: z.object({
    exposedMs: Bounds,
    accessed: z.enum(ANSWERS),
    exfiltrated: z.enum(ANSWERS),
    unauthorised: Bounds.extend({ principals: z.number() }),
    couldReach: z.number().nullable(),
    gapMs: z.number().nullable(),
  }),
  assets: z.array(
    z.object({
      asset: z.string(),
      exposedMs: Bounds,
      coveredShare: z.number().nullable().optional(),
      coverageGaps: z.array(z.object({ from: z.string(), until: z.string(), systems: z.array(z.string()) })),
      accessed: Verdict,
      exfiltrated: Verdict,
      counts: z.object({ accesses: Bounds, unauthorised: Bounds }),
      principals: z.array(
        z.object({
          name: z.string().nullish(),
          principal: z.union([z.string(), z.number()]).nullish(),
          kind: z.string(),
          accesses: z.object({ uncleared: z.number(), unresolved: z.number() }),
          certain: z.number(),
          possible: z.number(),
          first: z.string().nullable(),
          last: z.string().nullable(),
        }),
      ),
    }),
  ),
  unexplained: z.number(),
});

/** Null where no answer is stored, or one of another shape: then the postmortem says that there is none. */
export function exposureFacts(
  stored: unknown,
  computedAt: string,
  names: ReadonlyMap<string, { name: string; classification: string }>,
): PostmortemFacts["exposure"] {
  const parsed = StoredAnswer.safeParse(stored);
  if (!parsed.success) return null;
  const { summary, assets, unexplained } = parsed.data;
  return {
    computedAt,
    ...summary,
    unexplained,
    assets: assets.map(
      (asset): AssetFacts => ({
        id: asset.asset,
        name: names.get(asset.asset)?.name ?? asset.asset,
        classification: names.get(asset.asset)?.classification ?? null,
        exposedMs: asset.exposedMs,
        accessed: asset.accessed,
        exfiltrated: asset.exfiltrated,
        accesses: asset.counts.accesses,
        unauthorised: asset.counts.unauthorised,
        gaps: asset.coverageGaps,
        coveredShare: asset.coveredShare ?? null,
        uncleared: asset.principals
          .filter((one) => one.accesses.uncleared + one.accesses.unresolved > 0)
          .map((one) => ({
            name: one.name ?? String(one.principal ?? "unresolved"),
            kind: one.accesses.unresolved > 0 ? "unresolved" : one.kind,
            certain: one.certain,
            possible: one.possible,
            first: one.first,
            last: one.last,
          }))
          .sort((a, b) => b.possible - a.possible),
      }),
    ),
  };
}
