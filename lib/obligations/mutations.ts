import { useMutation, useQueryClient } from "@tanstack/react-query";
import { apiFetch } from "@/lib/api/client";
import type { DecideObligationsRequest, SubmitObligationRequest } from "./inputs";
import { obligationKeys } from "./queries";
import type { CalendarView, ObligationList } from "./views";

export function useDecideObligations(ref: string) {
  return useObligationChange(ref, ({ key, input }: { key: string; input: DecideObligationsRequest }) =>
    apiFetch<ObligationList>(`/incidents/${ref}/obligations/decisions`, {
      method: "POST",
      body: input,
      idempotencyKey: key,
    }),
  );
}

export function useSubmitObligation(ref: string) {
  return useObligationChange(
    ref,
    ({ key, rule, input }: { key: string; rule: string; input: SubmitObligationRequest }) =>
      apiFetch<ObligationList>(`/incidents/${ref}/obligations/${rule}/submissions`, {
        method: "POST",
        body: input,
        idempotencyKey: key,
      }),
  );
}

export function useWithdrawSubmission(ref: string) {
  return useObligationChange(ref, ({ rule, id, reason }: { rule: string; id: string; reason: string }) =>
    apiFetch<ObligationList>(`/incidents/${ref}/obligations/${rule}/submissions/${id}/withdraw`, {
      method: "POST",
      body: { reason },
    }),
  );
}

function useObligationChange<Input>(ref: string, mutationFn: (input: Input) => Promise<ObligationList>) {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn,
    onSuccess: (list) => queryClient.setQueryData(obligationKeys.all(ref), list),
    onSettled: () => {
      void queryClient.invalidateQueries({ queryKey: obligationKeys.running });
      return queryClient.invalidateQueries({ queryKey: ["incident", ref] });
    },
  });
}

export const useMakeCalendar = () =>
  useMutation({ mutationFn: () => apiFetch<CalendarView>("/obligations/calendar", { method: "POST" }) });
