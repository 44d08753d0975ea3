import type { Metadata } from "next";
import { FormatList } from "@/components/evidence/format-list";
import { MappingList } from "@/components/evidence/mapping-list";
import { PageHeading } from "@/components/ui/page-heading";
import { pageContext } from "@/lib/api/server/page-context";
import { listFormats } from "@/lib/evidence/server/list-formats";

export const metadata: Metadata = { title: "Log formats" };

export default async function FormatsPage() {
  const ctx = await pageContext();
  const { data } = await listFormats(ctx);
  return (
    <>
      <PageHeading
        title="Log formats"
        lead="Files are recognised by what is in them, not by their names. What no format claims is read as CSV or JSON, once it is clear which column holds the time, the actor and the action; what was answered for such files is listed below."
      />
      <FormatList formats={data} />
      <MappingList mayWrite={ctx.actor.permissions.has("respond")} />
    </>
  );
}
