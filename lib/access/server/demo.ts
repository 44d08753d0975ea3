import { eq } from "drizzle-orm";
import { db } from "@/db/client";
import { users } from "@/db/schema";
import { DEMO_PASSWORD } from "../demo-accounts";
import type { DemoSignInView } from "../views";

/** The demo's sign-ins, where the demo was seeded; nothing anywhere else. */
export async function listDemoSignIns(): Promise<{ data: DemoSignInView[]; nextCursor: null }> {
  const rows = await db().select().from(users).where(eq(users.demo, 1)).limit(20);
  const order = ["commander", "responder", "admin", "auditor", "viewer"];
  const data = rows
    .filter((row) => row.disabledAt === null)
    .sort((a, b) => order.indexOf(a.role) - order.indexOf(b.role))
    .map(({ email, role, name }) => ({ email, password: DEMO_PASSWORD, role, name }));
  return { data, nextCursor: null };
}
