import { useMutation, useQueryClient } from "@tanstack/react-query";
import { apiFetch } from "@/lib/api/client";
import type { RequestActionRequest } from "./inputs";
import type { ContainmentKind } from "./model";
import { containmentKeys } from "./queries";
import type { ActionView, PolicyList } from "./views";

export function useRequestAction(ref: string) {
  return useContainmentChange(ref, ({ key, input }: { key: string; input: RequestActionRequest }) =>
    apiFetch<ActionView>(`/incidents/${ref}/containment`, { method: "POST", body: input, idempotencyKey: key }),
  );
}

export type ActionStep = "approve" | "start" | "done" | "checks" | "drop" | "ai-system";

/** What the record keeps, and therefore never shown before it is so. */
export function useActionStep(ref: string) {
  return useContainmentChange(
    ref,
    ({ id, step, body }: { id: string; step: ActionStep; body: Record<string, unknown> }) =>
      apiFetch<ActionView>(`/incidents/${ref}/containment/${id}/${step}`, { method: "POST", body }),
  );
}

export function useSetPolicy() {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: ({ kind, approvals }: { kind: ContainmentKind; approvals: number }) =>
      apiFetch<PolicyList>(`/containment-policies/${kind}`, { method: "PUT", body: { approvals } }),
    onSuccess: (list) => queryClient.setQueryData(containmentKeys.policies, list),
  });
}

function useContainmentChange<Input, Output>(ref: string, mutationFn: (input: Input) => Promise<Output>) {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn,
    onSettled: () => queryClient.invalidateQueries({ queryKey: ["incident", ref] }),
  });
}
