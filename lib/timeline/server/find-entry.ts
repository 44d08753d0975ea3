import { and, asc, eq, or } from "drizzle-orm";
import type { Executor } from "@/db/client";
import { incidentEvents } from "@/db/schema";
import { AppError } from "@/lib/api/errors";
import type { IncidentEventKind } from "@/lib/record/model";
import type { TimelineEntryView } from "../views";
import { pinnedEntries } from "./pinned-entries";
import type { Head } from "./read-heads";
import { toEntryViews } from "./to-entry-views";

/** An entry by its number, or by the number of one of its corrections. */
export async function findEntry(executor: Executor, incidentId: number, id: string): Promise<Head> {
  const missing = new AppError("not_found", "There is no such entry in this incident.");
  const seq = Number(id);
  if (!Number.isSafeInteger(seq) || seq < 1 || seq > 2_147_483_647) throw missing;
  const [named] = await executor
    .select({ seq: incidentEvents.seq, kind: incidentEvents.kind, corrects: incidentEvents.corrects })
    .from(incidentEvents)
    .where(and(eq(incidentEvents.incidentId, incidentId), eq(incidentEvents.seq, seq)));
  if (!named) throw missing;
  const entrySeq = named.kind === "correction" ? (named.corrects ?? seq) : seq;
  const rows = await executor
    .select()
    .from(incidentEvents)
    .where(
      and(
        eq(incidentEvents.incidentId, incidentId),
        or(
          eq(incidentEvents.seq, entrySeq),
          and(eq(incidentEvents.corrects, entrySeq), eq(incidentEvents.kind, "correction")),
        ),
      ),
    )
    .orderBy(asc(incidentEvents.seq));
  const entry = rows[0];
  const head = rows.at(-1);
  if (!entry || !head) throw missing;
  return { head, entry: { ...entry, kind: entry.kind as IncidentEventKind } };
}

export async function entryView(executor: Executor, incidentId: number, found: Head): Promise<TimelineEntryView> {
  const [view] = await toEntryViews(executor, incidentId, [found], await pinnedEntries(executor, incidentId));
  if (!view) throw new Error("one head has one view");
  return view;
}
