import { ApiError } from "./client";
import { failureText } from "./field-errors";

interface Failed {
  error: unknown;
  isFetching: boolean;
  refetch: () => unknown;
}

/** What a FailedState says of a query: why, by which request, and another try. */
export function failedQuery({ error, isFetching, refetch }: Failed) {
  return {
    detail: failureText(error),
    requestId: error instanceof ApiError ? error.requestId : null,
    retrying: isFetching,
    onRetry: () => void refetch(),
  };
}
