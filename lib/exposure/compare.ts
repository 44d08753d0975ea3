import { formatDuration } from "@/lib/time/format";
import type { ExposureView } from "./views";

export interface Difference {
  /** The figure, and of which asset; null: of all together. */
  what: string;
  asset: string | null;
  before: string;
  after: string;
}

type Figures = readonly [what: string, value: string][];

/** What one answer says that the other does not, figure by figure; what is equal is left out. */
export function differences(then: ExposureView, now: ExposureView): Difference[] {
  const whole = unequal(summaryFigures(then), summaryFigures(now), null);
  const ids = [...new Set([...then.assets, ...now.assets].map(({ asset }) => asset))];
  if (ids.length < 2) return whole;
  const assets = ids.flatMap((id) => {
    const [a, b] = [then, now].map(({ assets: own }) => own.find(({ asset }) => asset === id));
    return unequal(assetFigures(a), assetFigures(b), (a ?? b)?.name ?? id);
  });
  return [...whole, ...assets];
}

function unequal(then: Figures, now: Figures, asset: string | null): Difference[] {
  const longer = now.length > 0 ? now : then;
  return longer.flatMap(([what], i) => {
    const [before, value] = [then[i]?.[1] ?? "not known of", now[i]?.[1] ?? "no longer there"];
    return before === value ? [] : [{ what, asset, before, after: value }];
  });
}

const count = (n: number) => n.toLocaleString("en");

function range({ certain, possible }: { certain: number; possible: number }): string {
  if (possible === 0) return "none";
  if (certain === possible) return formatDuration(certain);
  return `${certain === 0 ? "none" : formatDuration(certain)} certain, up to ${formatDuration(possible)}`;
}

/** That logs show none says nothing where they are silent. */
function accessCount({ certain, possible }: { certain: number; possible: number }, accessed: string): string {
  if (certain + possible === 0) return accessed === "no" ? "none" : "none seen";
  return possible === 0 ? count(certain) : `${count(certain)} certain, ${count(possible)} more possible`;
}

function share(value: number | null): string {
  return value === null ? "unknown" : `${(Math.floor(value * 1000) / 10).toFixed(1)} %`;
}

function summaryFigures({ summary, inputs, open, unexplained }: ExposureView): Figures {
  return [
    ["Exposed", `${range(summary.exposedMs)}${open ? ", still open" : ""}`],
    ["Accessed?", summary.accessed],
    ["Exfiltrated?", summary.exfiltrated],
    ["Accesses without clearance", accessCount(summary.unauthorised, summary.accessed)],
    [
      "Principals without clearance who accessed",
      accessCount({ certain: summary.unauthorised.principals, possible: 0 }, summary.accessed),
    ],
    ["Could reach without clearance", summary.couldReach === null ? "unknown" : count(summary.couldReach)],
    ["Denied attempts", count(summary.denied)],
    ["Outside any window", count(unexplained)],
    ["Logs cover", share(summary.coveredShare)],
    ["Sources of evidence", count(inputs.sources.length)],
    ["Windows", count(inputs.windows.length)],
  ];
}

function assetFigures(asset: ExposureView["assets"][number] | undefined): Figures {
  if (!asset) return [];
  return [
    ["Exposed", `${range(asset.exposedMs)}${asset.open ? ", still open" : ""}`],
    ["Accessed?", asset.accessed.verdict],
    ["Exfiltrated?", asset.exfiltrated.verdict],
    ["Accesses without clearance", accessCount(asset.counts.unauthorised, asset.accessed.verdict)],
    ["Logs cover", share(asset.coveredShare)],
  ];
}
