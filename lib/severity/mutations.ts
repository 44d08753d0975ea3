import { useMutation, useQueryClient } from "@tanstack/react-query";
import { apiFetch } from "@/lib/api/client";
import type { AssessSeverityRequest } from "./inputs";
import { severityKeys } from "./queries";
import type { SetTargetsInput, TargetsView } from "./targets-view";
import type { AssessmentView } from "./views";

/** Not optimistic: what the rubric says is computed where it is kept. */
export function useAssessSeverity(ref: string) {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: ({ key, input }: { key: string; input: AssessSeverityRequest }) =>
      apiFetch<AssessmentView>(`/incidents/${ref}/severity`, { method: "POST", body: input, idempotencyKey: key }),
    // Due dates of tasks and the room's header follow the severity.
    onSettled: () => queryClient.invalidateQueries({ queryKey: ["incident", ref] }),
  });
}

export function useSetTargets() {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: (body: SetTargetsInput) => apiFetch<TargetsView>("/response-targets", { method: "PUT", body }),
    onSettled: () => queryClient.invalidateQueries({ queryKey: severityKeys.targets }),
  });
}
