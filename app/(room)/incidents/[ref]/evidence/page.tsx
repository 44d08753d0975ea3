import type { Metadata } from "next";
import { pageContext } from "@/lib/api/server/page-context";
import { EvidenceView } from "./evidence-view";

export const metadata: Metadata = { title: "Evidence" };

/** Sources and events come through the API: they change while one looks, and an upload must not wait for a page. */
export default async function EvidencePage({ params }: { params: Promise<{ ref: string }> }) {
  const ctx = await pageContext();
  return <EvidenceView incident={(await params).ref} mayWrite={ctx.actor.permissions.has("respond")} />;
}
