import { and, eq, inArray, sql } from "drizzle-orm";
import type { Transaction } from "@/db/client";
import { incidentEvents } from "@/db/schema";
import type { Action } from "./action-rows";

/** Who began an action or recorded it as done: their own look shows nothing. */
export async function carriedOutBy(tx: Transaction, action: Action): Promise<Set<string>> {
  const rows = await tx
    .select({ author: incidentEvents.authorId })
    .from(incidentEvents)
    .where(
      and(
        eq(incidentEvents.incidentId, action.incidentId),
        inArray(incidentEvents.kind, ["containment_started", "containment_done"]),
        sql`${incidentEvents.data} ->> 'id' = ${action.id}`,
      ),
    );
  return new Set([action.doneBy, ...rows.map(({ author }) => author)].filter((id) => id !== null));
}
