"use client";

import { Table, Td, THead, Th, Tr } from "@/components/ui/table";
import { Time, ZoneName } from "@/components/ui/time";
import type { Instant } from "@/lib/time/instant";
import { binKey } from "./chart-marks";
import type { Bin, ChartData, MarkRow } from "./step-chart-model";

interface StepTableProps {
  label: string;
  data: ChartData;
  onOpenBin: (row: MarkRow, bin: Bin) => void;
}

interface Line {
  key: string;
  from: Instant;
  until: Instant | null;
  what: string;
  count: string;
  open: (() => void) | null;
}

/** The same as the chart, in words and in the order of time. */
export function StepTable({ label, data, onOpenBin }: StepTableProps) {
  const lines: Line[] = [
    ...data.steps.map((step, i) => ({
      key: `step ${step.at}`,
      from: step.at,
      until: data.steps[i + 1]?.at ?? null,
      what: "could reach",
      count: step.low === step.high ? step.low.toLocaleString("en") : `${step.low}–${step.high}`,
      open: null,
    })),
    ...data.bands.map(({ id, from, until, label: what }) => ({
      key: `band ${id}`,
      from,
      until,
      what,
      count: "",
      open: null,
    })),
    ...data.lines.map(({ id, at, label: what }) => ({
      key: `line ${id}`,
      from: at,
      until: null,
      what,
      count: "",
      open: null,
    })),
    ...data.rows.flatMap((row) =>
      row.bins.map((bin) => ({
        key: binKey(row, bin),
        from: bin.first,
        until: bin.first === bin.last ? null : bin.last,
        what: row.label,
        count: bin.count.toLocaleString("en"),
        open: () => onOpenBin(row, bin),
      })),
    ),
  ].sort((a, b) => (a.from < b.from ? -1 : a.from > b.from ? 1 : 0));
  return (
    <Table caption={label} maxHeight="half">
      <THead className="bg-panel">
        <tr>
          <Th>
            From, <ZoneName />
          </Th>
          <Th>Until</Th>
          <Th>What</Th>
          <Th numeric>How many</Th>
        </tr>
      </THead>
      <tbody>
        {lines.map((line) => (
          <Tr key={line.key}>
            <Td>
              <Time value={line.from} mode="datetime" quiet />
            </Td>
            <Td>{line.until && <Time value={line.until} mode="datetime" quiet />}</Td>
            <Td>{line.what}</Td>
            <Td numeric>
              {line.open ? (
                <button
                  type="button"
                  className="underline-quiet"
                  aria-label={`${line.count} ${line.what}: open the events`}
                  onClick={line.open}
                >
                  {line.count}
                </button>
              ) : (
                line.count
              )}
            </Td>
          </Tr>
        ))}
      </tbody>
    </Table>
  );
}
