import { useMutation, useQueryClient } from "@tanstack/react-query";
import { apiFetch } from "@/lib/api/client";
import type { SourceView } from "@/lib/evidence/views";
import type { LiveSourceView, NewIngestTokenView } from "./views";

export function useOpenLiveSource(ref: string) {
  return useRefreshing(ref, (input: { name: string; system?: string }) =>
    apiFetch<LiveSourceView>(`/incidents/${ref}/live-sources`, { method: "POST", body: input }),
  );
}

export function useEndLiveSource(ref: string) {
  return useRefreshing(ref, (id: string) =>
    apiFetch<SourceView>(`/incidents/${ref}/live-sources/${id}/end`, { method: "POST", body: {} }),
  );
}

export function useMakeIngestToken(ref: string, id: string) {
  return useRefreshing(ref, (name: string) =>
    apiFetch<NewIngestTokenView>(`/incidents/${ref}/live-sources/${id}/tokens`, { method: "POST", body: { name } }),
  );
}

export function useRevokeIngestToken(ref: string, id: string) {
  return useRefreshing(ref, (token: string) =>
    apiFetch(`/incidents/${ref}/live-sources/${id}/tokens/${token}`, { method: "DELETE" }),
  );
}

function useRefreshing<Input, Answer>(ref: string, mutationFn: (input: Input) => Promise<Answer>) {
  const client = useQueryClient();
  return useMutation({
    mutationFn,
    onSuccess: () => client.invalidateQueries({ queryKey: ["incident", ref, "evidence"] }),
  });
}
