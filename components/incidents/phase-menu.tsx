"use client";

import dynamic from "next/dynamic";
import { useState } from "react";
import { useCommand } from "@/components/ui/commands";
import type { RoomView } from "@/lib/incidents/views";
import { PhaseChip } from "./phase-chip";
import { PHASE_WORDS } from "./words";

const PhaseDialog = dynamic(() => import("./phase-dialog"), { ssr: false });

/** The phase, and for a commander the way to another one. */
export function PhaseMenu({ room }: { room: RoomView }) {
  const [open, setOpen] = useState(false);
  const { phase, ref } = room.incident;
  useCommand({
    label: "Change the phase (contained, resolved, closed …)",
    group: "Incident",
    keywords: "close resolve contain reopen decline",
    enabled: room.can.command,
    run: () => setOpen(true),
  });
  if (!room.can.command) return <PhaseChip phase={phase} />;
  return (
    <>
      <button
        type="button"
        aria-haspopup="dialog"
        aria-label={`Phase: ${PHASE_WORDS[phase]}. Change it`}
        title="Change the phase"
        onClick={() => setOpen(true)}
        className="min-h-6 rounded-sm hover:bg-hover"
      >
        <PhaseChip phase={phase} />
      </button>
      {open && <PhaseDialog incidentRef={ref} onClose={() => setOpen(false)} />}
    </>
  );
}
