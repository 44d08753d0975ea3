import { and, asc, count, eq } from "drizzle-orm";
import { db } from "@/db/client";
import { eventViews, users } from "@/db/schema";
import { requireActor, requireIncident } from "@/lib/access/server/require";
import { AppError } from "@/lib/api/errors";
import type { Ctx } from "@/lib/api/server/context";
import { inTransaction } from "@/lib/api/server/in-transaction";
import type { SaveViewInput } from "../inputs";
import type { SavedView, SavedViewPage } from "../views";

const MOST_VIEWS = 200;

/** Filters of an incident's events that people gave a name, for everybody in the room. */
export async function listViews(ctx: Ctx, ref: string): Promise<SavedViewPage> {
  const incident = await requireIncident(ctx, db(), ref, "read");
  const data = await db()
    .select({
      id: eventViews.id,
      name: eventViews.name,
      filter: eventViews.filter,
      savedBy: users.name,
      savedAt: eventViews.savedAt,
    })
    .from(eventViews)
    .innerJoin(users, eq(users.id, eventViews.savedBy))
    .where(eq(eventViews.incidentId, incident.id))
    .orderBy(asc(eventViews.name), asc(eventViews.savedAt));
  return { data, nextCursor: null };
}

/** A name that is taken gets the new filter. */
export async function saveView(ctx: Ctx, ref: string, input: SaveViewInput): Promise<SavedView> {
  return inTransaction(ctx, async (tx) => {
    const incident = await requireIncident(ctx, tx, ref, "respond");
    const actor = requireActor(ctx);
    const named = and(eq(eventViews.incidentId, incident.id), eq(eventViews.name, input.name));
    const filter = Object.fromEntries(Object.entries(input.filter).filter(([, value]) => value !== undefined));
    const values = { filter: filter as Record<string, string>, savedBy: actor.userId, savedAt: ctx.now() };
    const [changed] = await tx.update(eventViews).set(values).where(named).returning();
    if (changed) return { ...pick(changed), savedBy: actor.name };
    const [{ n } = { n: 0 }] = await tx
      .select({ n: count() })
      .from(eventViews)
      .where(eq(eventViews.incidentId, incident.id));
    if (n >= MOST_VIEWS) throw new AppError("conflict", `An incident holds ${MOST_VIEWS} views. Remove one first.`);
    const [added] = await tx
      .insert(eventViews)
      .values({ incidentId: incident.id, name: input.name, ...values })
      .returning();
    if (!added) throw new Error("insert returned no row");
    return { ...pick(added), savedBy: actor.name };
  });
}

export async function removeView(ctx: Ctx, ref: string, id: string): Promise<void> {
  await inTransaction(ctx, async (tx) => {
    const incident = await requireIncident(ctx, tx, ref, "respond");
    const gone = await tx
      .delete(eventViews)
      .where(and(eq(eventViews.incidentId, incident.id), eq(eventViews.id, id)))
      .returning({ id: eventViews.id });
    if (gone.length === 0) throw new AppError("not_found", "There is no such view.");
  });
}

function pick({ id, name, filter, savedAt }: typeof eventViews.$inferSelect) {
  return { id, name, filter, savedAt };
}
