import { and, desc, eq } from "drizzle-orm";
import { postmortemSections } from "@/db/schema";
import { requireActor, requireIncident } from "@/lib/access/server/require";
import { AppError, invariant } from "@/lib/api/errors";
import type { Ctx } from "@/lib/api/server/context";
import { inTransaction } from "@/lib/api/server/in-transaction";
import { recordEvent } from "@/lib/record/server/record-event";
import type { PostmortemFacts } from "../facts";
import { generateSections } from "../generate";
import type { ConfirmSectionInput } from "../inputs";
import type { Section } from "../model";
import type { SectionView } from "../views";
import { lockPostmortem, toSectionView } from "./read-postmortem";
import { refuseFinished, refuseStale } from "./save-section";

/**
 * Says that a written section is still right beside the facts as they stand. What it was held against is kept as a
 * version before it, so that the next change of the facts shows again.
 */
export async function confirmSection(
  ctx: Ctx,
  ref: string,
  section: Section,
  input: ConfirmSectionInput,
): Promise<SectionView> {
  return inTransaction(ctx, async (tx) => {
    const incident = await requireIncident(ctx, tx, ref, "respond");
    const postmortem = await lockPostmortem(tx, incident);
    refuseFinished(postmortem.state);
    const [before] = await tx
      .select()
      .from(postmortemSections)
      .where(and(eq(postmortemSections.incidentId, incident.id), eq(postmortemSections.section, section)))
      .orderBy(desc(postmortemSections.version))
      .limit(1);
    invariant(before, "generating writes every section");
    refuseStale(before, input.version);
    if (before.origin !== "person") {
      throw new AppError("conflict", "This section is generated from the record; there is nothing to confirm.");
    }
    const actor = requireActor(ctx);
    const saved = {
      incidentId: incident.id,
      section,
      savedBy: actor.name,
      savedById: actor.kind === "system" ? null : actor.userId,
      savedAt: ctx.now(),
    };
    const held = generateSections(postmortem.facts as unknown as PostmortemFacts)[section];
    const [, row] = await tx
      .insert(postmortemSections)
      .values([
        { ...saved, version: before.version + 1, body: held, origin: "generated" },
        { ...saved, version: before.version + 2, body: before.body, origin: "person" },
      ])
      .returning();
    invariant(row, "the version was written");
    await recordEvent(tx, ctx, {
      incidentId: incident.id,
      kind: "postmortem_edited",
      data: { section, version: row.version, confirmed: true },
    });
    return toSectionView(row) as SectionView;
  });
}
