import { sql } from "drizzle-orm";
import type { Executor } from "@/db/client";

export const REVOKED_CHANNEL = "firebreak_revoked";

/** A session or token that ended, a user whose rights changed, or an incident whose members changed. */
export interface Revoked {
  viaId?: string;
  userId?: string;
  incident?: number;
}

/** Open streams that this concerns check themselves again and close when they may not go on. */
export async function notifyRevoked(executor: Executor, revoked: Revoked): Promise<void> {
  await executor.execute(sql`select pg_notify(${REVOKED_CHANNEL}, ${JSON.stringify(revoked)})`);
}
