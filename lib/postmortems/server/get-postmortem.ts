import { and, desc, eq } from "drizzle-orm";
import { db } from "@/db/client";
import { postmortemSections } from "@/db/schema";
import { requireIncident } from "@/lib/access/server/require";
import type { Ctx } from "@/lib/api/server/context";
import type { PostmortemView, SectionVersions } from "../views";
import { findPostmortem, toPostmortemView, toSectionView } from "./read-postmortem";

export async function getPostmortem(ctx: Ctx, ref: string): Promise<PostmortemView> {
  const incident = await requireIncident(ctx, db(), ref, "read");
  return toPostmortemView(db(), incident, await findPostmortem(db(), incident), ctx.now());
}

/** Every saved text of a section, newest first. */
export async function listVersions(ctx: Ctx, ref: string, section: string): Promise<SectionVersions> {
  const incident = await requireIncident(ctx, db(), ref, "read");
  const rows = await db()
    .select()
    .from(postmortemSections)
    .where(and(eq(postmortemSections.incidentId, incident.id), eq(postmortemSections.section, section)))
    .orderBy(desc(postmortemSections.version))
    .limit(500);
  return { data: rows.flatMap((row) => toSectionView(row) ?? []), nextCursor: null };
}
