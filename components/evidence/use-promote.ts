"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { toast, toastFailed } from "@/components/ui/toast";
import { apiFetch } from "@/lib/api/client";
import { failureText } from "@/lib/api/field-errors";
import type { EventView } from "@/lib/evidence/views";
import { eventSentence } from "./words";

/** Makes timeline entries of events, one of each; their text can be corrected there. The same event again is the same entry. */
export function usePromote(incident: string, onDone?: () => void) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: async (events: readonly EventView[]) => {
      for (const event of events) {
        await apiFetch(`/incidents/${incident}/timeline`, {
          method: "POST",
          body: {
            occurredAt: event.occurredAt,
            body: eventSentence(event),
            kind: event.actorKind === "agent" ? "ai_action" : "evidence_note",
            evidenceEventIds: [event.id],
          },
          idempotencyKey: `promote-${incident}-${event.id}`,
        });
      }
      return events.length;
    },
    onSuccess: (count) => {
      toast(count === 1 ? "Added to the timeline." : `${count} entries added to the timeline.`);
      onDone?.();
    },
    onError: (error) =>
      toastFailed("Not everything was added to the timeline. Try again: what is there is not added twice.", {
        detail: failureText(error),
      }),
    onSettled: () => client.invalidateQueries({ queryKey: ["incident", incident] }),
  });
}
