import { useMutation, useQueryClient } from "@tanstack/react-query";
import type * as z from "zod";
import { apiFetch } from "@/lib/api/client";
import type { AddEntryInput, CorrectEntryInput } from "./inputs";
import type { TimelineEntryView } from "./views";

/** The key belongs to the draft: an answer that got lost and a second press make one entry. */
export function useAddEntry(ref: string) {
  return useChange(ref, ({ key, ...body }: z.input<typeof AddEntryInput> & { key: string }) =>
    apiFetch<TimelineEntryView>(`/incidents/${ref}/timeline`, { method: "POST", body, idempotencyKey: key }),
  );
}

export function useCorrectEntry(ref: string, id: string) {
  return useChange(ref, (body: z.input<typeof CorrectEntryInput>) =>
    apiFetch<TimelineEntryView>(`/incidents/${ref}/timeline/${id}/corrections`, { method: "POST", body }),
  );
}

export function usePinEntry(ref: string) {
  return useChange(ref, ({ id, pinned }: { id: string; pinned: boolean }) =>
    apiFetch<TimelineEntryView>(`/incidents/${ref}/timeline/${id}/pin`, { method: pinned ? "POST" : "DELETE" }),
  );
}

function useChange<Input, Output>(ref: string, mutationFn: (input: Input) => Promise<Output>) {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn,
    // Not waited for: a form is done when its answer is there, not when everything else has been read again.
    onSettled: () => {
      void queryClient.invalidateQueries({ queryKey: ["incident", ref] });
    },
  });
}
