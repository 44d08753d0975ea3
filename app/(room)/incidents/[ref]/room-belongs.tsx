"use client";

import { SeverityBadge } from "@/components/incidents/severity-badge";
import { ResponseSection } from "@/components/severity/response-section";
import { BelongsSection } from "@/components/triage/belongs-section";
import type { RoomView } from "@/lib/incidents/views";

/** After the rail: what the response is measured by, and what belongs together, is not what one looks for first. */
export default function RoomBelongs({ room }: { room: RoomView }) {
  return (
    <div className="mt-4.5 flex flex-col gap-4.5 print:hidden">
      <ResponseSection incidentRef={room.incident.ref} />
      <BelongsSection room={room} badge={(severity) => <SeverityBadge severity={severity} />} />
    </div>
  );
}
