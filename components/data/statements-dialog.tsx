"use client";

import { useQuery } from "@tanstack/react-query";
import { Dialog, DialogContent } from "@/components/ui/dialog";
import { FailedState } from "@/components/ui/failed-state";
import { SkeletonRows } from "@/components/ui/skeleton";
import { Time } from "@/components/ui/time";
import { failedQuery } from "@/lib/api/failed-query";
import { type RecipientName, statementsOf } from "@/lib/data/queries";
import type { RecipientView } from "@/lib/data/views";
import { RECIPIENT_WORDS } from "@/lib/data/words";
import { AnswerMark } from "./answer-mark";
import { EvidenceChips } from "./evidence-chips";

interface StatementsDialogProps {
  incidentRef: string;
  row: RecipientView | null;
  onClose: () => void;
}

/** Everything that was stated about one recipient. */
export function StatementsDialog({ incidentRef, row, onClose }: StatementsDialogProps) {
  return (
    <Dialog open={row !== null} onOpenChange={(open) => !open && onClose()}>
      {row && (
        <DialogContent
          title={`Stated about ${row.name ?? "nobody named"}`}
          description="Newest first. A statement replaces the one before it on the same question, which stays to be read."
          width="lg"
        >
          <Statements
            incidentRef={incidentRef}
            who={row.principal ? { principal: row.principal } : { actor: row.actor ?? "" }}
          />
        </DialogContent>
      )}
    </Dialog>
  );
}

function Statements({ incidentRef, who }: { incidentRef: string; who: RecipientName }) {
  const statements = useQuery(statementsOf(incidentRef, who));
  if (statements.isPending) return <SkeletonRows rows={2} label="Loading the statements" />;
  if (statements.isError)
    return <FailedState title="The statements could not be loaded." {...failedQuery(statements)} />;
  return (
    <ol>
      {statements.data.data.toReversed().map((one) => (
        <li
          key={`${one.at} ${one.question}`}
          className={
            one.supersededAt
              ? "border-line border-b py-2 text-ink-3 last:border-b-0"
              : "border-line border-b py-2 last:border-b-0"
          }
        >
          <p className="text-sm">
            <Time value={one.at} mode="datetime" /> · {one.by}
            {one.supersededAt && " · replaced since"}
          </p>
          <p className="mt-0.5">
            {RECIPIENT_WORDS[one.question].head}: <AnswerMark answer={one.answer} />
          </p>
          <p className="whitespace-pre-line text-sm">{one.reason}</p>
          <EvidenceChips incidentRef={incidentRef} evidence={one.evidence} />
        </li>
      ))}
    </ol>
  );
}
