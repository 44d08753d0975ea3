"use client";

import { useMutation, useQuery } from "@tanstack/react-query";
import { Button, buttonStyle } from "@/components/ui/button";
import { CopyButton } from "@/components/ui/copy-button";
import { FailedState } from "@/components/ui/failed-state";
import { SkeletonRows } from "@/components/ui/skeleton";
import { rawOf, unmaskedRaw } from "@/lib/evidence/queries";
import type { EventView } from "@/lib/evidence/views";

/** The record an event was read from: masked until somebody who may see it asks for what is masked. */
export function OriginalBytes({ incident, event }: { incident: string; event: EventView }) {
  const raw = useQuery(rawOf(incident, event.id));
  const unmasked = useMutation({ mutationFn: () => unmaskedRaw(incident, event.id) });
  const shown = unmasked.data ?? raw.data;
  const laidOut = shown ? indented(shown.text) : null;
  return (
    <div className="min-w-0">
      <p className="mb-1 flex flex-wrap items-center gap-2 text-ink-3 text-sm">
        <span>
          Original bytes {event.offset.toLocaleString("en")}–{(event.offset + event.length).toLocaleString("en")}
          {shown && laidOut !== shown.text && ", formatted; the exact bytes by Download"}
        </span>
        {shown && <CopyButton value={shown.text} label={shown.masked > 0 ? "Copy, masked" : "Copy the bytes"} />}
        <a
          className={buttonStyle({ size: "sm", variant: "quiet" })}
          href={`/api/v1/incidents/${incident}/events/${event.id}/raw`}
          download
        >
          Download
        </a>
      </p>
      {shown && shown.masked > 0 && (
        <p className="mb-1 flex flex-wrap items-center gap-2 text-sm text-unknown">
          {shown.masked === 1 ? "One value is masked" : `${shown.masked} values are masked`}
          {shown.mayUnmask ? (
            <Button
              size="sm"
              busy={unmasked.isPending}
              title="The record will say that you saw it"
              onClick={() => unmasked.mutate()}
            >
              Show unmasked
            </Button>
          ) : (
            "; responders and auditors may see them."
          )}
        </p>
      )}
      {unmasked.isSuccess && (
        <p className="mb-1 text-ink-3 text-sm">Shown unmasked. The incident’s record says that you saw it.</p>
      )}
      {unmasked.isError && <p className="mb-1 text-exposed text-sm">It could not be shown unmasked. Try again.</p>}
      {raw.isPending && <SkeletonRows rows={6} label="Loading the bytes" />}
      {raw.isError && <FailedState title="The bytes could not be read." onRetry={() => void raw.refetch()} />}
      {shown && (
        <section
          aria-label="Original bytes"
          // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard
          tabIndex={0}
          className="max-h-[60vh] overflow-auto rounded-md border border-line bg-sunk p-3"
        >
          <pre className="mono whitespace-pre-wrap break-all">{laidOut}</pre>
        </section>
      )}
    </div>
  );
}

/** JSON on one line is laid out for reading; the download holds the bytes as they are. */
function indented(text: string): string {
  if (text.length > 200_000) return text;
  try {
    return JSON.stringify(JSON.parse(text), null, 2);
  } catch {
    return text;
  }
}
