"use client";

import { Button } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import type { EventValues } from "./event-filters";

/** The byte search looks for no less. */
const LEAST = 3;

interface NoEventsProps {
  values: EventValues;
  narrowed: boolean;
  onClear: () => void;
  onSearchBytes: (text: string) => void;
}

/** What an empty list does not say: the file may hold what its events do not. */
export function NoEvents({ values, narrowed, onClear, onSearchBytes }: NoEventsProps) {
  if (!narrowed) return <EmptyState title="No events yet.">They appear once a source has been read.</EmptyState>;
  const sought = [values.q, values.resource, values.actor, values.action].find(
    (text) => text !== null && text.length >= LEAST && !text.includes("*"),
  );
  return (
    <EmptyState
      title="No event matches."
      action={
        <span className="flex min-w-0 flex-wrap justify-center gap-2">
          {sought && (
            <Button className="max-w-full" onClick={() => onSearchBytes(sought)}>
              <span className="truncate">Search the bytes for “{sought}”</span>
            </Button>
          )}
          <Button onClick={onClear}>Clear the filters</Button>
        </span>
      }
    >
      No event of the imported sources fits all of these.{" "}
      {sought &&
        "That covers what was made of each record: actor, action, resource, address, session and ids. The files themselves hold more. "}
      It says nothing about logs that are missing.
    </EmptyState>
  );
}
