import { useMutation, useQueryClient } from "@tanstack/react-query";
import type * as z from "zod";
import { apiFetch } from "@/lib/api/client";
import type { IncidentView } from "@/lib/incidents/views";
import type {
  AcceptReportInput,
  DeclineReportInput,
  MergeInput,
  RelateInput,
  ReportInput,
  UnmergeInput,
} from "./inputs";
import type { LinksView, ReportView } from "./views";

/** The key belongs to the form, not to the press: a second Enter gives the same report back. */
export function useReport(idempotencyKey: string) {
  const refresh = useRefresh();
  return useMutation({
    mutationFn: (body: z.input<typeof ReportInput>) =>
      apiFetch<ReportView>("/reports", { method: "POST", body, idempotencyKey }),
    onSuccess: refresh,
  });
}

export const useAcceptReport = (ref: string) =>
  usePost<z.input<typeof AcceptReportInput>, IncidentView>(ref, "triage/accept");
export const useDeclineReport = (ref: string) =>
  usePost<z.input<typeof DeclineReportInput>, IncidentView>(ref, "triage/decline");
export const useMerge = (ref: string) => usePost<z.input<typeof MergeInput>, LinksView>(ref, "merge");
export const useUnmerge = (ref: string) => usePost<z.input<typeof UnmergeInput>, LinksView>(ref, "unmerge");
export const useRelate = (ref: string) => usePost<z.input<typeof RelateInput>, LinksView>(ref, "related");

export function useUnrelate(ref: string) {
  const refresh = useRefresh(ref);
  return useMutation({
    mutationFn: (other: string) => apiFetch<LinksView>(`/incidents/${ref}/related/${other}`, { method: "DELETE" }),
    onSettled: refresh,
  });
}

function usePost<Body, View>(ref: string, path: string) {
  const refresh = useRefresh(ref);
  return useMutation({
    mutationFn: (body: Body) => apiFetch<View>(`/incidents/${ref}/${path}`, { method: "POST", body }),
    onSettled: refresh,
  });
}

/** Not waited for: what a dialog does when it is done comes before its row is gone from the list, and with it the dialog. */
function useRefresh(ref?: string) {
  const queryClient = useQueryClient();
  return () => {
    if (ref) void queryClient.invalidateQueries({ queryKey: ["incident", ref] });
    void queryClient.invalidateQueries({ queryKey: ["incidents"] });
  };
}
