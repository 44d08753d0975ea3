import type { ReactNode } from "react";
import { Table, Td, THead, Th, Tr } from "@/components/ui/table";
import { SEVERITIES, type Severity } from "@/lib/incidents/model";
import type { TargetTable } from "@/lib/severity/model";
import { THRESHOLDS } from "@/lib/severity/rubric";
import { formatDuration } from "@/lib/time/format";

const MINUTE_MS = 60_000;

interface LevelTableProps {
  badge: (level: Severity) => ReactNode;
  targets: TargetTable;
}

/** Levels, their points, and what each asks of the response. */
export function LevelTable({ badge, targets }: LevelTableProps) {
  return (
    <Table caption="Levels, and what they ask of the response. Tasks are due from when they are added." showCaption>
      <THead>
        <tr>
          <Th>Level</Th>
          <Th numeric>From points</Th>
          <Th>Commander</Th>
          <Th>Update every</Th>
          <Th>Contained, and its tasks, in</Th>
          <Th>Other tasks due in</Th>
          <Th>Postmortem approved in</Th>
        </tr>
      </THead>
      <tbody>
        {SEVERITIES.map((level) => {
          const asked = targets[level];
          return (
            <Tr key={level}>
              <Td>{badge(level)}</Td>
              <Td numeric>{THRESHOLDS[level]}</Td>
              <Td>{asked.commanderAtOnce ? "at once" : "–"}</Td>
              <Td>{length(asked.updateEveryMinutes, MINUTE_MS)}</Td>
              <Td>{length(asked.containmentHours, 60 * MINUTE_MS)}</Td>
              <Td>{days(asked.remediationBusinessDays, "no due time")}</Td>
              <Td>{days(asked.postmortemBusinessDays, "optional")}</Td>
            </Tr>
          );
        })}
      </tbody>
    </Table>
  );
}

function length(count: number | null, unitMs: number): string {
  return count === null ? "none" : formatDuration(count * unitMs);
}

function days(count: number | null, none: string): string {
  return count === null ? none : `${count} business ${count === 1 ? "day" : "days"}`;
}
