import type { Metadata } from "next";
import { SeverityBadge } from "@/components/incidents/severity-badge";
import { RubricExplained } from "@/components/severity/rubric-explained";

export const metadata: Metadata = { title: "Severity rubric" };

export default function RubricRoute() {
  return <RubricExplained badge={(level) => <SeverityBadge severity={level} />} />;
}
