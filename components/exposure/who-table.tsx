"use client";

import { useRef } from "react";
import { Chip } from "@/components/ui/chip";
import { Count, Unknown } from "@/components/ui/figures";
import { Table, Td, THead, Th, Tr } from "@/components/ui/table";
import { Time, ZoneName } from "@/components/ui/time";
import { useListKeys } from "@/components/ui/use-list-keys";
import type { AccessClass } from "@/lib/exposure/model";
import { ClassMark } from "./class-mark";
import { DrillLink } from "./drill-link";
import { WhoActions, type WhoActionsProps } from "./who-actions";
import type { WhoRow } from "./who-rows";
import { plural } from "./words";

interface WhoTableProps extends Pick<WhoActionsProps, "onExplain" | "onResolve"> {
  rows: readonly WhoRow[];
  accessClass: AccessClass;
  current: string | null;
  editable: boolean;
}

/** Who got at it, one row a principal. The row's figure opens the events behind it. */
export function WhoTable({ rows, accessClass, current, editable, onExplain, onResolve }: WhoTableProps) {
  const container = useRef<HTMLDivElement>(null);
  useListKeys(container, "principal");
  return (
    <div ref={container}>
      <Table caption={`Principals, ${accessClass}`} className="min-w-230">
        <THead>
          <tr>
            <Th className="w-[24%]">Who</Th>
            <Th>Why counted</Th>
            <Th numeric>Accesses</Th>
            <Th numeric>Rows returned</Th>
            <Th>
              First, <ZoneName />
            </Th>
            <Th>Last</Th>
            <Th>From</Th>
            <Th>Evidence</Th>
            {editable && accessClass !== "cleared" && (
              <Th>
                <span className="sr-only">Actions</span>
              </Th>
            )}
          </tr>
        </THead>
        <tbody>
          {rows.map((row) => (
            <Tr key={row.key} current={current === row.key}>
              <Td>
                <Who row={row} accessClass={accessClass} />
              </Td>
              <Td className={accessClass === "unresolved" ? "text-unknown" : undefined}>{row.why.join("; ")}</Td>
              <Td numeric>
                <Accesses row={row} />
              </Td>
              <Td numeric>
                <Stated stated={row.records} />
              </Td>
              <Td>
                <Time value={row.first} mode="time" quiet />
              </Td>
              <Td>
                <Time value={row.last} mode="time" quiet />
              </Td>
              <Td className="mono whitespace-nowrap">
                {row.sourceIps.length === 0 ? <Unknown /> : row.sourceIps[0]}
                {row.sourceIps.length > 1 && (
                  <span className="text-ink-3" title={row.sourceIps.join(", ")}>
                    {" "}
                    +{row.sourceIps.length - 1}
                  </span>
                )}
              </Td>
              <Td>
                <DrillLink to={{ who: row.key, class: accessClass }} className="no-underline" listItem>
                  <Chip mono>{plural(row.certain + row.possible, "event")}</Chip>
                </DrillLink>
              </Td>
              {editable && accessClass !== "cleared" && (
                <Td>
                  <WhoActions row={row} accessClass={accessClass} onExplain={onExplain} onResolve={onResolve} />
                </Td>
              )}
            </Tr>
          ))}
        </tbody>
      </Table>
    </div>
  );
}

function Who({ row, accessClass }: { row: WhoRow; accessClass: AccessClass }) {
  return (
    <span className="flex flex-wrap items-center gap-1.5">
      <ClassMark accessClass={accessClass} />
      {row.name ?? <Unknown>the log names nobody</Unknown>}
      {accessClass === "unresolved" && row.name !== null && <span className="text-ink-3">(unresolved)</span>}
      {row.kind === "agent" && <Chip tone="agent">AI system</Chip>}
      {row.through > 0 && <Chip tone="agent">through an agent</Chip>}
      {row.forOthers > 0 && <Chip tone="agent">for others</Chip>}
    </span>
  );
}

function Accesses({ row }: { row: WhoRow }) {
  const mine = row.certain + row.possible;
  return (
    <span
      title={Object.entries(row.byVerb)
        .map(([verb, n]) => `${n} ${verb}`)
        .join(", ")}
    >
      {row.certain.toLocaleString("en")}
      {row.possible > 0 && <span className="text-unknown"> +{row.possible} possible</span>}
      {row.ofAll > mine && <span className="text-ink-3"> of {row.ofAll.toLocaleString("en")}</span>}
    </span>
  );
}

function Stated({ stated: { sum, atLeast } }: { stated: WhoRow["records"] }) {
  if (sum === null) return <Unknown because="no log states it" />;
  return (
    <>
      <Count value={sum} />
      {atLeast && (
        <span className="text-unknown">
          <span aria-hidden="true"> ≥</span>
          <span className="sr-only"> at least</span>
        </span>
      )}
    </>
  );
}
