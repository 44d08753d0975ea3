"use client";

import { useInfiniteQuery } from "@tanstack/react-query";
import { useState } from "react";
import { Button } from "@/components/ui/button";
import { Dialog, DialogContent } from "@/components/ui/dialog";
import { FailedState } from "@/components/ui/failed-state";
import { SkeletonRows } from "@/components/ui/skeleton";
import { Table, Td, THead, Th, Tr } from "@/components/ui/table";
import { failedQuery } from "@/lib/api/failed-query";
import { rejectPages } from "@/lib/evidence/queries";
import type { RejectView, SourceView } from "@/lib/evidence/views";
import { ReasonCounts } from "./reason-counts";

interface RejectsDialogProps {
  incident: string;
  source: SourceView;
  onClose: () => void;
}

/** The records that could not be read: why, how many for each reason, where each is and how it begins. */
export function RejectsDialog({ incident, source, onClose }: RejectsDialogProps) {
  const [reason, setReason] = useState<string | null>(null);
  const pages = useInfiniteQuery(rejectPages(incident, source.id, reason));
  const rows = pages.data?.pages.flatMap((page) => page.data) ?? [];
  const first = pages.data?.pages[0];
  return (
    <Dialog open onOpenChange={(open) => !open && onClose()}>
      <DialogContent
        width="xl"
        title={`Rejected records of ${source.filename}`}
        description="These could not be read and count for nothing. Their bytes are kept in the original."
      >
        {pages.isPending && <SkeletonRows rows={4} label="Loading rejected records" />}
        {pages.isError && <FailedState title="The rejected records could not be loaded." {...failedQuery(pages)} />}
        {first && first.reasons.length > 0 && (
          <ReasonCounts reasons={first.reasons} total={source.counts.rejects} chosen={reason} onChoose={setReason} />
        )}
        {first && !first.mayRead && (
          <p className="mb-2 text-ink-3 text-sm">Responders and auditors see here how each record begins.</p>
        )}
        {rows.length > 0 && <Rejects rows={rows} withReason={reason === null && (first?.reasons.length ?? 0) > 1} />}
        {pages.hasNextPage && (
          <Button className="mt-3" busy={pages.isFetchingNextPage} onClick={() => void pages.fetchNextPage()}>
            Show more
          </Button>
        )}
      </DialogContent>
    </Dialog>
  );
}

function Rejects({ rows, withReason }: { rows: readonly RejectView[]; withReason: boolean }) {
  return (
    <Table caption="Rejected records" maxHeight="half" className="table-fixed">
      <THead>
        <tr>
          <Th numeric className="w-22 max-sm:w-16">
            Record
          </Th>
          <Th numeric className="w-28 max-sm:hidden">
            At byte
          </Th>
          <Th>Begins with</Th>
          {withReason && <Th className="w-[32%] max-sm:hidden">Why</Th>}
        </tr>
      </THead>
      <tbody>
        {rows.map((row) => (
          <Tr key={`${row.member}:${row.record}:${row.offset}`}>
            <Td numeric className="mono">
              {row.record.toLocaleString("en")}
            </Td>
            <Td numeric className="mono max-sm:hidden" title={`${row.length.toLocaleString("en")} bytes long`}>
              {row.offset.toLocaleString("en")}
            </Td>
            <Td>
              {row.member && <span className="mono block break-all text-ink-3 text-xs">{row.member}</span>}
              {row.text === null ? (
                <span className="text-ink-3">no text to show</span>
              ) : (
                <span className="mono line-clamp-3 break-all text-sm">{row.text}</span>
              )}
              {withReason && <span className="block text-ink-3 text-xs sm:hidden">{row.reason}</span>}
            </Td>
            {withReason && <Td className="break-words text-sm max-sm:hidden">{row.reason}</Td>}
          </Tr>
        ))}
      </tbody>
    </Table>
  );
}
