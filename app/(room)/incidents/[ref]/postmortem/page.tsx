import type { Metadata } from "next";
import { SeverityBadge } from "@/components/incidents/severity-badge";
import { PostmortemActions } from "@/components/postmortems/actions";
import { NoPostmortem } from "@/components/postmortems/no-postmortem";
import { Reader } from "@/components/postmortems/reader";
import { AppError } from "@/lib/api/errors";
import type { Ctx } from "@/lib/api/server/context";
import { pageContext } from "@/lib/api/server/page-context";
import { getPostmortem } from "@/lib/postmortems/server/get-postmortem";
import type { PostmortemView } from "@/lib/postmortems/views";

export const metadata: Metadata = { title: "Postmortem" };

export default async function PostmortemRoute({ params }: { params: Promise<{ ref: string }> }) {
  const { ref } = await params;
  const ctx = await pageContext();
  const postmortem = await postmortemIfAny(ctx, ref);
  if (!postmortem) return <NoPostmortem incidentRef={ref} />;
  return (
    <Reader
      postmortem={postmortem}
      mayOpenEvidence={ctx.actor.permissions.has("read")}
      badge={(level) => <SeverityBadge severity={level} />}
      actions={<PostmortemActions shown={postmortem} />}
    />
  );
}

/** The incident itself is there, else the layout would have said so. */
async function postmortemIfAny(ctx: Ctx, ref: string): Promise<PostmortemView | null> {
  try {
    return await getPostmortem(ctx, ref);
  } catch (error) {
    if (error instanceof AppError && error.code === "not_found") return null;
    throw error;
  }
}
