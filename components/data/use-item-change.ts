import { ApiError } from "@/lib/api/client";
import { failureText, fieldErrors } from "@/lib/api/field-errors";
import type { ChangeDataRequest } from "@/lib/data/inputs";
import { useChangeData } from "@/lib/data/mutations";
import type { AffectedDataView } from "@/lib/data/views";

/** Saves one change of an item against the version that is on the screen, and closes its form when it is kept. */
export function useItemChange(incidentRef: string, item: AffectedDataView, close: () => void) {
  const change = useChangeData(incidentRef, item.id);
  const fields = fieldErrors(change.error);
  return {
    save: (changes: Omit<ChangeDataRequest, "version">) =>
      change.mutate({ ...changes, version: item.version }, { onSuccess: close }),
    busy: change.isPending,
    fields,
    failure: change.error && Object.keys(fields).length === 0 ? sentence(change.error) : undefined,
  };
}

function sentence(error: unknown): string {
  if (error instanceof ApiError && error.status === 412) {
    return "Somebody changed this item meanwhile. The table shows it as it is now; what you entered is still here. Save again to put it in place.";
  }
  return failureText(error);
}
