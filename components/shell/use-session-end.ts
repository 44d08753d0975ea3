"use client";

import { useQueryClient } from "@tanstack/react-query";
import { useEffect } from "react";
import { ApiError } from "@/lib/api/client";

/** When the session has ended elsewhere, the page is left for the sign-in, which leads back to it. Drafts stay. */
export function useSessionEnd(): void {
  const queryClient = useQueryClient();
  useEffect(
    () =>
      queryClient.getQueryCache().subscribe(({ query }) => {
        const { error } = query.state;
        if (!(error instanceof ApiError) || error.status !== 401) return;
        const back = window.location.pathname + window.location.search;
        window.location.replace(`/sign-in?next=${encodeURIComponent(back)}`);
      }),
    [queryClient],
  );
}
