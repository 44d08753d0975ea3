import { and, asc, eq, inArray, isNull } from "drizzle-orm";
import type { Executor } from "@/db/client";
import { evidenceCoverage } from "@/db/schema";
import type { MappingView } from "../mappings";
import { maskCell } from "../masking";
import type { SourceView } from "../views";
import { type CoverageRow, withoutHoles } from "./coverage";
import type { Source } from "./find-source";
import type { Sample } from "./import-state";
import { offeredMappings } from "./saved-mappings";

export async function toSourceViews(executor: Executor, sources: readonly Source[]): Promise<SourceView[]> {
  const [first] = sources;
  if (!first) return [];
  const rows = await executor
    .select()
    .from(evidenceCoverage)
    .where(
      and(
        eq(evidenceCoverage.incidentId, first.incidentId),
        inArray(
          evidenceCoverage.sourceNo,
          sources.map((source) => source.no),
        ),
        isNull(evidenceCoverage.supersededAt),
      ),
    )
    .orderBy(asc(evidenceCoverage.from));
  const offered = await offeredMappings(executor, sources);
  return sources.map((source) => {
    const coverage = rows.filter((row) => row.sourceNo === source.no) as CoverageRow[];
    return toView(source, coverage, offered.get(source.no) ?? null);
  });
}

export async function toSourceView(executor: Executor, source: Source): Promise<SourceView> {
  const [view] = await toSourceViews(executor, [source]);
  return view as SourceView;
}

function toView(source: Source, coverage: readonly CoverageRow[], offered: MappingView | null): SourceView {
  const { records, events, duplicates, skipped, rejects } = source;
  const sample = (source.checkpoint as { sample?: Sample } | null)?.sample ?? null;
  return {
    id: source.id,
    no: source.no,
    filename: source.filename,
    system: source.system,
    format: source.format,
    formatReasons: source.formatReasons,
    sha256: source.sha256,
    bytes: source.bytes,
    status: source.status,
    progress: { bytesRead: source.bytesRead, bytesTotal: source.bytes, eventsPerSecond: source.eventsPerSecond },
    counts: { records, events, duplicates, skipped, rejects },
    skippedKinds: source.skippedKinds,
    coverage: withoutHoles(coverage),
    holes: coverage
      .filter((row) => row.hole === 1)
      .map(({ from, until, reason }) => ({ from, until, reason: reason ?? "" })),
    firstEventAt: source.firstEventAt,
    lastEventAt: source.lastEventAt,
    notes: source.notes,
    needs: source.needs as SourceView["needs"],
    options: source.options,
    sample: sample && masked(sample),
    offered,
    error: source.error,
    errorCode: source.errorCode,
    broughtBy: source.broughtBy,
    collected: source.collected,
    receivedAt: source.receivedAt,
    readyAt: source.readyAt,
    live: source.live ? { endedAt: source.endedAt } : null,
  };
}

/** Examples are shown to everybody who sees the source. */
function masked({ columns, rows, values = [], records = rows.length }: Sample): NonNullable<SourceView["sample"]> {
  return {
    columns,
    rows: rows.map((row) => row.map((cell, i) => maskCell(columns[i] ?? "", cell))),
    values: values.map((one) => ({
      ...one,
      // Of what is masked nobody can say what it means.
      values: one.values.filter(({ value }) => maskCell(one.column, value) === value),
    })),
    records,
  };
}
