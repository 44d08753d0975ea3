import { useMutation, useQueryClient } from "@tanstack/react-query";
import type * as z from "zod";
import { apiFetch } from "@/lib/api/client";
import type { AliasInput, ClearanceRow, PrincipalRow } from "./inputs";
import { peopleKeys } from "./queries";
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

/** A whole file, all or nothing. */
export function useApplyImport(kind: ImportKind) {
  return usePeopleChange((rows: readonly unknown[]) =>
    apiFetch<ImportResult>(`/${kind}/import`, { method: "POST", body: rows }),
  );
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
