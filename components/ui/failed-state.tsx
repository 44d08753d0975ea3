"use client";

import { Button } from "./button";
import { cn } from "./cn";
import { CopyButton } from "./copy-button";

export interface FailedStateProps {
  /** What could not be done: "The timeline could not be loaded." */
  title: string;
  /** The sentence that came with the refusal. */
  detail?: string | undefined;
  /** What is not lost: "Your text is kept." */
  kept?: string;
  onRetry?: () => void;
  retrying?: boolean;
  requestId?: string | null | undefined;
  className?: string;
}

export function FailedState({ title, detail, kept, onRetry, retrying, requestId, className }: FailedStateProps) {
  return (
    <div
      role="alert"
      data-slot="failed-state"
      className={cn("rounded-lg border border-line border-l-3 border-l-exposed bg-panel px-4 py-3", className)}
    >
      <p className="font-medium">{title}</p>
      {detail && <p className="mt-0.5 max-w-[70ch] text-ink-2">{detail}</p>}
      {kept && <p className="mt-0.5 text-ink-2">{kept}</p>}
      <div className="mt-2.5 flex flex-wrap items-center gap-3">
        {onRetry && (
          <Button size="sm" onClick={onRetry} busy={retrying}>
            Try again
          </Button>
        )}
        {requestId && (
          <span className="inline-flex items-center gap-1 text-ink-3 text-sm">
            Request <span className="mono">{requestId}</span>
            <CopyButton value={requestId} label="Copy request id" />
          </span>
        )}
      </div>
    </div>
  );
}
