import { useMutation, useQueryClient } from "@tanstack/react-query";
import type * as z from "zod";
import { apiFetch } from "@/lib/api/client";
import type { IncidentRole } from "@/lib/incidents/model";
import type { TakeRoleInput } from "./inputs";

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

function useRoleChange<Input, Output>(ref: string, mutationFn: (input: Input) => Promise<Output>) {
  const queryClient = useQueryClient();
  return useMutation({ mutationFn, onSettled: () => queryClient.invalidateQueries({ queryKey: ["incident", ref] }) });
}
