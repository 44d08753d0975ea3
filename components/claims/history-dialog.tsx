"use client";

import { useQuery } from "@tanstack/react-query";
import { Dialog, DialogContent } from "@/components/ui/dialog";
import { FailedState } from "@/components/ui/failed-state";
import { SkeletonRows } from "@/components/ui/skeleton";
import { Time } from "@/components/ui/time";
import { failedQuery } from "@/lib/api/failed-query";
import { claimHistory } from "@/lib/claims/queries";
import type { ClaimHistoryView, ClaimView } from "@/lib/claims/views";
import { CitedEvidence } from "./evidence-links";
import { StandingMark } from "./standing-mark";

interface HistoryDialogProps {
  incidentRef: string;
  claim: ClaimView | null;
  onClose: () => void;
}

/** Everything that happened to a claim: said, corrected, judged by the evidence, decided by people. */
export function HistoryDialog({ incidentRef, claim, onClose }: HistoryDialogProps) {
  return (
    <Dialog open={claim !== null} onOpenChange={(open) => !open && onClose()}>
      {claim && (
        <DialogContent
          title={`History of ${claim.ref}`}
          description="Newest first. Earlier versions are superseded, never overwritten."
          width="lg"
        >
          <History incidentRef={incidentRef} id={claim.id} />
        </DialogContent>
      )}
    </Dialog>
  );
}

function History({ incidentRef, id }: { incidentRef: string; id: string }) {
  const history = useQuery(claimHistory(incidentRef, id));
  if (history.isPending) return <SkeletonRows rows={3} label="Loading the history" />;
  if (history.isError) return <FailedState title="The history could not be loaded." {...failedQuery(history)} />;
  return (
    <ol>
      {history.data.history.toReversed().map((entry) => (
        <Entry key={`${entry.at} ${entry.what} ${entry.standing}`} incidentRef={incidentRef} entry={entry} />
      ))}
    </ol>
  );
}

type HistoryEntry = ClaimHistoryView["history"][number];

const WHAT: Record<HistoryEntry["what"], string> = {
  recorded: "recorded it",
  corrected: "corrected it",
  judged: "held it against the evidence",
  decided: "decided",
  withdrawn: "withdrew it",
};

function Entry({ incidentRef, entry }: { incidentRef: string; entry: HistoryEntry }) {
  const { at, by, what, standing, words, asserts, reason, evidence } = entry;
  return (
    <li className="border-line border-b py-2 text-sm last:border-b-0">
      <p className="text-ink-2">
        <Time value={at} mode="datetime" /> · {by} {WHAT[what]}
      </p>
      {words && <p className="mt-0.5 whitespace-pre-line font-medium">“{words}”</p>}
      {asserts && <p className="text-ink-2">Read as: {asserts}.</p>}
      {standing && <StandingMark standing={standing} />}
      {reason && <p className="whitespace-pre-line text-ink-2">{reason}</p>}
      <CitedEvidence incidentRef={incidentRef} evidence={evidence} />
    </li>
  );
}
