import { useMutation, useQueryClient } from "@tanstack/react-query";
import { apiFetch } from "@/lib/api/client";
import type { ColumnMapping } from "./formats/format";
import type { MappingView } from "./mappings";
import { evidenceKeys, mappingsKey } from "./queries";
import type { SuggestionView } from "./suggestions";
import type { StatedCoverage } from "./upload";
import type { SavedView, SourceView } from "./views";

export interface SourceAnswers {
  format?: string;
  zone?: string;
  dateOrder?: "dmy" | "mdy";
  year?: number;
  mapping?: ColumnMapping;
}

/** Answers what a source could not say itself; it is then read again from its stored bytes. */
export function useAnswerSource(ref: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ id, answers }: { id: string; answers: SourceAnswers }) =>
      apiFetch<SourceView>(`/incidents/${ref}/evidence/${id}`, { method: "PATCH", body: answers }),
    onSuccess: () => client.invalidateQueries({ queryKey: evidenceKeys.all(ref) }),
  });
}

/** States what a file that was read covers; null for an end that nobody knows. */
export function useStateCoverage(ref: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ id, coverage }: { id: string; coverage: StatedCoverage }) =>
      apiFetch<SourceView>(`/incidents/${ref}/evidence/${id}/coverage`, {
        method: "PUT",
        body: { coverageFrom: coverage.from, coverageUntil: coverage.until },
      }),
    onSuccess: () => client.invalidateQueries({ queryKey: ["incident", ref] }),
  });
}

export function useCancelSource(ref: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (id: string) =>
      apiFetch<SourceView>(`/incidents/${ref}/evidence/${id}/cancellation`, { method: "POST", body: {} }),
    onSuccess: () => client.invalidateQueries({ queryKey: evidenceKeys.all(ref) }),
  });
}

/** What arrived of an upload goes. */
export function useGiveUpUpload(ref: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (id: string) => apiFetch(`/incidents/${ref}/uploads/${id}`, { method: "DELETE" }),
    onSettled: () => client.invalidateQueries({ queryKey: evidenceKeys.all(ref) }),
  });
}

export function useRenameMapping() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ id, name }: { id: string; name: string }) =>
      apiFetch<MappingView>(`/mappings/${id}`, { method: "PATCH", body: { name } }),
    onSuccess: () => client.invalidateQueries({ queryKey: mappingsKey }),
  });
}

/** Files that were read with it stay as they are. */
export function useForgetMapping() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (id: string) => apiFetch(`/mappings/${id}`, { method: "DELETE" }),
    onSettled: () => client.invalidateQueries({ queryKey: mappingsKey }),
  });
}

export interface Rehash {
  sha256: string;
  matches: boolean;
  at: string;
}

/** Reads the stored bytes again and compares their SHA-256 with the one taken on arrival. */
export function useRehashSource(ref: string) {
  return useMutation({
    mutationFn: (id: string) =>
      apiFetch<Rehash>(`/incidents/${ref}/evidence/${id}/rehash`, { method: "POST", body: {} }),
  });
}

export function useSaveView(ref: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (view: { name: string; filter: Record<string, string> }) =>
      apiFetch<SavedView>(`/incidents/${ref}/event-views`, { method: "POST", body: view }),
    onSuccess: () => client.invalidateQueries({ queryKey: evidenceKeys.all(ref) }),
  });
}

export function useRemoveView(ref: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (id: string) => apiFetch(`/incidents/${ref}/event-views/${id}`, { method: "DELETE" }),
    onSuccess: () => client.invalidateQueries({ queryKey: evidenceKeys.all(ref) }),
  });
}

/** Accepting does what is suggested where that needs no more answers; with `done` it was done by hand. */
export function useDecideSuggestion(ref: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({
      key,
      ...decision
    }: {
      key: string;
      decision: "accepted" | "ignored";
      done?: boolean;
      voidGrant?: boolean;
    }) => apiFetch<SuggestionView>(`/incidents/${ref}/suggestions/${key}/decision`, { method: "POST", body: decision }),
    onSettled: () => client.invalidateQueries({ queryKey: ["incident", ref] }),
  });
}
