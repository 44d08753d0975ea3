import { eq, sql } from "drizzle-orm";
import { db, type Transaction } from "@/db/client";
import { postmortemSections, postmortems } from "@/db/schema";
import { requireActor, requireIncident } from "@/lib/access/server/require";
import { AppError, invariant } from "@/lib/api/errors";
import type { Ctx } from "@/lib/api/server/context";
import { inTransaction } from "@/lib/api/server/in-transaction";
import { lockRecord, recordEvent } from "@/lib/record/server/record-event";
import { generateSections } from "../generate";
import type { GeneratePostmortemInput } from "../inputs";
import { SECTIONS, type Section } from "../model";
import type { GeneratedView } from "../views";
import { collectFacts } from "./collect-facts";
import { currentSections, toPostmortemView } from "./read-postmortem";

/**
 * Writes the postmortem from the record as it stands now. What people wrote is kept, unless a section is named to be
 * overwritten; its former versions stay.
 */
export async function generatePostmortem(
  ctx: Ctx,
  ref: string,
  input: GeneratePostmortemInput,
): Promise<GeneratedView> {
  await requireIncident(ctx, db(), ref, "respond");
  // Before the transaction, which would otherwise hold the record while a dozen reads wait for connections. What is
  // recorded in between shows as newer than the text.
  const facts = await collectFacts(ctx, ref);
  return inTransaction(ctx, async (tx) => {
    const incident = await requireIncident(ctx, tx, ref, "respond");
    await lockRecord(tx, incident.id);
    await refuseFinished(tx, incident.id);
    const now = ctx.now();
    const generated = {
      facts: facts as unknown as Record<string, unknown>,
      severity: facts.incident.peakSeverity,
      generatedAt: now,
      generatedBy: requireActor(ctx).name,
    };
    const [row] = await tx
      .insert(postmortems)
      .values({ incidentId: incident.id, state: "draft", ...generated })
      .onConflictDoUpdate({
        target: postmortems.incidentId,
        set: { ...generated, version: sql`${postmortems.version} + 1` },
      })
      .returning();
    invariant(row, "the postmortem was written");
    const { written, kept } = await writeSections(tx, ctx, incident.id, generateSections(facts), input.overwrite);
    await recordEvent(tx, ctx, {
      incidentId: incident.id,
      kind: "postmortem_generated",
      data: { sections: written, kept, version: row.version },
    });
    return { ...(await toPostmortemView(tx, incident, row, now)), kept };
  });
}

async function refuseFinished(tx: Transaction, incidentId: number): Promise<void> {
  const [row] = await tx
    .select({ state: postmortems.state })
    .from(postmortems)
    .where(eq(postmortems.incidentId, incidentId));
  if (row && (row.state === "approved" || row.state === "published")) {
    throw new AppError("conflict", `The postmortem is ${row.state}. Return it to draft, with a reason, to change it.`);
  }
}

/** A section gets a new version where its text differs; one that a person wrote last only if it may be overwritten. */
async function writeSections(
  tx: Transaction,
  ctx: Ctx,
  incidentId: number,
  texts: Record<Section, string>,
  overwrite: readonly Section[],
): Promise<{ written: Section[]; kept: Section[] }> {
  const actor = requireActor(ctx);
  const current = new Map((await currentSections(tx, incidentId)).map((section) => [section.section, section]));
  const written: Section[] = [];
  const kept: Section[] = [];
  for (const section of SECTIONS) {
    const before = current.get(section);
    if (before?.origin === "person" && !overwrite.includes(section)) {
      kept.push(section);
      continue;
    }
    if (before?.body === texts[section] && before.origin === "generated") continue;
    await tx.insert(postmortemSections).values({
      incidentId,
      section,
      version: (before?.version ?? 0) + 1,
      body: texts[section],
      origin: "generated",
      savedBy: actor.name,
      savedById: actor.kind === "system" ? null : actor.userId,
      savedAt: ctx.now(),
    });
    written.push(section);
  }
  return { written, kept };
}
