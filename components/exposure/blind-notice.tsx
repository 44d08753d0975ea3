"use client";

import { useQuery } from "@tanstack/react-query";
import { useQueryStates } from "nuqs";
import { Notice } from "@/components/ui/notice";
import { narrowingOf } from "@/lib/exposure/narrow-queries";
import type { BlindSpot } from "@/lib/exposure/narrow-views";
import type { AssetExposureView } from "@/lib/exposure/views";
import { viewParsers } from "./view-state";

interface BlindNoticeProps {
  incidentRef: string;
  assets: readonly AssetExposureView[];
}

/** Beside the verdict: logs that count as cover and could not show that an asset was read. */
export function BlindNotice({ incidentRef, assets }: BlindNoticeProps) {
  const [{ at }] = useQueryStates(viewParsers);
  const narrowing = useQuery(narrowingOf(incidentRef, at));
  const ids = new Set(assets.map(({ asset }) => asset));
  const spots = (narrowing.data?.blind ?? []).filter(({ asset }) => ids.has(asset.id));
  if (spots.length === 0) return null;
  return (
    <Notice kind="unknown" className="mt-3" title="Some of these logs could not show a read">
      <ul>
        {spots.map((spot) => (
          <li key={`${spot.asset.id}-${spot.system}`}>
            <Spot spot={spot} />
          </li>
        ))}
      </ul>
      <a href="#narrowing" className="underline-quiet">
        What would narrow this?
      </a>
    </Notice>
  );
}

function Spot({ spot: { asset, system, why, cannotShow } }: { spot: BlindSpot }) {
  return (
    <>
      <span className="mono">{system}</span> counts as covering <span className="mono">{asset.name}</span>, and{" "}
      {why === "never_named"
        ? "no event in it names it or shows a read of anything of its kind."
        : "names it, but holds no event that shows a read of anything of its kind."}{" "}
      {cannotShow[0]}
    </>
  );
}
