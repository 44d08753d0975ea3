import { useMutation, useQueryClient } from "@tanstack/react-query";
import type * as z from "zod";
import { apiFetch } from "@/lib/api/client";
import type { ChangeWindowInput, CloseWindowInput, ExplainAccessInput, OpenWindowInput } from "./inputs";
import type { ExplanationView, WindowView } from "./views";

/** Opens a window, or changes one that is there. The key belongs to the form: a second Enter is the same wish. */
export function useSaveWindow(ref: string, id: string | null, key: string) {
  return useExposureChange(ref, (input: z.input<typeof OpenWindowInput> & { reason?: string }) => {
    if (id === null) {
      const { reason: _, ...body } = input;
      return apiFetch<WindowView>(`/incidents/${ref}/exposure-windows`, { method: "POST", body, idempotencyKey: key });
    }
    const { asset: _, ...body } = input satisfies z.input<typeof ChangeWindowInput> & { asset: string };
    return apiFetch<WindowView>(`/incidents/${ref}/exposure-windows/${id}`, { method: "PATCH", body });
  });
}

export function useCloseWindow(ref: string, id: string) {
  return useExposureChange(ref, (body: z.input<typeof CloseWindowInput>) =>
    apiFetch<WindowView>(`/incidents/${ref}/exposure-windows/${id}/close`, { method: "POST", body }),
  );
}

export function useWithdrawWindow(ref: string, id: string) {
  return useExposureChange(ref, (reason: string) =>
    apiFetch<void>(`/incidents/${ref}/exposure-windows/${id}/withdraw`, { method: "POST", body: { reason } }),
  );
}

/** One explanation for each asset that the accesses touched. */
export function useExplainAccesses(ref: string) {
  return useExposureChange(ref, (explanations: z.input<typeof ExplainAccessInput>[]) =>
    Promise.all(
      explanations.map((body) => apiFetch<ExplanationView>(`/incidents/${ref}/explanations`, { method: "POST", body })),
    ),
  );
}

/** Agrees, as the second person, to what somebody proposed: one explanation for each asset. */
export function useAgreeToExplanations(ref: string) {
  return useExposureChange(ref, (ids: readonly string[]) =>
    Promise.all(
      ids.map((id) => apiFetch<ExplanationView>(`/incidents/${ref}/explanations/${id}/agree`, { method: "POST" })),
    ),
  );
}

/** Declines what somebody proposed, or takes an explanation back, with the reason. */
export function useEndExplanations(ref: string, how: "decline" | "withdraw") {
  return useExposureChange(ref, ({ ids, reason }: { ids: readonly string[]; reason: string }) =>
    Promise.all(
      ids.map((id) =>
        apiFetch<void>(`/incidents/${ref}/explanations/${id}/${how}`, { method: "POST", body: { reason } }),
      ),
    ),
  );
}

function useExposureChange<Input, Output>(ref: string, mutationFn: (input: Input) => Promise<Output>) {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn,
    onSettled: () => queryClient.invalidateQueries({ queryKey: ["incident", ref] }),
  });
}
