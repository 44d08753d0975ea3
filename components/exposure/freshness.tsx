"use client";

import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { Button } from "@/components/ui/button";
import { Notice } from "@/components/ui/notice";
import { Spinner } from "@/components/ui/spinner";
import { Time } from "@/components/ui/time";
import { toastFailed } from "@/components/ui/toast";
import { failureText } from "@/lib/api/field-errors";
import { freshAnswer } from "@/lib/exposure/queries";
import type { ExposureView } from "@/lib/exposure/views";

/** How fresh the answer is, in a line. */
export function Freshness({ answer, fetching }: { answer: ExposureView; fetching: boolean }) {
  return (
    <span role="status" className="inline-flex min-h-7 items-center gap-1.5 text-ink-3 text-sm">
      {answer.stale || fetching ? (
        <>
          <Spinner />
          {answer.stale ? (
            <span>
              Computing again; shown is the answer of <Time value={answer.computedAt} mode="relative" />
            </span>
          ) : (
            "Looking whether it still holds"
          )}
        </>
      ) : (
        <>
          Computed <Time value={answer.computedAt} mode="relative" />
        </>
      )}
    </span>
  );
}

/** That it could not be computed anew, why, and what is shown meanwhile. */
export function FailedAgain({ incidentRef, answer }: { incidentRef: string; answer: ExposureView }) {
  const queryClient = useQueryClient();
  const [busy, setBusy] = useState(false);
  if (!answer.failure) return null;
  const again = async () => {
    setBusy(true);
    await queryClient
      .fetchQuery(freshAnswer(incidentRef))
      .catch((error: Error) => toastFailed("It could not be computed", { detail: failureText(error) }));
    setBusy(false);
  };
  return (
    <Notice
      kind="exposed"
      live
      className="mb-3"
      title="The answer could not be computed anew."
      action={
        <Button busy={busy} onClick={() => void again()}>
          Compute again
        </Button>
      }
    >
      {answer.failure.message} Shown is the answer of <Time value={answer.computedAt} mode="datetime" withZone />; facts
      recorded since are not in it.
    </Notice>
  );
}
