import { useMutation, useQueryClient } from "@tanstack/react-query";
import type * as z from "zod";
import { apiFetch } from "@/lib/api/client";
import type { ChangeAssetInput, CreateAssetInput } from "./inputs";
import { assetKeys } from "./queries";
import type { AssetView } from "./views";

type Create = z.input<typeof CreateAssetInput>;
type Change = z.input<typeof ChangeAssetInput>;

/** Without an id a new asset; with one, its next version. */
export function useSaveAsset(id: string | null) {
  const queryClient = useQueryClient();
  return useMutation({
    mutationFn: (input: Create & Change) =>
      id === null
        ? apiFetch<AssetView>("/assets", { method: "POST", body: input })
        : apiFetch<AssetView>(`/assets/${id}`, { method: "PATCH", body: input }),
    // Patterns and classification decide exposure answers of every incident.
    onSuccess: () =>
      Promise.all([
        queryClient.invalidateQueries({ queryKey: assetKeys.all }),
        queryClient.invalidateQueries({ queryKey: ["incident"] }),
      ]),
  });
}
