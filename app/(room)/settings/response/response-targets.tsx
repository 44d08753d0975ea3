"use client";

import { SeverityBadge } from "@/components/incidents/severity-badge";
import { TargetsSettings } from "@/components/severity/targets-settings";

export function ResponseTargets() {
  return <TargetsSettings badge={(level) => <SeverityBadge severity={level} />} />;
}
