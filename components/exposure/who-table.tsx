"use client";

import { type ReactNode, useRef } from "react";
import { Button } from "@/components/ui/button";
import { Chip } from "@/components/ui/chip";
import { cn } from "@/components/ui/cn";
import { Count, Unknown } from "@/components/ui/figures";
import { SortButton, Table, Td, THead, Th, Tr } from "@/components/ui/table";
import { Time, ZoneName } from "@/components/ui/time";
import { useGrowingRows } from "@/components/ui/use-growing-rows";
import { useListKeys } from "@/components/ui/use-list-keys";
import type { AccessClass } from "@/lib/exposure/model";
import type { AgentLinks } from "./agent-links";
import { ClassMark } from "./class-mark";
import { DrillLink } from "./drill-link";
import { WhoActions, type WhoActionsProps } from "./who-actions";
import type { WhoColumn, WhoSort } from "./who-order";
import type { WhoRow } from "./who-rows";
import { plural } from "./words";

interface WhoTableProps extends Pick<WhoActionsProps, "onExplain" | "onResolve"> {
  rows: readonly WhoRow[];
  sort: WhoSort | null;
  onSort: (column: WhoColumn) => void;
  /** For whom an explanation waits for a second person, by the key of a row. */
  proposed: ReadonlySet<string>;
  /** Which agents acted for whom, by the key of a row. */
  links: ReadonlyMap<string, AgentLinks>;
  accessClass: AccessClass;
  current: string | null;
  editable: boolean;
  /** The windows last longer than a day: a clock alone would not say which. */
  dated: boolean;
}

/** Columns for which a phone has no room; the events behind the row say the same. */
const WIDE = "max-md:hidden";

/** Who got at it, one row a principal. The row's figure opens the events behind it. */
export function WhoTable(props: WhoTableProps) {
  const { rows, sort, onSort, proposed, links, accessClass, current, editable, dated, onExplain, onResolve } = props;
  const { shown, rest, end, showAll } = useGrowingRows(rows);
  const container = useRef<HTMLDivElement>(null);
  useListKeys(container, "principal");
  // Within one day the clock says enough.
  const days = new Set(rows.flatMap(({ first, last }) => [first.slice(0, 10), last.slice(0, 10)]));
  const mode = dated || days.size > 1 ? "datetime" : "time";
  const head = (column: WhoColumn, label: ReactNode, more: { numeric?: boolean; className?: string } = {}) => {
    const direction = sort?.column === column ? (sort.descending ? "descending" : "ascending") : null;
    return (
      <Th aria-sort={direction ?? "none"} {...more}>
        <SortButton direction={direction} onSort={() => onSort(column)}>
          {label}
        </SortButton>
      </Th>
    );
  };
  return (
    <div ref={container}>
      <Table caption={`Principals, ${accessClass}`} className="md:min-w-230">
        <THead>
          <tr>
            {head("who", "Who", { className: mode === "time" ? "w-[24%]" : "w-[19%]" })}
            {head("why", "Why counted", { className: cn(WIDE, "min-w-40") })}
            {head("accesses", "Accesses", { numeric: true })}
            {head("rows", "Rows returned", { numeric: true, className: WIDE })}
            {head(
              "first",
              <>
                First, <ZoneName />
              </>,
              { className: WIDE },
            )}
            {head("last", "Last", { className: WIDE })}
            {head("from", "From", { className: WIDE })}
            <Th>Evidence</Th>
            {editable && accessClass !== "cleared" && (
              <Th>
                <span className="sr-only">Actions</span>
              </Th>
            )}
          </tr>
        </THead>
        <tbody>
          {shown.map((row) => (
            <Tr key={row.key} current={current === row.key}>
              <Td>
                <Who row={row} accessClass={accessClass} links={links.get(row.key)} />
                {proposed.has(row.key) && <Chip tone="unknown">explanation proposed</Chip>}
                <span className="block text-ink-2 text-sm md:hidden">{row.why.join("; ")}</span>
              </Td>
              <Td className={cn(WIDE, accessClass === "unresolved" && "text-unknown")}>{row.why.join("; ")}</Td>
              <Td numeric>
                <Accesses row={row} />
              </Td>
              <Td numeric className={WIDE}>
                <Stated stated={row.records} />
              </Td>
              <Td className={WIDE}>
                <Time value={row.first} mode={mode} quiet />
              </Td>
              <Td className={WIDE}>
                <Time value={row.last} mode={mode} quiet />
              </Td>
              <Td className={cn(WIDE, "mono", mode === "time" && "whitespace-nowrap")}>
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
      {rest > 0 && (
        <div ref={end} className="mt-2 text-center">
          <Button onClick={showAll}>Show all {rows.length.toLocaleString("en")}</Button>
        </div>
      )}
    </div>
  );
}

function named(names: readonly string[] | undefined, otherwise: string): string {
  if (!names?.length) return otherwise;
  return names.length > 2 ? `${names[0]} and ${names.length - 1} more` : names.join(", ");
}

function Who({ row, accessClass, links }: { row: WhoRow; accessClass: AccessClass; links: AgentLinks | undefined }) {
  return (
    <span className="flex flex-wrap items-center gap-1.5">
      <span className="inline-flex items-baseline gap-1.5">
        <ClassMark accessClass={accessClass} />
        <span className="break-words">{row.name ?? <Unknown>the log names nobody</Unknown>}</span>
      </span>
      {accessClass === "unresolved" && row.name !== null && <span className="text-ink-3">(unresolved)</span>}
      {row.kind === "agent" && <Chip tone="agent">AI system</Chip>}
      {row.through > 0 && (
        <Chip tone="agent" className="whitespace-normal">
          through {named(links?.agents, "an agent")}
        </Chip>
      )}
      {row.forOthers > 0 && (
        <Chip tone="agent" className="whitespace-normal">
          for {named(links?.people, "others")}
        </Chip>
      )}
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
