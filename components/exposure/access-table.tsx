"use client";

import { Chip } from "@/components/ui/chip";
import { Count, Unknown } from "@/components/ui/figures";
import { Table, Td, THead, Th, Tr } from "@/components/ui/table";
import { Time, ZoneName } from "@/components/ui/time";
import type { AccessView } from "@/lib/exposure/views";
import { ClassMark } from "./class-mark";

interface AccessTableProps {
  rows: readonly AccessView[];
  current: string | null;
  /** Beside the bytes there is no room for what these say too. */
  narrow: boolean;
  onOpen: (event: string) => void;
}

/** The control that opens an event's bytes, to which the focus comes back from them. */
export const bytesButton = (event: string | null) => `bytes-of-${event}`;

export function AccessTable({ rows, current, narrow, onOpen }: AccessTableProps) {
  return (
    <Table caption="Events" maxHeight="half" className={narrow ? undefined : "min-w-240"}>
      <THead className="bg-panel">
        <tr>
          <Th>
            When, <ZoneName />
          </Th>
          <Th>Who</Th>
          <Th>Did</Th>
          <Th>To</Th>
          {!narrow && (
            <>
              <Th numeric>Rows</Th>
              <Th>From</Th>
              <Th>Session or key</Th>
            </>
          )}
          <Th>Event</Th>
        </tr>
      </THead>
      <tbody>
        {rows.map((row) => (
          <Tr key={`${row.event}-${row.asset}`} current={current === row.event}>
            <Td className="whitespace-nowrap">
              <Time value={row.occurredAt} mode="datetime" quiet />
              {row.certainty === "possible" && <span className="text-unknown"> possible</span>}
            </Td>
            <Td>
              <AccessWho row={row} />
            </Td>
            <Td className="whitespace-nowrap">
              {row.verb}
              <span className="block max-w-56 truncate text-ink-3 text-sm" title={row.action}>
                {row.action}
                {row.outcome !== "success" && <span className="text-unknown"> · {row.outcome}</span>}
              </span>
            </Td>
            <Td className="mono max-w-56 truncate" title={row.resources.join("\n")}>
              {row.resources[0] ?? <Unknown />}
              {row.resources.length > 1 && <span className="text-ink-3"> +{row.resources.length - 1}</span>}
            </Td>
            {!narrow && (
              <>
                <Td numeric>
                  <Count value={row.records} because="the log does not say" />
                </Td>
                <Td className="mono whitespace-nowrap">{row.sourceIp ?? <Unknown />}</Td>
                <Td className="mono max-w-44 truncate" title={row.session ?? undefined}>
                  {row.session ?? <Unknown because="the log names neither a session nor a key" />}
                </Td>
              </>
            )}
            <Td>
              <button
                type="button"
                id={bytesButton(row.event)}
                aria-label={`Bytes of event ${row.event}`}
                onClick={() => onOpen(row.event)}
              >
                <Chip mono className="hover:bg-hover">
                  {row.event}
                </Chip>
              </button>
            </Td>
          </Tr>
        ))}
      </tbody>
    </Table>
  );
}

function AccessWho({ row }: { row: AccessView }) {
  const actor = row.principalName ?? row.actor;
  return (
    <span className="flex flex-wrap items-center gap-x-1.5">
      <span className="inline-flex items-baseline gap-1.5">
        <ClassMark accessClass={row.class} />
        <span>{actor ?? <Unknown>the log names nobody</Unknown>}</span>
      </span>
      {(row.beneficiaryName ?? row.onBehalfOf) && <Chip tone="agent">for {row.beneficiaryName ?? row.onBehalfOf}</Chip>}
      {row.actorKind === "agent" && !row.onBehalfOf && <Chip tone="agent">AI system</Chip>}
    </span>
  );
}
