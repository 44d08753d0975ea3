import type { AssetExposureView, ExposureView } from "@/lib/exposure/views";
import { classCounts } from "./who-rows";

/** The figures of the strip, for the whole incident or for one asset of it. */
export function answerFor(answer: ExposureView, assets: readonly AssetExposureView[]) {
  const [one] = assets;
  if (assets.length !== 1 || !one || answer.assets.length === 1) {
    const { exposedMs, accessed, exfiltrated, unauthorised, denied, coveredShare, couldReach } = answer.summary;
    const { open, unexplained } = answer;
    return { exposedMs, open, accessed, exfiltrated, unauthorised, denied, coveredShare, couldReach, unexplained };
  }
  const counts = classCounts(assets);
  return {
    exposedMs: one.exposedMs,
    open: one.open,
    accessed: one.accessed.verdict,
    exfiltrated: one.exfiltrated.verdict,
    unauthorised: { ...one.counts.unauthorised, principals: withoutClearance(one, counts) },
    denied: one.counts.denied,
    coveredShare: one.coveredShare,
    couldReach: one.couldReach,
    unexplained: one.unexplained,
  };
}

function withoutClearance(asset: AssetExposureView, counts: ReturnType<typeof classCounts>): number {
  const certain = asset.principals.filter((person) => person.unauthorised.certain > 0).length;
  return certain || counts.uncleared + counts.unresolved;
}
