import { db } from "@/db/client";
import { users } from "@/db/schema";
import { DEMO_ACCOUNTS, DEMO_PASSWORD } from "@/lib/access/demo-accounts";
import type { Role } from "@/lib/access/model";
import { hashPassword } from "@/lib/access/server/secrets";
import type { Ctx } from "@/lib/api/server/context";
import { userContext } from "@/lib/api/server/context";
import type { Instant } from "@/lib/time/instant";

export interface DemoUser {
  id: string;
  name: string;
  role: Role;
}

export type DemoUsers = Readonly<Record<Role, DemoUser>>;

/** Makes the demo's sign-ins, one a role, all with the printed password. */
export async function makeDemoUsers(now: Instant): Promise<DemoUsers> {
  const passwordHash = await hashPassword(DEMO_PASSWORD);
  const rows = await db()
    .insert(users)
    .values(DEMO_ACCOUNTS.map((account) => ({ ...account, passwordHash, createdAt: now, demo: 1 })))
    .returning();
  const byRole = (role: Role): DemoUser => {
    const found = rows.find((row) => row.role === role);
    if (found === undefined) throw new Error(`the demo has no ${role}`);
    return { id: found.id, name: found.name, role };
  };
  return {
    viewer: byRole("viewer"),
    responder: byRole("responder"),
    commander: byRole("commander"),
    auditor: byRole("auditor"),
    admin: byRole("admin"),
  };
}

/** Somebody of the demo acting at an instant of the story: verbs take the clock from their context. */
export function acting(user: DemoUser, at: Instant): Ctx {
  return userContext(user, { now: () => at, source: "seed" });
}
