import { and, desc, eq } from "drizzle-orm";
import { postmortemSections } from "@/db/schema";
import { requireActor, requireIncident } from "@/lib/access/server/require";
import { AppError, invariant } from "@/lib/api/errors";
import type { Ctx } from "@/lib/api/server/context";
import { inTransaction } from "@/lib/api/server/in-transaction";
import { recordEvent } from "@/lib/record/server/record-event";
import type { SaveSectionInput } from "../inputs";
import type { PostmortemState, Section } from "../model";
import type { SectionView } from "../views";
import { lockPostmortem, toSectionView } from "./read-postmortem";

/** Keeps a person's text of a section as its next version; refused, with both texts, when somebody was faster. */
export async function saveSection(
  ctx: Ctx,
  ref: string,
  section: Section,
  input: SaveSectionInput,
): Promise<SectionView> {
  return inTransaction(ctx, async (tx) => {
    const incident = await requireIncident(ctx, tx, ref, "respond");
    const { state } = await lockPostmortem(tx, incident);
    refuseFinished(state);
    const [before] = await tx
      .select()
      .from(postmortemSections)
      .where(and(eq(postmortemSections.incidentId, incident.id), eq(postmortemSections.section, section)))
      .orderBy(desc(postmortemSections.version))
      .limit(1);
    invariant(before, "generating writes every section");
    refuseStale(before, input.version);
    if (before.body === input.body) return toSectionView(before) as SectionView;
    const actor = requireActor(ctx);
    const [row] = await tx
      .insert(postmortemSections)
      .values({
        incidentId: incident.id,
        section,
        version: before.version + 1,
        body: input.body,
        origin: "person",
        savedBy: actor.name,
        savedById: actor.kind === "system" ? null : actor.userId,
        savedAt: ctx.now(),
      })
      .returning();
    invariant(row, "the version was written");
    const data = { section, version: row.version };
    await recordEvent(tx, ctx, { incidentId: incident.id, kind: "postmortem_edited", data });
    return toSectionView(row) as SectionView;
  });
}

export function refuseFinished(state: PostmortemState): void {
  if (state !== "approved" && state !== "published") return;
  throw new AppError("conflict", `The postmortem is ${state}. Return it to draft, with a reason, to change it.`);
}

export function refuseStale(before: typeof postmortemSections.$inferSelect, version: number | undefined): void {
  if (version === undefined) {
    throw new AppError("precondition_required", "Say which version you edited, as `version` or in If-Match.");
  }
  if (before.version === version) return;
  const message = `${before.savedBy} changed this section since you opened it (version ${version}, now ${before.version}). Compare both, then save again.`;
  const current = toSectionView(before);
  throw new AppError("precondition_failed", message, { extra: { currentVersion: before.version, current } });
}
