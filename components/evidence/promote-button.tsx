"use client";

import { useMutation, useQueryClient } from "@tanstack/react-query";
import { Button } from "@/components/ui/button";
import { toast, toastFailed } from "@/components/ui/toast";
import { apiFetch } from "@/lib/api/client";
import { failureText } from "@/lib/api/field-errors";
import type { EventView } from "@/lib/evidence/views";
import { eventSentence } from "./words";

/** Makes a timeline entry of an event in one step; its text can be corrected on the timeline. */
export function PromoteButton({ incident, event }: { incident: string; event: EventView }) {
  const client = useQueryClient();
  const promote = useMutation({
    mutationFn: () =>
      apiFetch(`/incidents/${incident}/timeline`, {
        method: "POST",
        body: {
          occurredAt: event.occurredAt,
          body: eventSentence(event),
          kind: event.actorKind === "agent" ? "ai_action" : "finding",
          evidenceEventIds: [event.id],
        },
        idempotencyKey: `promote-${incident}-${event.id}`,
      }),
    onSuccess: async () => {
      await client.invalidateQueries({ queryKey: ["incident", incident] });
      toast("Added to the timeline.");
    },
    onError: (error) => toastFailed("It was not added to the timeline.", { detail: failureText(error) }),
  });
  return (
    <Button
      variant="primary"
      busy={promote.isPending}
      disabled={promote.isSuccess}
      focusableWhenDisabled
      onClick={() => promote.mutate()}
    >
      {promote.isSuccess ? "On the timeline" : "Add to timeline"}
    </Button>
  );
}
