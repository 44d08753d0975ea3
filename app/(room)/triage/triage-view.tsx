"use client";

import { TriageList } from "@/components/triage/triage-list";
import { Chip } from "@/components/ui/chip";
import { SEVERITY_OPTIONS } from "./severities";

export function TriageView() {
  return <TriageList severities={SEVERITY_OPTIONS} restricted={<Chip>Restricted</Chip>} />;
}
