"use client";

import type { Lane, LaneTone } from "@/components/charts/lanes-model";
import { TimeLanes } from "@/components/charts/time-lanes";
import { useNow } from "@/components/ui/clock";
import type { AccessClass } from "@/lib/exposure/model";
import type { AccessView, AssetExposureView, WindowView } from "@/lib/exposure/views";
import type { NamedTimeView } from "@/lib/incidents/views";
import { audienceText, CLASS_WORDS, plural } from "./words";

interface ExposureLanesProps {
  assets: readonly AssetExposureView[];
  windows: readonly WindowView[];
  accesses: readonly AccessView[];
  /** There are more than could be drawn. */
  more: boolean;
  times: readonly NamedTimeView[];
}

const DRAWN: readonly [AccessClass, LaneTone][] = [
  ["uncleared", "exposed"],
  ["unresolved", "unknown"],
  ["cleared", "neutral"],
];

/** Windows with the stretches in which logs are silent, and under them the accesses by class, on one time axis. */
export function ExposureLanes({ assets, windows, accesses, more, times }: ExposureLanesProps) {
  const nowMs = useNow(10_000);
  const lanes: Lane[] = [
    ...assets.map((asset) => windowLane(asset, windows)),
    ...DRAWN.map(([one, tone]) => accessLane(one, tone, accesses)),
    timesLane(times, assets, windows),
  ].filter((lane) => lane !== null);
  return (
    <div className="mt-3">
      <TimeLanes label="Windows, silence of the logs and accesses over time" lanes={lanes} nowMs={nowMs} />
      {more && (
        <p className="mt-1 text-ink-3 text-sm">
          The first {plural(accesses.length, "access", "accesses")} are drawn; the table below counts all of them.
        </p>
      )}
    </div>
  );
}

function windowLane(asset: AssetExposureView, windows: readonly WindowView[]): Lane {
  return {
    id: asset.asset,
    label: asset.name,
    bars: windows.filter((window) => window.asset === asset.asset).map(windowBar),
    gaps: asset.coverageGaps.map(({ from, until, systems }) => ({
      from,
      until,
      label: `No log of ${systems.join(", ") || "any system"}: an access here would not be seen`,
    })),
  };
}

function windowBar(window: WindowView) {
  const { openedAtEarliest, openedAtLatest, closedAtEarliest, closedAtLatest } = window;
  const certain = closedAtEarliest === null || openedAtLatest < closedAtEarliest;
  return {
    id: window.id,
    label: `${window.assetName}, open to ${audienceText(window.audience)}${window.closedAt ? "" : ", still open"}`,
    hull: { from: openedAtEarliest, until: closedAtLatest },
    core: certain ? { from: openedAtLatest, until: closedAtEarliest } : null,
    tone: "exposed" as const,
    href: `?window=${window.id}`,
  };
}

function accessLane(accessClass: AccessClass, tone: LaneTone, accesses: readonly AccessView[]): Lane | null {
  const own = accesses.filter((access) => access.class === accessClass);
  if (own.length === 0) return null;
  const word = CLASS_WORDS[accessClass].toLowerCase();
  return {
    id: accessClass,
    label: word,
    dense: `${plural(own.length, `${word} access`, `${word} accesses`)}, first ${own[0]?.occurredAt}`,
    marks: own.map(({ event, asset, occurredAt, principalName, actor }) => ({
      id: `${event}-${asset}`,
      at: occurredAt,
      label: principalName ?? actor ?? "nobody named",
      tone,
      shape: "tick" as const,
    })),
  };
}

/** Only those near the windows, so that a detection weeks later does not squeeze them. */
function timesLane(
  times: readonly NamedTimeView[],
  assets: readonly AssetExposureView[],
  windows: readonly WindowView[],
): Lane | null {
  const own = windows.filter((window) => assets.some(({ asset }) => asset === window.asset));
  const first = Math.min(...own.map((window) => Date.parse(window.openedAtEarliest)));
  const last = Math.max(
    ...own.map((window) => (window.closedAtLatest ? Date.parse(window.closedAtLatest) : Date.now())),
  );
  const air = Math.max(last - first, 600_000) * 0.25;
  const near = times.filter(({ at }) => Date.parse(at) >= first - air && Date.parse(at) <= last + air);
  if (near.length === 0) return null;
  return {
    id: "times",
    label: "named times",
    marks: near.map(({ name, at }) => {
      const word = name.replaceAll("_", " ");
      return { id: name, at, label: word, text: word, tone: "neutral" as const, shape: "line" as const };
    }),
  };
}
