import { useMutation, useQueryClient } from "@tanstack/react-query";
import { apiFetch } from "@/lib/api/client";
import type { Section } from "./model";
import { postmortemKeys } from "./queries";
import type { GeneratedView, PostmortemView, SectionView } from "./views";

export type ReviewStep = "review" | "approve" | "publish" | "return";

export function useGeneratePostmortem(ref: string) {
  return usePostmortemChange(ref, (overwrite: Section[]) =>
    apiFetch<GeneratedView>(`/incidents/${ref}/postmortem/generate`, { method: "POST", body: { overwrite } }),
  );
}

/** Approval and publishing are never shown before they are so. */
export function useReviewStep(ref: string) {
  return usePostmortemChange(ref, ({ step, reason }: { step: ReviewStep; reason?: string | undefined }) =>
    apiFetch<PostmortemView>(`/incidents/${ref}/postmortem/${step}`, {
      method: "POST",
      ...(step === "approve" || step === "return" ? { body: reason ? { reason } : {} } : {}),
    }),
  );
}

/** `version` is the one that was edited. */
export function useSaveSection(ref: string, section: Section) {
  return usePostmortemChange(ref, (input: { body: string; version: number }) =>
    apiFetch<SectionView>(`/incidents/${ref}/postmortem/sections/${section}`, { method: "PUT", body: input }),
  );
}

function usePostmortemChange<Input, Output>(ref: string, mutationFn: (input: Input) => Promise<Output>) {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn,
    onSettled: () =>
      Promise.all([
        queryClient.invalidateQueries({ queryKey: ["incident", ref] }),
        queryClient.invalidateQueries({ queryKey: postmortemKeys.list }),
      ]),
  });
}
