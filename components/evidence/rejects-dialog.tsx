"use client";

import { useInfiniteQuery } from "@tanstack/react-query";
import { Button } from "@/components/ui/button";
import { Dialog, DialogContent } from "@/components/ui/dialog";
import { FailedState } from "@/components/ui/failed-state";
import { SkeletonRows } from "@/components/ui/skeleton";
import { Table, Td, THead, Th, Tr } from "@/components/ui/table";
import { failedQuery } from "@/lib/api/failed-query";
import { rejectPages } from "@/lib/evidence/queries";
import type { SourceView } from "@/lib/evidence/views";

/** The lines that could not be read: where each is and why. One bad line costs one line. */
export function RejectsDialog({
  incident,
  source,
  onClose,
}: {
  incident: string;
  source: SourceView;
  onClose: () => void;
}) {
  const pages = useInfiniteQuery(rejectPages(incident, source.id));
  const rows = pages.data?.pages.flatMap((page) => page.data) ?? [];
  return (
    <Dialog open onOpenChange={(open) => !open && onClose()}>
      <DialogContent
        width="xl"
        title={`Rejected lines of ${source.filename}`}
        description="These records could not be read and count for nothing. Their bytes are kept in the original."
      >
        {pages.isPending && <SkeletonRows rows={4} label="Loading rejected lines" />}
        {pages.isError && <FailedState title="The rejected lines could not be loaded." {...failedQuery(pages)} />}
        {rows.length > 0 && (
          <Table caption="Rejected lines" maxHeight="half">
            <THead>
              <tr>
                <Th numeric>Record</Th>
                <Th numeric>Byte</Th>
                <Th numeric>Length</Th>
                <Th>Why</Th>
              </tr>
            </THead>
            <tbody>
              {rows.map((row) => (
                <Tr key={`${row.member}:${row.record}:${row.offset}`}>
                  <Td numeric className="mono">
                    {row.record.toLocaleString("en")}
                  </Td>
                  <Td numeric className="mono">
                    {row.offset.toLocaleString("en")}
                  </Td>
                  <Td numeric className="mono">
                    {row.length.toLocaleString("en")}
                  </Td>
                  <Td className="break-words">
                    {row.member && <span className="mono text-ink-3">{row.member}: </span>}
                    {row.reason}
                  </Td>
                </Tr>
              ))}
            </tbody>
          </Table>
        )}
        {pages.hasNextPage && (
          <Button busy={pages.isFetchingNextPage} onClick={() => void pages.fetchNextPage()}>
            Show more
          </Button>
        )}
      </DialogContent>
    </Dialog>
  );
}
