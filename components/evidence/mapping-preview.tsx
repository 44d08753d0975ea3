"use client";

import { Table, Td, THead, Th, Tr } from "@/components/ui/table";
import { Time, ZoneName } from "@/components/ui/time";
import type { ColumnMapping, NormaliseOptions } from "@/lib/evidence/formats/format";
import { normaliseMapped } from "@/lib/evidence/formats/generic/normalise";
import type { SourceView } from "@/lib/evidence/views";

const SHOWN = 5;

interface MappingPreviewProps {
  sample: NonNullable<SourceView["sample"]>;
  mapping: ColumnMapping;
  options: Pick<NormaliseOptions, "zone" | "dateOrder">;
}

/** The first rows as they would be read with the answers so far. */
export function MappingPreview({ sample, mapping, options }: MappingPreviewProps) {
  const rows = sample.rows.slice(0, SHOWN).map((cells, i) => {
    const record = Object.fromEntries(sample.columns.map((column, at) => [column, cells[at] ?? ""]));
    return { no: i + 1, read: normaliseMapped(record, mapping, { ...options, mapping }) };
  });
  return (
    <Table caption="The first rows, as they would be read" showCaption>
      <THead>
        <tr>
          <Th>Row</Th>
          <Th>
            Time, <ZoneName />
          </Th>
          {["Actor", "Verb", "Action", "Resource", "Outcome"].map((name) => (
            <Th key={name}>{name}</Th>
          ))}
        </tr>
      </THead>
      <tbody>
        {rows.map(({ no, read }) =>
          read.kind === "event" ? (
            <Tr key={no}>
              <Td className="tabular-nums">{no}</Td>
              <Td className="whitespace-nowrap">
                <Time value={read.event.occurredAt} mode="datetime" quiet />
              </Td>
              <Td className="mono max-w-48 truncate">{read.event.actor ?? <Unknown>no actor named</Unknown>}</Td>
              <Td>{read.unrecognised?.action === undefined ? read.event.verb : <Unknown>other</Unknown>}</Td>
              <Td className="mono max-w-48 truncate">{read.event.action}</Td>
              <Td className="mono max-w-60 truncate">
                {read.event.resources[0]?.id ?? <Unknown>no resource named</Unknown>}
              </Td>
              <Td>{read.event.outcome === "unknown" ? <Unknown>unknown</Unknown> : read.event.outcome}</Td>
            </Tr>
          ) : (
            <Tr key={no}>
              <Td className="tabular-nums">{no}</Td>
              <Td colSpan={6}>
                <Unknown>Would be rejected: {read.reason}</Unknown>
              </Td>
            </Tr>
          ),
        )}
      </tbody>
    </Table>
  );
}

function Unknown({ children }: { children: React.ReactNode }) {
  return <span className="text-unknown">{children}</span>;
}
