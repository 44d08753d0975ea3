"use client";

import { useQuery } from "@tanstack/react-query";
import { FailedState } from "@/components/ui/failed-state";
import { SkeletonRows } from "@/components/ui/skeleton";
import { Table, Td, THead, Th, Tr } from "@/components/ui/table";
import { failedQuery } from "@/lib/api/failed-query";
import { differences } from "@/lib/exposure/compare";
import { exposureAnswer } from "@/lib/exposure/queries";
import type { ExposureView } from "@/lib/exposure/views";

/** Figure by figure, what was known then and what is known now. */
export function Comparison({ incidentRef, earlier }: { incidentRef: string; earlier: ExposureView }) {
  const now = useQuery(exposureAnswer(incidentRef));
  if (now.isPending) return <SkeletonRows rows={4} label="Loading the answer as known now" />;
  if (now.isError) return <FailedState title="The answer as known now could not be loaded." {...failedQuery(now)} />;
  const rows = differences(earlier, now.data);
  if (rows.length === 0) return <p className="mt-2 text-ink">No figure differs from what is known now.</p>;
  return (
    <Table caption="What differs between then and now" className="mt-2 text-ink">
      <THead>
        <tr>
          <Th>Of</Th>
          <Th>Figure</Th>
          <Th>As known then</Th>
          <Th>As known now</Th>
        </tr>
      </THead>
      <tbody>
        {rows.map(({ what, asset, before: old, after }) => (
          <Tr key={`${asset} ${what}`}>
            <Td className="text-ink-2">{asset ?? "all assets"}</Td>
            <Td>{what}</Td>
            <Td>{old}</Td>
            <Td className="font-medium">{after}</Td>
          </Tr>
        ))}
      </tbody>
    </Table>
  );
}
