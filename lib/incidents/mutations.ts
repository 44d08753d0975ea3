import { useMutation, useQueryClient } from "@tanstack/react-query";
import type * as z from "zod";
import { apiFetch } from "@/lib/api/client";
import type { AddMemberInput, ChangeIncidentInput, DeclareIncidentInput, NameTimeInput } from "./inputs";
import { incidentKeys } from "./queries";
import type { IncidentView, NamedTimeView } from "./views";

/** The key belongs to the form, not to the press: a second Enter gives the same incident back. */
export function useDeclareIncident(idempotencyKey: string) {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: (input: z.input<typeof DeclareIncidentInput>) =>
      apiFetch<IncidentView>("/incidents", { method: "POST", body: input, idempotencyKey }),
    onSuccess: () => queryClient.invalidateQueries({ queryKey: incidentKeys.lists }),
  });
}

export function useChangeIncident(ref: string) {
  return useRoomChange(ref, (input: z.input<typeof ChangeIncidentInput>) =>
    apiFetch<IncidentView>(`/incidents/${ref}`, { method: "PATCH", body: input }),
  );
}

export function useAddMember(ref: string) {
  return useRoomChange(ref, (input: z.input<typeof AddMemberInput>) =>
    apiFetch(`/incidents/${ref}/members`, { method: "POST", body: input }),
  );
}

export function useRemoveMember(ref: string) {
  return useRoomChange(ref, (userId: string) => apiFetch(`/incidents/${ref}/members/${userId}`, { method: "DELETE" }));
}

export function useNameTime(ref: string) {
  return useRoomChange(ref, (input: z.input<typeof NameTimeInput>) =>
    apiFetch<NamedTimeView>(`/incidents/${ref}/named-times`, { method: "POST", body: input }),
  );
}

function useRoomChange<Input, Output>(ref: string, mutationFn: (input: Input) => Promise<Output>) {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn,
    onSettled: () => queryClient.invalidateQueries({ queryKey: incidentKeys.all(ref) }),
  });
}
