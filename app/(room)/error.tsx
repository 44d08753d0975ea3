"use client";

import { FailedState } from "@/components/ui/failed-state";

/** A page that failed while it was made; the shell stays. */
export default function RoomError({ error, reset }: { error: Error & { digest?: string }; reset: () => void }) {
  // A part that did not arrive over a broken line is not asked for again until the page is loaded anew.
  if (error.name === "ChunkLoadError") {
    return (
      <FailedState
        className="mt-6"
        title="A part of this page did not arrive."
        detail="The connection was lost, or Firebreak was updated meanwhile. Nothing that was saved is lost, and drafts are kept."
        onRetry={() => window.location.reload()}
      />
    );
  }
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
