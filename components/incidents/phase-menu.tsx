"use client";

import type { IncidentView } from "@/lib/incidents/views";
import { PhaseChip } from "./phase-chip";

export function PhaseMenu({ incident }: { incident: IncidentView; canCommand: boolean }) {
  return <PhaseChip phase={incident.phase} />;
}
