import type { At } from "@/db/seed/day-clock";
import type { Step } from "@/db/seed/step";
import { AddEntryInput } from "@/lib/timeline/inputs";
import { addEntry } from "@/lib/timeline/server/add-entry";
import { pinEntry } from "@/lib/timeline/server/pin-entry";
import { type EventFilter, findEvents } from "./events";

/** Something written into the timeline, in the story's own times. */
export interface Entry {
  recorded: string;
  by?: "commander" | "responder";
  /** When it happened; left out: when it was recorded. */
  happened?: string;
  kind: AddEntryInput["kind"];
  body: string;
  pinned?: true;
  /** The evidence events that it cites; `from` and `until` in the story's own times too. */
  shownBy?: EventFilter;
}

export function entrySteps(at: At, entries: readonly Entry[]): Step[] {
  return entries.map(({ recorded, by = "responder", happened = recorded, kind, body, pinned, shownBy }): Step => {
    return {
      at: at(recorded),
      by,
      run: async (ctx, ref) => {
        const evidenceEventIds = shownBy ? await findEvents(ctx, ref, inTimes(at, shownBy), 10) : [];
        const input = AddEntryInput.parse({ occurredAt: at(happened), kind, body, evidenceEventIds });
        const { id } = await addEntry(ctx, ref, input);
        if (pinned) await pinEntry(ctx, ref, id, true);
      },
    };
  });
}

function inTimes(at: At, { from, until, ...filter }: EventFilter): EventFilter {
  return { ...filter, ...(from && { from: at(from) }), ...(until && { until: at(until) }) };
}
