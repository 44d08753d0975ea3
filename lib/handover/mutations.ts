import { useMutation, useQueryClient } from "@tanstack/react-query";
import type * as z from "zod";
import { apiFetch } from "@/lib/api/client";
import type { IncidentRole } from "@/lib/incidents/model";
import type { BeginHandoverRequest, TakeRoleInput } from "./inputs";
import type { HandoverView } from "./views";

/** Takes a free role, or gives one away; command that somebody holds passes by a handover only. */
export function useTakeRole(ref: string) {
  return useRoleChange(ref, (input: z.input<typeof TakeRoleInput>) =>
    apiFetch(`/incidents/${ref}/roles`, { method: "POST", body: input }),
  );
}

export function useReleaseRole(ref: string) {
  return useRoleChange(ref, (role: IncidentRole) =>
    apiFetch(`/incidents/${ref}/roles/${role}/release`, { method: "POST", body: {} }),
  );
}

export function useBeginHandover(ref: string) {
  return useRoleChange(ref, (input: BeginHandoverRequest) =>
    apiFetch<HandoverView>(`/incidents/${ref}/handovers`, { method: "POST", body: input }),
  );
}

export type HandoverAnswer = "accept" | "decline" | "withdraw" | "brief" | "acknowledge";

export function useAnswerHandover(ref: string, id: string) {
  return useRoleChange(ref, ({ answer, body = {} }: { answer: HandoverAnswer; body?: Record<string, unknown> }) =>
    apiFetch<HandoverView>(`/incidents/${ref}/handovers/${id}/${answer}`, { method: "POST", body }),
  );
}

function useRoleChange<Input, Output>(ref: string, mutationFn: (input: Input) => Promise<Output>) {
  const queryClient = useQueryClient();
  return useMutation({ mutationFn, onSettled: () => queryClient.invalidateQueries({ queryKey: ["incident", ref] }) });
}
