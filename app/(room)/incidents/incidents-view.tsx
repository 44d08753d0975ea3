"use client";

import { IncidentList } from "@/components/incidents/incident-list";
import { useShell } from "@/components/shell/shell-context";

export function IncidentsView() {
  return <IncidentList onDeclare={useShell().openDeclare} />;
}
