import { useMutation, useQueryClient } from "@tanstack/react-query";
import { apiFetch } from "@/lib/api/client";
import type { AddDataRequest, ChangeDataRequest, StateRecipientsRequest } from "./inputs";
import type { AffectedDataView } from "./views";

export function useAddData(ref: string) {
  return useDataChange(ref, ({ key, input }: { key: string; input: AddDataRequest }) =>
    apiFetch<AffectedDataView>(`/incidents/${ref}/data`, { method: "POST", body: input, idempotencyKey: key }),
  );
}

/** `version` is the one that the person was looking at. */
export function useChangeData(ref: string, id: string) {
  return useDataChange(ref, (changes: ChangeDataRequest) =>
    apiFetch<AffectedDataView>(`/incidents/${ref}/data/${id}`, { method: "PATCH", body: changes }),
  );
}

export function useRemoveData(ref: string) {
  return useDataChange(ref, ({ id, version, reason }: { id: string; version: number; reason: string }) =>
    apiFetch<void>(`/incidents/${ref}/data/${id}`, { method: "DELETE", query: { version, reason } }),
  );
}

/** Of one recipient, or of many for whom the same holds. */
export function useStateRecipients(ref: string) {
  return useDataChange(ref, ({ key, input }: { key: string; input: StateRecipientsRequest }) =>
    apiFetch<{ stated: number }>(`/incidents/${ref}/data/recipients/statements`, {
      method: "POST",
      body: input,
      idempotencyKey: key,
    }),
  );
}

function useDataChange<Input, Output>(ref: string, mutationFn: (input: Input) => Promise<Output>) {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn,
    // The room's totals and counts change with the inventory.
    onSettled: () => queryClient.invalidateQueries({ queryKey: ["incident", ref] }),
  });
}
