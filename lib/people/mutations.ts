import { useMutation, useQueryClient } from "@tanstack/react-query";
import type * as z from "zod";
import { apiFetch } from "@/lib/api/client";
import type { DecidedIdentities } from "./identity-views";
import type { AliasInput, ClearanceRow, DecideIdentitiesInput, PrincipalRow } from "./inputs";
import { type Completeness, importQuery, peopleKeys } from "./queries";
import type { ImportKind } from "./read-import";
import type { ImportResult, PrincipalView } from "./views";

export function useImportPrincipals() {
  return usePeopleChange((rows: z.input<typeof PrincipalRow>[]) =>
    apiFetch<ImportResult>("/principals/import", { method: "POST", body: rows }),
  );
}

export function useImportClearances() {
  return usePeopleChange((rows: z.input<typeof ClearanceRow>[]) =>
    apiFetch<ImportResult>("/clearances/import", { method: "POST", body: rows }),
  );
}

interface PlannedImport {
  rows: readonly unknown[];
  completeness: Completeness;
  /** What was shown: it is done only if it still is what would be done. */
  plan: string;
}

/** A whole file, all or nothing, exactly as it was shown. */
export function useApplyImport(kind: ImportKind) {
  return usePeopleChange(({ rows, completeness, plan }: PlannedImport) =>
    apiFetch<ImportResult>(`/${kind}/import`, {
      method: "POST",
      body: rows,
      query: { plan, ...importQuery(completeness) },
    }),
  );
}

/** What names and clears the first moves to the second. */
export function useMergePrincipal() {
  return usePeopleChange(({ id, into, reason }: { id: string; into: string; reason?: string }) =>
    apiFetch<PrincipalView>(`/principals/${id}/merge`, {
      method: "POST",
      body: { into, ...(reason ? { reason } : {}) },
    }),
  );
}

export function useSplitPrincipal() {
  return usePeopleChange((id: string) => apiFetch<PrincipalView>(`/principals/${id}/split`, { method: "POST" }));
}

/** Says that an identity in logs is this principal. */
export function useAddAlias() {
  return usePeopleChange(({ id, alias }: { id: string; alias: z.input<typeof AliasInput> }) =>
    apiFetch<PrincipalView>(`/principals/${id}/aliases`, { method: "POST", body: alias }),
  );
}

export function useRemoveAlias() {
  return usePeopleChange(({ id, aliasId }: { id: string; aliasId: number }) =>
    apiFetch<void>(`/principals/${id}/aliases/${aliasId}`, { method: "DELETE" }),
  );
}

/** Accepts or ignores suggested identities, one or many. */
export function useDecideIdentities(ref: string) {
  return usePeopleChange((decisions: z.input<typeof DecideIdentitiesInput>["decisions"]) =>
    apiFetch<DecidedIdentities>(`/incidents/${ref}/identities/decisions`, { method: "POST", body: { decisions } }),
  );
}

export function useWithdrawClearance() {
  return usePeopleChange((id: string) => apiFetch<void>(`/clearances/${id}`, { method: "DELETE" }));
}

function usePeopleChange<Input, Output>(mutationFn: (input: Input) => Promise<Output>) {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn,
    // Who somebody is and what they were cleared for decides exposure answers of every incident.
    onSuccess: () =>
      Promise.all([
        queryClient.invalidateQueries({ queryKey: peopleKeys.all }),
        queryClient.invalidateQueries({ queryKey: ["incident"] }),
      ]),
  });
}
