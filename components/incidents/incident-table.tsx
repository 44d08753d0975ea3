"use client";

import { Lock } from "lucide-react";
import Link from "next/link";
import { Chip } from "@/components/ui/chip";
import { Table, Td, THead, Th, Tr } from "@/components/ui/table";
import { Time } from "@/components/ui/time";
import type { IncidentRow } from "@/lib/incidents/views";
import { PhaseChip } from "./phase-chip";
import { SeverityBadge } from "./severity-badge";
import { MODE_WORDS } from "./words";

export function IncidentTable({ rows, caption = "Incidents" }: { rows: readonly IncidentRow[]; caption?: string }) {
  return (
    <>
      <Table caption={caption} frameClassName="max-md:hidden">
        <THead>
          <tr>
            <Th>Severity</Th>
            <Th>Incident</Th>
            <Th>Exposure</Th>
            <Th>Phase</Th>
            <Th>Commander</Th>
            <Th numeric>Open tasks</Th>
            <Th>Declared</Th>
          </tr>
        </THead>
        <tbody>
          {rows.map((row) => (
            <Tr key={row.ref} className="relative focus-within:bg-sunk">
              <Td>
                <SeverityBadge severity={row.severity} />
              </Td>
              <Td className="w-full max-w-0">
                <IncidentLink row={row} />
              </Td>
              <Td className="whitespace-nowrap">
                <ExposureWord open={row.openWindows} />
              </Td>
              <Td>
                <PhaseChip phase={row.phase} />
              </Td>
              <Td className="whitespace-nowrap">{row.commander ?? <span className="text-unknown">nobody</span>}</Td>
              <Td numeric>{row.openTasks}</Td>
              <Td className="text-ink-2">
                <Time value={row.declaredAt} mode="relative" quiet className="relative z-1" />
              </Td>
            </Tr>
          ))}
        </tbody>
      </Table>
      <ul className="md:hidden">
        {rows.map((row) => (
          <li key={row.ref} className="relative border-line border-b py-2.5">
            <div className="mb-1 flex flex-wrap items-center gap-2">
              <SeverityBadge severity={row.severity} />
              <PhaseChip phase={row.phase} />
              <span className="ml-auto text-ink-3 text-sm">
                <Time value={row.declaredAt} mode="relative" quiet />
              </span>
            </div>
            <IncidentLink row={row} wrap />
            <div className="mt-0.5 text-ink-2 text-sm">
              <ExposureWord open={row.openWindows} /> · {row.commander ?? "no commander"} · {row.openTasks} open tasks
            </div>
          </li>
        ))}
      </ul>
    </>
  );
}

/** The link covers its row, so that the row is one target for the mouse and one stop for the keyboard. */
function IncidentLink({ row, wrap }: { row: IncidentRow; wrap?: boolean }) {
  return (
    <span className={wrap ? "block" : "flex min-w-0 items-baseline gap-2"}>
      <Link
        href={`/incidents/${row.ref}`}
        data-list-item
        className="min-w-0 truncate font-medium outline-offset-0 after:absolute after:inset-0 after:content-[''] max-md:whitespace-normal"
      >
        <span className="mono mr-2 font-normal text-ink-3">{row.ref}</span>
        {row.title}
      </Link>
      {row.visibility === "restricted" && (
        <Lock
          role="img"
          aria-label="Restricted"
          className="size-3 shrink-0 self-center text-ink-3 max-md:ml-1 max-md:inline"
        />
      )}
      {row.mode !== "real" && <Chip className="max-md:ml-2">{MODE_WORDS[row.mode]}</Chip>}
    </span>
  );
}

function ExposureWord({ open }: { open: number }) {
  if (open === 0) return <span className="text-ink-3">no open window</span>;
  return (
    <span className="font-medium text-exposed">
      {open} open {open === 1 ? "window" : "windows"}
    </span>
  );
}
