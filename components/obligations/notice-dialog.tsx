"use client";

import { useQuery } from "@tanstack/react-query";
import { CopyButton } from "@/components/ui/copy-button";
import { Dialog, DialogContent } from "@/components/ui/dialog";
import { FailedState } from "@/components/ui/failed-state";
import { Unknown } from "@/components/ui/figures";
import { SkeletonRows } from "@/components/ui/skeleton";
import { Time } from "@/components/ui/time";
import { failedQuery } from "@/lib/api/failed-query";
import { silence } from "@/lib/obligations/notice-words";
import { noticeOf } from "@/lib/obligations/queries";
import type { ObligationView } from "@/lib/obligations/views";

interface NoticeDialogProps {
  incidentRef: string;
  obligation: ObligationView;
  onClose: () => void;
}

/** What a notice asks for, each line with what the record says; to copy, complete and answer for. */
export function NoticeDialog({ incidentRef, obligation, onClose }: NoticeDialogProps) {
  const query = useQuery(noticeOf(incidentRef, obligation.rule));
  return (
    <Dialog open onOpenChange={(open) => !open && onClose()}>
      <DialogContent
        width="lg"
        title={`Draft of the notice: ${obligation.regime}, ${obligation.phase}`}
        description={`To: ${obligation.recipient}. Prefilled from the record; nothing is guessed. Not legal advice.`}
        footer={query.data && <CopyButton value={query.data.markdown} label="Copy as Markdown" showLabel />}
      >
        {query.isPending && <SkeletonRows label="The notice" rows={6} />}
        {query.isError && <FailedState title="The notice could not be made." {...failedQuery(query)} />}
        {query.data && (
          <>
            <p className="text-ink-3 text-sm">
              As of <Time value={query.data.asOf} mode="datetime" />
              {query.data.dueAt && (
                <>
                  , due <Time value={query.data.dueAt} mode="datetime" />
                </>
              )}
            </p>
            <dl className="mt-2 space-y-3">
              {query.data.lines.map(({ asks, says, byPerson }) => (
                <div key={asks}>
                  <dt className="font-medium">{asks}</dt>
                  <dd className="mt-0.5 text-ink-2">
                    {says.length === 0 ? (
                      <Unknown>{silence(byPerson)}</Unknown>
                    ) : (
                      <ul className="list-disc space-y-0.5 pl-4">
                        {says.map((line) => (
                          <li key={line} className="break-words">
                            {line}
                          </li>
                        ))}
                      </ul>
                    )}
                  </dd>
                </div>
              ))}
            </dl>
          </>
        )}
      </DialogContent>
    </Dialog>
  );
}
