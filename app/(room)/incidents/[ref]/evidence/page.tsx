import type { Metadata } from "next";
import { EvidenceTab } from "@/components/evidence/evidence-tab";
import { pageContext } from "@/lib/api/server/page-context";

export const metadata: Metadata = { title: "Evidence" };

/** Sources and events come through the API: they change while one looks, and an upload must not wait for a page. */
export default async function EvidencePage({ params }: { params: Promise<{ ref: string }> }) {
  const ctx = await pageContext();
  return <EvidenceTab incident={(await params).ref} mayWrite={ctx.actor.permissions.has("respond")} />;
}
