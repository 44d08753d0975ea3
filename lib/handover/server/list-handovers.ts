import { and, eq } from "drizzle-orm";
import { db } from "@/db/client";
import { handovers } from "@/db/schema";
import { requireIncident } from "@/lib/access/server/require";
import { AppError } from "@/lib/api/errors";
import type { Ctx } from "@/lib/api/server/context";
import type { HandoverList, HandoverView, RoleHistory } from "../views";
import { handoverView, holdingsOf, selectHandovers } from "./handover-rows";

/** Every handover of the incident, what is under way first. */
export async function listHandovers(ctx: Ctx, ref: string): Promise<HandoverList> {
  const incident = await requireIncident(ctx, db(), ref, "read");
  return { data: await selectHandovers(db(), ctx, eq(handovers.incidentId, incident.id)), nextCursor: null };
}

export async function getHandover(ctx: Ctx, ref: string, id: string): Promise<HandoverView> {
  const incident = await requireIncident(ctx, db(), ref, "read");
  const [row] = await db()
    .select({ id: handovers.id })
    .from(handovers)
    .where(and(eq(handovers.incidentId, incident.id), eq(handovers.id, id)));
  if (!row) throw new AppError("not_found", "There is no such handover in this incident.");
  return handoverView(db(), ctx, id);
}

/** Who held what from when to when. */
export async function listRoles(ctx: Ctx, ref: string): Promise<RoleHistory> {
  const incident = await requireIncident(ctx, db(), ref, "read");
  return { data: await holdingsOf(db(), incident.id), nextCursor: null };
}
