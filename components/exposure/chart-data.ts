import type { Band, ChartData, MarkRow } from "@/components/charts/step-chart-model";
import { ACCESS_CLASSES, type AccessClass } from "@/lib/exposure/model";
import type { ReachLineView, ReachView } from "@/lib/exposure/reach-views";
import type { AssetExposureView } from "@/lib/exposure/views";

const LOOKS: Record<AccessClass, Pick<MarkRow, "label" | "tone" | "shape">> = {
  uncleared: { label: "uncleared", tone: "exposed", shape: "square" },
  unresolved: { label: "unresolved", tone: "unknown", shape: "hatched" },
  explained: { label: "explained", tone: "verified", shape: "ring" },
  cleared: { label: "cleared", tone: "neutral", shape: "ring" },
};
const ORDER: readonly AccessClass[] = ["uncleared", "unresolved", "explained", "cleared"];
const LINE_TONES = { time: "neutral", agent: "agent", change: "exposed", event: "neutral" } as const;

/** The class of accesses that a row of marks stands for; null for the other rows. */
export function classOfRow(id: string): AccessClass | null {
  return ACCESS_CLASSES.find((one) => one === id) ?? null;
}

/** The view in the chart's words. Rows without anything in them are left out, but for the uncleared. */
export function chartData(reach: ReachView, assets: readonly AssetExposureView[]): ChartData {
  return {
    steps: reach.steps.map(({ at, certain, possible }) => ({ at, low: certain, high: possible })),
    bands: [...publicBands(reach), ...silentBands(assets)],
    lines: reach.lines.map((line) => ({
      id: `${line.at} ${line.event ?? line.label}`,
      at: line.at,
      label: line.label,
      tone: toneOf(line),
    })),
    rows: rowsOf(reach),
  };
}

function toneOf(line: ReachLineView) {
  return line.actorKind === "agent" ? "agent" : LINE_TONES[line.kind];
}

function rowsOf({ bins, agentBins }: ReachView): MarkRow[] {
  const classes = ORDER.map((one): MarkRow => {
    const own = bins.filter((bin) => bin.class === one && !bin.outside);
    return { id: one, ...LOOKS[one], bins: own.map(counted) };
  }).filter((row) => row.id === "uncleared" || row.bins.length > 0);
  const outside = bins.filter((bin) => bin.outside);
  return [
    ...classes,
    ...(outside.length > 0
      ? [
          {
            id: "outside",
            label: "no window",
            tone: "unknown" as const,
            shape: "triangle" as const,
            bins: outside.map(counted),
          },
        ]
      : []),
    ...(agentBins.length > 0
      ? [{ id: "agent", label: "AI system", tone: "agent" as const, shape: "diamond" as const, bins: agentBins }]
      : []),
  ];
}

function counted({ from, until, first, last, certain, possible }: ReachView["bins"][number]) {
  return { from, until, first, last, count: certain + possible };
}

function publicBands({ publicTime }: ReachView): Band[] {
  return publicTime.map(({ from, until, certain }) => ({
    id: `public ${from}`,
    from,
    until,
    kind: "beyond",
    label: `${certain ? "Open" : "Possibly open"} to the public: how many could reach it can’t be counted`,
    text: certain ? "open to the public, uncountable" : "possibly open to the public",
  }));
}

/** Silence that several assets share is drawn once. */
function silentBands(assets: readonly AssetExposureView[]): Band[] {
  const bands = new Map<string, Band>();
  for (const { from, until, systems } of assets.flatMap((asset) => asset.coverageGaps)) {
    const named = systems.join(", ") || "any system";
    const id = `${from} ${until} ${named}`;
    const label = `No log of ${named}: an access here would not be seen`;
    bands.set(id, { id, from, until, kind: "hatched", label, text: `no ${named} log` });
  }
  return [...bands.values()];
}
