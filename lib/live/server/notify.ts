import { sql } from "drizzle-orm";
import type { Executor } from "@/db/client";

export const LIVE_CHANNEL = "firebreak_live";

/** The kind that says that somebody came or went; it changes nothing of the incident itself. */
export const PRESENCE = "presence";

/** Lists that belong to no incident; their content is never sent, only that it changed. */
export const LIVE_LISTS = { agents: "agents" } as const;

/** Ids and a kind only: whoever is told comes back through the authorised way. */
export interface LiveMessage {
  incident: number | null;
  kind: string;
}

/** Sent when the transaction commits, never before. */
export async function notifyLive(executor: Executor, message: LiveMessage): Promise<void> {
  await executor.execute(sql`select pg_notify(${LIVE_CHANNEL}, ${JSON.stringify(message)})`);
}
