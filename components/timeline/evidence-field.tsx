"use client";

import { useQuery } from "@tanstack/react-query";
import { Paperclip, X } from "lucide-react";
import { useDeferredValue, useId, useState } from "react";
import { Button } from "@/components/ui/button";
import { Input } from "@/components/ui/input";
import { Time } from "@/components/ui/time";
import { apiFetch } from "@/lib/api/client";
import type { EventPage } from "@/lib/evidence/views";

interface EvidenceFieldProps {
  incidentRef: string;
  value: readonly string[];
  error?: string | undefined;
  onChange: (ids: string[]) => void;
}

/** Evidence events that an entry rests on: found by a word, or named by their ids. */
export function EvidenceField({ incidentRef, value, error, onChange }: EvidenceFieldProps) {
  const [open, setOpen] = useState(false);
  const id = useId();
  return (
    <div className="min-w-0 sm:min-w-60">
      <div className="flex flex-wrap items-center gap-1">
        {value.map((event) => (
          <span
            key={event}
            className="mono inline-flex items-center gap-0.5 rounded-sm border border-line bg-sunk pl-1.5 text-xs"
          >
            {event}
            <button
              type="button"
              aria-label={`Remove evidence ${event}`}
              className="grid size-6 place-items-center text-ink-3 hover:text-ink"
              onClick={() => onChange(value.filter((other) => other !== event))}
            >
              <X aria-hidden="true" className="size-3" />
            </button>
          </span>
        ))}
        <Button
          size="sm"
          variant="quiet"
          icon={<Paperclip />}
          aria-expanded={open}
          {...(open ? { "aria-controls": id } : {})}
          onClick={() => setOpen(!open)}
        >
          Cite evidence
        </Button>
      </div>
      {error && (
        <p role="alert" className="text-exposed text-sm">
          {error}
        </p>
      )}
      {open && (
        <div id={id}>
          <Finder incidentRef={incidentRef} onPick={(event) => onChange([...new Set([...value, event])])} />
        </div>
      )}
    </div>
  );
}

const EVENT_ID = /^\d+-\d+(-\d+)?$/;

function Finder({ incidentRef, onPick }: { incidentRef: string; onPick: (id: string) => void }) {
  const [text, setText] = useState("");
  const wanted = useDeferredValue(text.trim());
  const isId = EVENT_ID.test(wanted);
  const { data, isFetching, error } = useQuery({
    queryKey: ["incident", incidentRef, "evidence", "cite", wanted],
    queryFn: ({ signal }) =>
      apiFetch<EventPage>(`/incidents/${incidentRef}/events`, {
        query: { q: wanted, limit: 8, order: "-time" },
        signal,
      }),
    enabled: wanted.length > 1 && !isId,
    placeholderData: (previous) => previous,
  });
  const found = wanted.length > 1 && !isId ? (data?.data ?? []) : [];
  return (
    <div className="mt-1">
      <Input
        aria-label="Find an evidence event"
        placeholder="Actor, action, resource, or an id such as 3-120"
        value={text}
        onValueChange={setText}
        onKeyDown={(event) => {
          const first = isId ? wanted : found[0]?.id;
          if (event.key !== "Enter" || event.metaKey || event.ctrlKey || !first) return;
          event.preventDefault();
          onPick(first);
          setText("");
        }}
      />
      <p role="status" className="text-ink-3 text-sm">
        {isId && "Enter cites it."}
        {error && "The evidence could not be searched."}
        {!isId && wanted.length > 1 && !isFetching && !error && found.length === 0 && "No event mentions this."}
      </p>
      {found.length > 0 && (
        <ul className="max-h-48 overflow-y-auto rounded-md border border-line">
          {found.map((event) => (
            <li key={event.id} className="border-line border-b last:border-b-0">
              <button
                type="button"
                className="flex w-full items-baseline gap-2 px-2 py-1 text-left text-sm hover:bg-hover"
                onClick={() => onPick(event.id)}
              >
                <Time value={event.occurredAt} mode="short" quiet />
                <span className="min-w-0 flex-1 truncate">
                  {event.actor ?? event.actorLabel ?? "unknown actor"} · {event.action}
                </span>
                <span className="mono text-ink-3">{event.id}</span>
              </button>
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}
