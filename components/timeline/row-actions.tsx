"use client";

import { CornerDownRight, Link2, Pencil, Pin, PinOff } from "lucide-react";
import type { ReactNode } from "react";
import { copyText } from "@/components/ui/copy-button";
import { toast, toastFailed } from "@/components/ui/toast";
import { useHydrated } from "@/components/ui/zone-provider";
import { failureText } from "@/lib/api/field-errors";
import { usePinEntry } from "@/lib/timeline/mutations";
import type { TimelineEntryView } from "@/lib/timeline/views";

interface RowActionsProps {
  incidentRef: string;
  entry: TimelineEntryView;
  canRespond: boolean;
  onCorrect: () => void;
  onInsert: () => void;
}

/**
 * Seen while the row is under the pointer or has the focus; always there for a keyboard and on touch. They do nothing
 * before the page is alive, so the server does not draw them: they would be a third of the page.
 */
export function RowActions(props: RowActionsProps) {
  const hydrated = useHydrated();
  return (
    <div className="absolute top-1 right-0 flex gap-px rounded-md border border-line bg-panel opacity-0 focus-within:opacity-100 group-hover:opacity-100 group-focus:opacity-100 pointer-coarse:static pointer-coarse:col-start-3 pointer-coarse:mt-1 pointer-coarse:min-h-9 pointer-coarse:justify-self-start pointer-coarse:border-0 pointer-coarse:bg-transparent pointer-coarse:opacity-100 print:hidden">
      {hydrated && <Actions {...props} />}
    </div>
  );
}

function Actions({ incidentRef, entry, canRespond, onCorrect, onInsert }: RowActionsProps) {
  const pin = usePinEntry(incidentRef);
  return (
    <>
      {canRespond && (
        <Action label="Insert an entry before this one" onClick={onInsert}>
          <CornerDownRight />
        </Action>
      )}
      {canRespond && entry.written && (
        <Action label="Correct (E)" onClick={onCorrect}>
          <Pencil />
        </Action>
      )}
      {canRespond && (
        <Action
          label={entry.pinned ? "Unpin" : "Pin"}
          onClick={() =>
            pin.mutate(
              { id: entry.id, pinned: !entry.pinned },
              { onError: (error) => toastFailed("The pin was not changed.", { detail: failureText(error) }) },
            )
          }
        >
          {entry.pinned ? <PinOff /> : <Pin />}
        </Action>
      )}
      <Action
        label="Copy link"
        onClick={async () => {
          await copyText(`${location.origin}/incidents/${incidentRef}/timeline#tl-${entry.id}`);
          toast("Link copied.");
        }}
      >
        <Link2 />
      </Action>
    </>
  );
}

function Action({ label, onClick, children }: { label: string; onClick: () => void; children: ReactNode }) {
  return (
    <button
      type="button"
      title={label}
      aria-label={label}
      onClick={onClick}
      className="grid size-6 place-items-center rounded-md text-ink-3 hover:bg-hover hover:text-ink pointer-coarse:size-9 [&_svg]:size-3.5"
    >
      {children}
    </button>
  );
}
