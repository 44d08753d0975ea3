import { outcomesOf } from "@/lib/exposure/outcomes";
import type { AssetExposureView, ExposureView } from "@/lib/exposure/views";
import type { AssetFacts, PostmortemFacts } from "./facts";

/** The part of the exposure answer that a postmortem prints. */
export function exposureFacts(answer: ExposureView): NonNullable<PostmortemFacts["exposure"]> {
  const { computedAt, summary, assets, unexplained } = answer;
  const { exposedMs, accessed, exfiltrated, unauthorised, couldReach, gapMs } = summary;
  return {
    computedAt,
    exposedMs,
    accessed,
    exfiltrated,
    unauthorised,
    outcomes: outcomesOf(assets.flatMap((asset) => asset.principals)),
    couldReach,
    gapMs,
    unexplained,
    assets: assets.map(assetFacts),
  };
}

function assetFacts(asset: AssetExposureView): AssetFacts {
  const { name, classification, exposedMs, accessed, exfiltrated, counts, coverageGaps, coveredShare } = asset;
  return {
    id: asset.asset,
    name,
    classification,
    exposedMs,
    accessed,
    exfiltrated,
    accesses: counts.accesses,
    unauthorised: counts.unauthorised,
    gaps: coverageGaps,
    coveredShare,
    uncleared: asset.principals
      .filter(({ unauthorised }) => unauthorised.certain + unauthorised.possible > 0)
      .map(({ name: who, kind, resolved, unauthorised, first, last, why }) => ({
        name: who ?? "an actor that the log does not name",
        kind: resolved ? kind : "unresolved",
        certain: unauthorised.certain,
        possible: unauthorised.possible,
        first,
        last,
        why,
      }))
      .sort((a, b) => b.certain - a.certain || b.possible - a.possible),
  };
}
