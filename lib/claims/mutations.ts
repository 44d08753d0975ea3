import { useMutation, useQueryClient } from "@tanstack/react-query";
import { apiFetch } from "@/lib/api/client";
import type { AddClaimRequest, CorrectClaimRequest, DecideClaimRequest } from "./inputs";
import type { ClaimView } from "./views";

export function useAddClaim(ref: string) {
  return useClaimChange(ref, ({ key, input }: { key: string; input: AddClaimRequest }) =>
    apiFetch<ClaimView>(`/incidents/${ref}/claims`, { method: "POST", body: input, idempotencyKey: key }),
  );
}

/** `version` is the one that the person was looking at; so it is below. */
export function useCorrectClaim(ref: string) {
  return useClaimChange(ref, ({ id, input }: { id: string; input: CorrectClaimRequest }) =>
    apiFetch<ClaimView>(`/incidents/${ref}/claims/${id}`, { method: "PATCH", body: input }),
  );
}

export function useDecideClaim(ref: string) {
  return useClaimChange(ref, ({ id, input }: { id: string; input: DecideClaimRequest }) =>
    apiFetch<ClaimView>(`/incidents/${ref}/claims/${id}/standing`, { method: "POST", body: input }),
  );
}

export function useWithdrawClaim(ref: string) {
  return useClaimChange(ref, ({ id, ...body }: { id: string; reason: string; version: number }) =>
    apiFetch<ClaimView>(`/incidents/${ref}/claims/${id}/withdraw`, { method: "POST", body }),
  );
}

function useClaimChange<Input, Output>(ref: string, mutationFn: (input: Input) => Promise<Output>) {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn,
    // The room's rail and timeline show claims too.
    onSettled: () => queryClient.invalidateQueries({ queryKey: ["incident", ref] }),
  });
}
