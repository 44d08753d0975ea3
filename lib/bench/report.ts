import { cpus, release, totalmem, type } from "node:os";
import { type Figure, median } from "./benchmark";

export type Outcome = { id: string; title: string; figures: Figure[] } | { id: string; title: string; failure: string };

export type Machine = { postgres: string; commit: string; date: string; scale: number };

/** The text of bench.md. */
export function report(outcomes: readonly Outcome[], machine: Machine): string {
  const { postgres, commit, date, scale } = machine;
  const processor = cpus()[0]?.model ?? "unknown processor";
  return [
    "# Measured",
    "",
    `${date}, commit ${commit}. ${cpus().length} × ${processor}, ${Math.round(totalmem() / 2 ** 30)} GiB, ${type()} ${release()}, ` +
      `Node ${process.version}, PostgreSQL ${postgres}.${scale === 1 ? "" : ` Sizes × ${scale}: a trial, not a measurement.`}`,
    "Medians; every run stands behind them. Made with `npm run bench`.",
    ...outcomes.flatMap(section),
    "",
  ].join("\n");
}

function section(outcome: Outcome): string[] {
  const heading = ["", `## ${outcome.id} ${outcome.title}`, ""];
  if ("failure" in outcome) return [...heading, `Not measured: ${outcome.failure}`];
  return [
    ...heading,
    "| what | median | runs | reference | its median | its runs | ratio | target | met |",
    "|---|---|---|---|---|---|---|---|---|",
    ...outcome.figures.map(row),
  ];
}

function row({ what, unit, runs, reference, target, isMet }: Figure): string {
  const own = median(runs);
  const other = reference && median(reference.runs);
  const cells = [
    what,
    `${round(own)} ${unit}`,
    runs.map(round).join(", "),
    reference?.what ?? "",
    other === undefined ? "" : `${round(other)} ${unit}`,
    reference?.runs.map(round).join(", ") ?? "",
    other === undefined ? "" : round(own / other),
    target,
    isMet(own, other) ? "yes" : "**no**",
  ];
  return `| ${cells.join(" | ")} |`;
}

function round(value: number): string {
  const digits = Math.abs(value) >= 100 ? 0 : Math.abs(value) >= 10 ? 1 : 2;
  return value.toFixed(digits);
}
