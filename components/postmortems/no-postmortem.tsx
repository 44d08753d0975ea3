"use client";

import { useState } from "react";
import { EmptyState } from "@/components/ui/empty-state";
import { SkeletonRows } from "@/components/ui/skeleton";
import { useViewer } from "@/lib/access/use-viewer";
import { GenerateButton } from "./generate-button";

export function NoPostmortem({ incidentRef }: { incidentRef: string }) {
  const viewer = useViewer();
  const may = viewer.can("respond");
  const [generated, setGenerated] = useState(false);
  if (generated) return <SkeletonRows label="The postmortem is written and being opened" className="mt-3" />;
  return (
    <EmptyState
      className="mt-4"
      title="No postmortem yet"
      action={
        may ? (
          <GenerateButton incidentRef={incidentRef} variant="primary" onGenerated={() => setGenerated(true)} />
        ) : undefined
      }
    >
      It is written from the record: windows, accesses, times, tasks and severity, each figure with its source, and what
      nobody knows as unknown. People then edit it, and somebody who wrote none of it approves it.
      {!may && " A responder can generate it."}
    </EmptyState>
  );
}
