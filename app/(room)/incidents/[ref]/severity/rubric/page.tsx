import type { Metadata } from "next";
import { SeverityBadge } from "@/components/incidents/severity-badge";
import { RubricExplained } from "@/components/severity/rubric-explained";
import { pageContext } from "@/lib/api/server/page-context";
import { targetsOfIncident } from "@/lib/severity/server/response-targets";

export const metadata: Metadata = { title: "Severity rubric" };

export default async function RubricRoute({ params }: { params: Promise<{ ref: string }> }) {
  const targets = await targetsOfIncident(await pageContext(), (await params).ref);
  return <RubricExplained badge={(level) => <SeverityBadge severity={level} />} targets={targets} />;
}
