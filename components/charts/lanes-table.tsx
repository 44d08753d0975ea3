"use client";

import { Table, Td, THead, Th, Tr } from "@/components/ui/table";
import { Time, ZoneName } from "@/components/ui/time";
import type { Lane } from "./lanes-model";

/** The same as the lanes, in words. */
export function LanesTable({ label, lanes }: { label: string; lanes: readonly Lane[] }) {
  const rows = lanes.flatMap((lane) => [
    ...(lane.bars ?? []).map((bar) => ({
      ...bar,
      lane: lane.label,
      at: bar.hull.from,
      end: bar.hull.until,
      lasts: true,
    })),
    ...(lane.gaps ?? []).map((gap) => ({
      id: gap.from,
      lane: lane.label,
      label: gap.label,
      at: gap.from,
      end: gap.until,
      lasts: true,
    })),
    ...(lane.marks ?? []).map((mark) => ({ ...mark, lane: lane.label, end: null, lasts: false })),
  ]);
  return (
    <Table caption={label} maxHeight="half">
      <THead>
        <tr>
          <Th>Lane</Th>
          <Th>What</Th>
          <Th>
            From, <ZoneName />
          </Th>
          <Th>Until</Th>
        </tr>
      </THead>
      <tbody>
        {rows.map((row) => (
          <Tr key={`${row.lane} ${row.id}`}>
            <Td>{row.lane}</Td>
            <Td>{row.label}</Td>
            <Td>
              <Time value={row.at} mode="datetime" quiet />
            </Td>
            <Td>{row.end ? <Time value={row.end} mode="datetime" quiet /> : row.lasts ? "still open" : ""}</Td>
          </Tr>
        ))}
      </tbody>
    </Table>
  );
}
