"use client";

import { Button } from "@/components/ui/button";
import { Dialog, DialogContent } from "@/components/ui/dialog";
import type { SourceView } from "@/lib/evidence/views";
import { ReasonCounts } from "./reason-counts";

/** Why records of a source are no events, and how many for each reason. */
export function SkippedDialog({ source, onClose }: { source: SourceView; onClose: () => void }) {
  const reasons = Object.entries(source.skippedKinds)
    .map(([reason, count]) => ({ reason, count }))
    .sort((a, b) => b.count - a.count || a.reason.localeCompare(b.reason));
  return (
    <Dialog open onOpenChange={(open) => !open && onClose()}>
      <DialogContent
        title={`Skipped records of ${source.filename}`}
        description="They were read and are known to be no events of somebody’s doing. Their bytes are kept in the original."
        footer={<Button onClick={onClose}>Close</Button>}
      >
        <ReasonCounts reasons={reasons} total={source.counts.skipped} />
      </DialogContent>
    </Dialog>
  );
}
