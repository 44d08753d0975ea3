import { at, type ChartData, countsIn, levelAt, levelsIn, type Stretch } from "@/components/charts/step-chart-model";
import { formatInstant, zoneName } from "@/lib/time/format";

/** What is said of a moment or a marked stretch, aloud and under the chart. */
export function chartWords(data: ChartData, zone: string): (stretch: Stretch) => string {
  const time = (instant: string) => formatInstant(instant, { zone, style: "datetime" });
  return ({ from, until }) => {
    const here = at(data, from);
    const stands = here.lines.length + here.bins.length > 0;
    const level = stands
      ? levelAt(data.steps, Date.parse(from))
      : levelsIn(data.steps, Date.parse(from), Date.parse(until));
    const counts =
      stands && here.bins.length > 0
        ? here.bins.map(({ row, bin }) => ({ row, count: bin.count }))
        : countsIn(data.rows, { from, until });
    return [
      `${time(from)} until ${time(until)} ${zoneName(zone, from)}`,
      `${reachWords(level)} could reach without clearance`,
      ...here.lines.map((line) => line.label),
      ...data.bands.filter((band) => band.from < until && from < band.until).map((band) => band.text),
      counts.length === 0 ? "no accesses" : counts.map(({ row, count }) => `${count} ${row.label}`).join(", "),
    ].join(" · ");
  };
}

function reachWords(level: { low: number; high: number } | { least: number; most: number }): string {
  const [low, high] = "low" in level ? [level.low, level.high] : [level.least, level.most];
  return low === high ? String(low) : `${low} to ${high}`;
}
