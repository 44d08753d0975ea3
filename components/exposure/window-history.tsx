"use client";

import { useQuery } from "@tanstack/react-query";
import { Dialog, DialogContent } from "@/components/ui/dialog";
import { FailedState } from "@/components/ui/failed-state";
import { SkeletonRows } from "@/components/ui/skeleton";
import { Table, Td, THead, Th, Tr } from "@/components/ui/table";
import { Time } from "@/components/ui/time";
import { failedQuery } from "@/lib/api/failed-query";
import { windowVersions } from "@/lib/exposure/queries";
import type { WindowView } from "@/lib/exposure/views";
import { Bounded } from "./bounded";
import { audienceText, pathWord } from "./words";

interface WindowHistoryProps {
  incidentRef: string;
  window: WindowView | null;
  onClose: () => void;
}

/** Every version of a window: a correction stands in place of the former, which stays to be read. */
export function WindowHistory({ incidentRef, window, onClose }: WindowHistoryProps) {
  return (
    <Dialog open={window !== null} onOpenChange={(open) => !open && onClose()}>
      {window && (
        <DialogContent
          title={`History of the window on ${window.assetName}`}
          description="Newest first. Earlier versions are superseded, never overwritten."
          width="xl"
        >
          <Versions incidentRef={incidentRef} id={window.id} />
        </DialogContent>
      )}
    </Dialog>
  );
}

function Versions({ incidentRef, id }: { incidentRef: string; id: string }) {
  const versions = useQuery(windowVersions(incidentRef, id));
  if (versions.isPending) return <SkeletonRows rows={3} label="Loading the history" />;
  if (versions.isError) {
    return <FailedState title="The history could not be loaded." {...failedQuery(versions)} />;
  }
  return (
    <Table caption="Versions of the window">
      <THead className="bg-panel">
        <tr>
          <Th>Recorded</Th>
          <Th>By</Th>
          <Th>Open to</Th>
          <Th>Opened</Th>
          <Th>Closed</Th>
          <Th>Path</Th>
        </tr>
      </THead>
      <tbody>
        {versions.data.data.toReversed().map((version, i) => (
          <Tr key={version.recordedAt} className={i > 0 ? "text-ink-2" : undefined}>
            <Td>
              <Time value={version.recordedAt} mode="datetime" />
            </Td>
            <Td>{version.recordedBy}</Td>
            <Td>{audienceText(version.audience)}</Td>
            <Td>
              <Bounded at={version.openedAt} earliest={version.openedAtEarliest} latest={version.openedAtLatest} />
            </Td>
            <Td>
              {version.closedAt ? (
                <Bounded at={version.closedAt} earliest={version.closedAtEarliest} latest={version.closedAtLatest} />
              ) : (
                "still open"
              )}
            </Td>
            <Td>{version.path ? pathWord(version.path) : ""}</Td>
          </Tr>
        ))}
      </tbody>
    </Table>
  );
}
