"use client";

import { useQuery } from "@tanstack/react-query";
import { Table, Td, THead, Th, Tr } from "@/components/ui/table";
import { Time } from "@/components/ui/time";
import { explanationsOf } from "@/lib/exposure/queries";

interface ExplanationsProps {
  incidentRef: string;
  assetNames: ReadonlyMap<string, string>;
}

/** What people wrote about why accesses were in order, and who agreed. */
export function Explanations({ incidentRef, assetNames }: ExplanationsProps) {
  const list = useQuery(explanationsOf(incidentRef));
  const rows = (list.data?.data ?? []).filter(({ asset }) => assetNames.has(asset));
  if (rows.length === 0) return null;
  return (
    <Table caption="Explanations" showCaption frameClassName="mt-4" className="md:min-w-160">
      <THead>
        <tr>
          <Th>Who</Th>
          <Th>Asset</Th>
          <Th>Reason</Th>
          <Th>Agreed by</Th>
          <Th>Recorded</Th>
        </tr>
      </THead>
      <tbody>
        {rows.map((row) => (
          <Tr key={row.id}>
            <Td>{row.principal?.name ?? row.actor}</Td>
            <Td className="mono">{assetNames.get(row.asset)}</Td>
            <Td className="max-w-96">{row.reason}</Td>
            <Td>{row.agreedBy ?? <span className="text-ink-3">nobody named</span>}</Td>
            <Td className="text-ink-2">
              <Time value={row.recordedAt} mode="relative" /> by {row.recordedBy}
            </Td>
          </Tr>
        ))}
      </tbody>
    </Table>
  );
}
