import { asc, eq, isNull, sql } from "drizzle-orm";
import { db, type Transaction } from "@/db/client";
import { sessions, users } from "@/db/schema";
import { AppError } from "@/lib/api/errors";
import type { Ctx } from "@/lib/api/server/context";
import { inTransaction } from "@/lib/api/server/in-transaction";
import type { AddUserInput, ChangeUserInput } from "../inputs";
import type { PersonView, UserView } from "../views";
import { audit } from "./audit";
import { notifyRevoked } from "./notify-revoked";
import { requirePermission } from "./require";
import { createSetupLink } from "./set-up";

/** Everybody who can be an owner, a member or a reviewer. */
export async function listPeople(ctx: Ctx): Promise<{ data: PersonView[]; nextCursor: null }> {
  requirePermission(ctx, "read");
  const data = await db()
    .select({ id: users.id, name: users.name, role: users.role })
    .from(users)
    .where(isNull(users.disabledAt))
    .orderBy(asc(users.name))
    .limit(1000);
  return { data, nextCursor: null };
}

export async function listUsers(ctx: Ctx): Promise<{ data: UserView[]; nextCursor: null }> {
  requirePermission(ctx, "administer");
  const rows = await db().select().from(users).orderBy(asc(users.name)).limit(1000);
  return { data: rows.map(toView), nextCursor: null };
}

/** Adds a user and a link, shown once, by which they set their password. */
export async function addUser(ctx: Ctx, input: AddUserInput): Promise<UserView & { setupToken: string }> {
  requirePermission(ctx, "administer");
  const add = async (tx: Transaction) => {
    const [user] = await tx
      .insert(users)
      .values({ ...input, createdAt: ctx.now() })
      .returning();
    if (!user) throw new Error("insert returned no row");
    await audit(tx, ctx, "user_added", user.email, { role: user.role });
    return { ...toView(user), setupToken: await createSetupLink(ctx, user.id, tx) };
  };
  return inTransaction(ctx, add, { isSecret: true });
}

/** Name, role, disabled. Rights change with the next request; sessions of a disabled user end at once. */
export async function changeUser(ctx: Ctx, id: string, input: ChangeUserInput): Promise<UserView> {
  const actor = requirePermission(ctx, "administer");
  if (id === actor.userId && (input.disabled || (input.role && input.role !== "admin"))) {
    throw new AppError("conflict", "You can't take your own admin rights away. Ask another admin.");
  }
  return inTransaction(ctx, async (tx) => {
    const [user] = await tx
      .update(users)
      .set({
        ...(input.name ? { name: input.name } : {}),
        ...(input.role ? { role: input.role } : {}),
        ...(input.disabled === undefined ? {} : { disabledAt: input.disabled ? ctx.now() : null }),
      })
      .where(eq(users.id, id))
      .returning();
    if (!user) throw new AppError("not_found", "There is no such user.");
    if (input.disabled) {
      await tx.update(sessions).set({ revokedAt: ctx.now() }).where(sql`user_id = ${id} and revoked_at is null`);
    }
    await audit(tx, ctx, "user_changed", user.email, input);
    await notifyRevoked(tx, { userId: id });
    return toView(user);
  });
}

function toView(user: typeof users.$inferSelect): UserView {
  const { id, email, name, role, disabledAt, createdAt } = user;
  return { id, email, name, role, disabledAt, createdAt };
}
