"use client";

import { useQuery } from "@tanstack/react-query";
import type { Lane } from "@/components/charts/lanes-model";
import { TimeLanes } from "@/components/charts/time-lanes";
import { useNow } from "@/components/ui/clock";
import { sourceList } from "@/lib/evidence/queries";
import type { SourceView } from "@/lib/evidence/views";
import { windowsOf } from "@/lib/exposure/queries";
import type { AssetExposureView, WindowView } from "@/lib/exposure/views";

interface GapsLanesProps {
  incidentRef: string;
  assets: readonly AssetExposureView[];
}

/** What covers what: each asset's windows with their silence, and under them each source of its systems with its holes. */
export function GapsLanes({ incidentRef, assets }: GapsLanesProps) {
  const nowMs = useNow(60_000);
  const sources = useQuery(sourceList(incidentRef));
  const windows = useQuery(windowsOf(incidentRef));
  const systems = new Set(assets.flatMap((asset) => asset.systems));
  const ready = (sources.data?.data ?? []).filter(
    ({ status, system }) => status === "ready" && systems.has(system ?? ""),
  );
  const lanes: Lane[] = [
    ...assets.map((asset) => assetLane(asset, windows.data?.data ?? [])),
    ...[...systems].sort().flatMap((system) => systemLanes(system, ready)),
  ];
  return <TimeLanes label="What the logs cover, by asset, system and source" lanes={lanes} nowMs={nowMs} />;
}

function assetLane(asset: AssetExposureView, windows: readonly WindowView[]): Lane {
  return {
    id: asset.asset,
    label: asset.name,
    bars: windows
      .filter((window) => window.asset === asset.asset)
      .map(({ id, openedAtEarliest, openedAtLatest, closedAtEarliest, closedAtLatest }) => ({
        id,
        label: `${asset.name} was open`,
        core:
          closedAtEarliest === null || openedAtLatest < closedAtEarliest
            ? { from: openedAtLatest, until: closedAtEarliest }
            : null,
        hull: { from: openedAtEarliest, until: closedAtLatest },
        tone: "exposed",
      })),
    gaps: asset.coverageGaps.map(({ from, until, systems }) => ({
      from,
      until,
      label: `Silent: no log of ${systems.join(", ") || "any system"}`,
    })),
  };
}

/** Parts of one export differ at the end of their names. */
function tail(filename: string): string {
  return filename.length <= 14 ? filename : `…${filename.slice(-13)}`;
}

/** A lane for each source of a system; one that says so where it has none. */
function systemLanes(system: string, sources: readonly SourceView[]): Lane[] {
  const own = sources.filter((source) => source.system === system);
  if (own.length === 0) return [{ id: system, label: `${system}: no source` }];
  return own.map(({ id, filename, coverage, holes }) => ({
    id,
    label: own.length === 1 ? system : `${system} ${tail(filename)}`,
    bars: coverage.map(({ from, until, basis }) => ({
      id: `${id}-${from}`,
      label: `${filename}: ${basis === "stated" ? "covers, as stated" : "from its first to its last event, inferred"}`,
      // What was stated is solid; what was inferred may end earlier or later.
      core: basis === "stated" ? { from, until } : null,
      hull: { from, until },
      tone: basis === "stated" ? ("verified" as const) : ("neutral" as const),
    })),
    gaps: holes.map(({ from, until, reason }) => ({ from, until, label: `${filename} is silent: ${reason}` })),
  }));
}
