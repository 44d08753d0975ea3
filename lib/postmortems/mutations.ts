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

/** It is still right: said of a text by people, beside the facts as they stand. */
export function useConfirmSection(ref: string, section: Section) {
  return usePostmortemChange(ref, (version: number) =>
    apiFetch<SectionView>(`/incidents/${ref}/postmortem/sections/${section}/confirm`, {
      method: "POST",
      body: { version },
    }),
  );
}

function usePostmortemChange<Input, Output>(ref: string, mutationFn: (input: Input) => Promise<Output>) {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn,
    onSettled: () => {
      void queryClient.invalidateQueries({ queryKey: ["incident", ref] });
      void queryClient.invalidateQueries({ queryKey: postmortemKeys.list });
      // Waited for, unlike the rest: what was saved must not show its former text for a moment.
      return queryClient.invalidateQueries({ queryKey: postmortemKeys.one(ref) });
    },
  });
}
