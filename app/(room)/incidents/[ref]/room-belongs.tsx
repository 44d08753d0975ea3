"use client";

import { SeverityBadge } from "@/components/incidents/severity-badge";
import { BelongsSection } from "@/components/triage/belongs-section";
import type { RoomView } from "@/lib/incidents/views";

/** After the rail: how an incident hangs together with others is not what one looks for first. */
export default function RoomBelongs({ room }: { room: RoomView }) {
  return <BelongsSection room={room} badge={(severity) => <SeverityBadge severity={severity} />} />;
}
