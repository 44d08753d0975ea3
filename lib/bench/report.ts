import { cpus, loadavg, release, totalmem, type } from "node:os";
import { type Figure, median } from "./benchmark";

export type Outcome =
  | { id: string; title: string; figures: Figure[]; note?: string }
  | { id: string; title: string; failure: string };

export type Machine = { postgres: string; commit: string; date: string; scale: number };

const HEAD = [
  "# Measured",
  "",
  "Medians; every run stands behind them. Each section says when, where and on which commit it was measured.",
  "Made with `npm run bench`; see lib/bench/README.md.",
].join("\n");

/** The text of bench.md: what was measured now in place of the same sections before, the others as they were. */
export function report(outcomes: readonly Outcome[], machine: Machine, before = ""): string {
  const sections = new Map(
    before
      .split(/\n(?=## )/)
      .filter((part) => part.startsWith("## "))
      .map((part) => [/^## (\S+)/.exec(part)?.[1] ?? "", part.trimEnd()]),
  );
  for (const outcome of outcomes) sections.set(outcome.id, section(outcome, machine));
  const inOrder = [...sections].sort(([a], [b]) => a.localeCompare(b, "en", { numeric: true }));
  return `${[HEAD, ...inOrder.map(([, text]) => text)].join("\n\n")}\n`;
}

function whereAndWhen({ postgres, commit, date, scale }: Machine): string {
  const processor = cpus()[0]?.model ?? "unknown processor";
  return (
    `${date}, commit ${commit}. ${cpus().length} × ${processor}, ${Math.round(totalmem() / 2 ** 30)} GiB, ${type()} ${release()}, ` +
    `Node ${process.version}, PostgreSQL ${postgres}, load ${round(loadavg()[2] ?? 0)} over the last 15 minutes.` +
    (scale === 1 ? "" : ` Sizes × ${scale}: a trial, not a measurement.`)
  );
}

function section(outcome: Outcome, machine: Machine): string {
  const heading = [`## ${outcome.id} ${outcome.title}`, "", whereAndWhen(machine), ""];
  if ("failure" in outcome) return [...heading, `Not measured: ${outcome.failure}`].join("\n");
  return [
    ...heading,
    "| what | median | runs | reference | its median | its runs | ratio | target | met |",
    "|---|---|---|---|---|---|---|---|---|",
    ...outcome.figures.map(row),
    ...(outcome.note ? ["", outcome.note] : []),
  ].join("\n");
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
