import { and, asc, eq, isNull } from "drizzle-orm";
import { db } from "@/db/client";
import { incidentMembers, incidentRoles, users } from "@/db/schema";
import { notifyRevoked } from "@/lib/access/server/notify-revoked";
import { requireIncident } from "@/lib/access/server/require";
import { AppError } from "@/lib/api/errors";
import type { Ctx } from "@/lib/api/server/context";
import { inTransaction } from "@/lib/api/server/in-transaction";
import { recordEvent } from "@/lib/record/server/record-event";
import type { AddMemberInput } from "../inputs";

export async function listMembers(ctx: Ctx, ref: string) {
  const incident = await requireIncident(ctx, db(), ref, "read");
  return { data: await membersOf(incident.id), nextCursor: null };
}

/** For verbs that have asked already who may see the incident. */
export function membersOf(incidentId: number) {
  return db()
    .select({ userId: users.id, name: users.name, addedAt: incidentMembers.addedAt })
    .from(incidentMembers)
    .innerJoin(users, eq(users.id, incidentMembers.userId))
    .where(eq(incidentMembers.incidentId, incidentId))
    .orderBy(asc(incidentMembers.addedAt))
    .limit(1000);
}

/** Being a member is the only way to see a restricted incident; it is given by name and recorded. */
export async function addMember(ctx: Ctx, ref: string, input: AddMemberInput) {
  return inTransaction(ctx, async (tx) => {
    const incident = await requireIncident(ctx, tx, ref, "command");
    const [user] = await tx.select().from(users).where(eq(users.id, input.userId));
    if (!user)
      throw new AppError("invalid", "There is no such user.", {
        fields: [{ pointer: "/userId", message: "Unknown user." }],
      });
    const added = await tx
      .insert(incidentMembers)
      .values({ incidentId: incident.id, userId: user.id, addedBy: ctx.actor?.name ?? "", addedAt: ctx.now() })
      .onConflictDoNothing()
      .returning();
    if (added.length > 0) {
      await recordEvent(tx, ctx, {
        incidentId: incident.id,
        kind: "member_added",
        data: { userId: user.id, name: user.name },
      });
    }
    return { userId: user.id, name: user.name, addedAt: added[0]?.addedAt ?? ctx.now() };
  });
}

export async function removeMember(ctx: Ctx, ref: string, userId: string): Promise<void> {
  await inTransaction(ctx, async (tx) => {
    const incident = await requireIncident(ctx, tx, ref, "command");
    const [holder] = await tx
      .select({ role: incidentRoles.role })
      .from(incidentRoles)
      .where(
        and(eq(incidentRoles.incidentId, incident.id), eq(incidentRoles.userId, userId), isNull(incidentRoles.until)),
      );
    if (holder)
      throw new AppError("conflict", `This person is the ${holder.role}. Give the role to somebody else first.`);
    const [removed] = await tx
      .delete(incidentMembers)
      .where(and(eq(incidentMembers.incidentId, incident.id), eq(incidentMembers.userId, userId)))
      .returning();
    if (!removed) throw new AppError("not_found", "This person is not a member.");
    const [user] = await tx.select().from(users).where(eq(users.id, userId));
    await recordEvent(tx, ctx, {
      incidentId: incident.id,
      kind: "member_removed",
      data: { userId, name: user?.name ?? "" },
    });
    await notifyRevoked(tx, { incident: incident.id, userId });
  });
}
