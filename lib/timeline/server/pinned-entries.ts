import { and, asc, eq, inArray, type Placeholder, sql } from "drizzle-orm";
import { builtOnce } from "@/db/built-once";
import { db, type Executor } from "@/db/client";
import { incidentEvents } from "@/db/schema";

/** Numbers of the entries that are pinned now: the last word about each counts. */
export async function pinnedEntries(executor: Executor, incidentId: number): Promise<Set<number>> {
  const rows = executor === db() ? await pinsOf().execute({ incidentId }) : await pins(executor, incidentId);
  const pinned = new Set<number>();
  for (const { kind, data } of rows) {
    const entry = Number(data.entry);
    if (kind === "entry_pinned") pinned.add(entry);
    else pinned.delete(entry);
  }
  return pinned;
}

const pins = (executor: Executor, incidentId: number | Placeholder) =>
  executor
    .select({ kind: incidentEvents.kind, data: incidentEvents.data })
    .from(incidentEvents)
    .where(
      and(eq(incidentEvents.incidentId, incidentId), inArray(incidentEvents.kind, ["entry_pinned", "entry_unpinned"])),
    )
    .orderBy(asc(incidentEvents.seq));

const pinsOf = builtOnce((database) => pins(database, sql.placeholder("incidentId")).prepare("pins_of"));
