/** One figure, measured several times, beside what it is held against. */
export type Figure = {
  what: string;
  unit: "s" | "ms" | "MB" | "kB" | "events/s" | "requests/s" | "ratio";
  runs: number[];
  /** The reference measured in the same session on the same machine, alternating with the runs. */
  reference?: { what: string; runs: number[] };
  /** In words, as in the targets. */
  target: string;
  /** Whether the medians meet it. */
  isMet: (median: number, referenceMedian: number | undefined) => boolean;
};

/** What lib/bench/<name>.ts exports as `benchmark`. */
export type Benchmark = {
  /** As in the targets: P1, P7 … */
  id: string;
  title: string;
  run: (bench: Bench) => Promise<Figure[]>;
  /** What was measured earlier and why it stands as it does; printed below the figures. */
  note?: string;
};

export type BenchDatabase = { url: string; ownerUrl: string };

/** What a benchmark is given. Everything is made on first use and ended by the runner. */
export type Bench = {
  /** How often to measure: 5, or what --runs says. */
  runs: number;
  /** Multiplies sizes; 1, or what --scale says, for trying a benchmark out. */
  scale: number;
  /** A folder for large files, removed at the end. */
  folder: string;
  /** A new migrated database on a durable PostgreSQL with the settings of npm start. */
  database: () => Promise<BenchDatabase>;
  /** The address of a production web server on this database. */
  web: (database: BenchDatabase) => Promise<string>;
  say: (line: string) => void;
};

export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b);
  const middle = Math.floor(sorted.length / 2);
  const upper = sorted[middle] ?? Number.NaN;
  return sorted.length % 2 === 1 ? upper : ((sorted[middle - 1] ?? Number.NaN) + upper) / 2;
}
