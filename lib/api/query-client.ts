import { QueryClient } from "@tanstack/react-query";
import { ApiError } from "./client";

/** One for the browser, and one for each page that prefetches on the server. */
export function makeQueryClient(): QueryClient {
  return new QueryClient({
    defaultOptions: {
      queries: {
        // Live messages say when something changed; this is for the time in which they were missed.
        staleTime: 30_000,
        retry: (failures, error) => failures < 2 && !(error instanceof ApiError && error.status < 500),
      },
    },
  });
}
