import { queryOptions } from "@tanstack/react-query";
import { apiFetch } from "@/lib/api/client";
import type { NarrowingView } from "./narrow-views";
import { exposureKeys } from "./queries";

/** What would narrow the answer, as of now or as known at an instant. */
export function narrowingOf(ref: string, at: string | null = null) {
  return queryOptions({
    queryKey: [...exposureKeys.all(ref), "narrowing", at],
    queryFn: ({ signal }) =>
      apiFetch<NarrowingView>(`/incidents/${ref}/exposure/narrowing`, { query: { at: at ?? undefined }, signal }),
  });
}
