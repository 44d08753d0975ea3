import { useMutation, useQueryClient } from "@tanstack/react-query";
import { apiFetch } from "@/lib/api/client";
import type { AddSubscriberRequest, PreviewUpdateRequest, SendUpdateRequest } from "./inputs";
import type {
  MessageView,
  NewSubscriberView,
  PreviewView,
  SubscriberView,
  SubscriptionView,
  UpdateView,
} from "./views";

export function usePreviewUpdate(ref: string) {
  return useMutation({
    mutationFn: (input: PreviewUpdateRequest) =>
      apiFetch<PreviewView>(`/incidents/${ref}/updates/preview`, { method: "POST", body: input }),
  });
}

export function useSendUpdate(ref: string) {
  return useUpdateChange(ref, ({ key, input }: { key: string; input: SendUpdateRequest }) =>
    apiFetch<UpdateView>(`/incidents/${ref}/updates`, { method: "POST", body: input, idempotencyKey: key }),
  );
}

export function useRetryMessage(ref: string) {
  return useUpdateChange(ref, (id: string) =>
    apiFetch<MessageView>(`/incidents/${ref}/updates/deliveries/${id}/retry`, { method: "POST" }),
  );
}

export function useAddSubscriber(ref: string) {
  return useUpdateChange(ref, ({ key, input }: { key: string; input: AddSubscriberRequest }) =>
    apiFetch<NewSubscriberView>(`/incidents/${ref}/update-subscribers`, {
      method: "POST",
      body: input,
      idempotencyKey: key,
    }),
  );
}

export function useRemoveSubscriber(ref: string) {
  return useUpdateChange(ref, (id: string) =>
    apiFetch<void>(`/incidents/${ref}/update-subscribers/${id}`, { method: "DELETE" }),
  );
}

export function useConfirmAgain(ref: string) {
  return useUpdateChange(ref, (id: string) =>
    apiFetch<SubscriberView>(`/incidents/${ref}/update-subscribers/${id}/confirmation`, { method: "POST" }),
  );
}

export function answerLink(answer: "confirm" | "leave", secret: string): Promise<SubscriptionView> {
  return apiFetch<SubscriptionView>(`/update-subscriptions/${answer}`, { method: "POST", body: { secret } });
}

function useUpdateChange<Input, Output>(ref: string, mutationFn: (input: Input) => Promise<Output>) {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn,
    onSettled: () => queryClient.invalidateQueries({ queryKey: ["incident", ref] }),
  });
}
