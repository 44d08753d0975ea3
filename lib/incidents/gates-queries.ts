import { queryOptions, useMutation, useQueryClient } from "@tanstack/react-query";
import type * as z from "zod";
import { apiFetch } from "@/lib/api/client";
import type { ChangePhaseInput } from "./inputs";
import type { GatesView } from "./views";

export function gatesOfIncident(ref: string) {
  return queryOptions({
    queryKey: ["incident", ref, "gates"] as const,
    queryFn: ({ signal }) => apiFetch<GatesView>(`/incidents/${ref}/gates`, { signal }),
  });
}

export function useChangePhase(ref: string) {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: (body: z.input<typeof ChangePhaseInput>) =>
      apiFetch<GatesView>(`/incidents/${ref}/phase`, { method: "POST", body }),
    onSettled: async () => {
      await queryClient.invalidateQueries({ queryKey: ["incident", ref] });
      await queryClient.invalidateQueries({ queryKey: ["incidents"] });
    },
  });
}
