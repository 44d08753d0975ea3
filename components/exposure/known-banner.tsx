"use client";

import { useQuery } from "@tanstack/react-query";
import { useQueryStates } from "nuqs";
import { Button } from "@/components/ui/button";
import { FailedState } from "@/components/ui/failed-state";
import { Notice } from "@/components/ui/notice";
import { SkeletonRows } from "@/components/ui/skeleton";
import { Table, Td, THead, Th, Tr } from "@/components/ui/table";
import { Time } from "@/components/ui/time";
import { failedQuery } from "@/lib/api/failed-query";
import { differences } from "@/lib/exposure/compare";
import { exposureAnswer } from "@/lib/exposure/queries";
import type { ExposureView } from "@/lib/exposure/views";
import { viewParsers } from "./view-state";

interface KnownBannerProps {
  incidentRef: string;
  at: string;
  /** The answer as known then, once it is there. */
  answer: ExposureView | undefined;
}

/** Says that the page shows an earlier state of knowledge, what differs from now, and how to come back. */
export function KnownBanner({ incidentRef, at, answer }: KnownBannerProps) {
  const [{ compare }, setView] = useQueryStates(viewParsers);
  return (
    <Notice
      kind="unknown"
      live
      className="mb-3"
      title={
        <>
          As known at <Time value={at} mode="datetime" withZone />
        </>
      }
      action={
        <span className="flex flex-wrap gap-1.5 print:hidden">
          <Button aria-expanded={compare === true} onClick={() => void setView({ compare: compare ? null : true })}>
            {compare ? "Hide what differs" : "What differs from now?"}
          </Button>
          <Button variant="primary" onClick={() => void setView({ at: null, compare: null })}>
            Back to now
          </Button>
        </span>
      }
    >
      Facts and evidence recorded later are left out. Nothing can be changed in this view.
      {compare && answer && <Comparison incidentRef={incidentRef} earlier={answer} />}
    </Notice>
  );
}

function Comparison({ incidentRef, earlier }: { incidentRef: string; earlier: ExposureView }) {
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
