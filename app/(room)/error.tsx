"use client";

import { FailedState } from "@/components/ui/failed-state";

/** A page that failed while it was made; the shell stays. */
export default function RoomError({ error, reset }: { error: Error & { digest?: string }; reset: () => void }) {
  return (
    <FailedState
      className="mt-6"
      title="This page could not be shown."
      detail="Nothing that was saved is lost. Try again; if it happens again, give the request’s number to whoever runs this installation."
      requestId={error.digest ?? null}
      onRetry={reset}
    />
  );
}
