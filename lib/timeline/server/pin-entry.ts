import { requireIncident } from "@/lib/access/server/require";
import type { Ctx } from "@/lib/api/server/context";
import { inTransaction } from "@/lib/api/server/in-transaction";
import { lockRecord, recordEvent } from "@/lib/record/server/record-event";
import type { TimelineEntryView } from "../views";
import { entryView, findEntry } from "./find-entry";
import { pinnedEntries } from "./pinned-entries";

/** Marks an entry as one that a reader of the postmortem needs, or takes the mark away. Twice is once. */
export async function pinEntry(ctx: Ctx, ref: string, id: string, pinned: boolean): Promise<TimelineEntryView> {
  return inTransaction(ctx, async (tx) => {
    const incident = await requireIncident(ctx, tx, ref, "respond");
    await lockRecord(tx, incident.id);
    const found = await findEntry(tx, incident.id, id);
    const pins = await pinnedEntries(tx, incident.id);
    if (pins.has(found.entry.seq) !== pinned) {
      const kind = pinned ? "entry_pinned" : "entry_unpinned";
      await recordEvent(tx, ctx, { incidentId: incident.id, kind, data: { entry: found.entry.seq } });
    }
    return entryView(tx, incident.id, found);
  });
}
