"use client";

import { useQuery } from "@tanstack/react-query";
import { Button, buttonStyle } from "@/components/ui/button";
import { CopyButton } from "@/components/ui/copy-button";
import { Definition, DefinitionRows } from "@/components/ui/definition-rows";
import { Dialog, DialogContent } from "@/components/ui/dialog";
import { FailedState } from "@/components/ui/failed-state";
import { Unknown } from "@/components/ui/figures";
import { SkeletonRows } from "@/components/ui/skeleton";
import { Time } from "@/components/ui/time";
import { failureText } from "@/lib/api/field-errors";
import { eventOf, rawOf } from "@/lib/evidence/queries";
import type { EventView, SourceView } from "@/lib/evidence/views";
import { Actor } from "./event-table";
import { PromoteButton } from "./promote-button";

interface EventPanelProps {
  incident: string;
  eventId: string;
  sources: readonly SourceView[];
  mayWrite: boolean;
  onClose: () => void;
}

/** One event: what was made of it on the left, the very bytes it came from on the right. */
export function EventPanel({ incident, eventId, sources, mayWrite, onClose }: EventPanelProps) {
  const event = useQuery(eventOf(incident, eventId));
  const source = sources.find((candidate) => candidate.id === event.data?.evidence);
  return (
    <Dialog open onOpenChange={(open) => !open && onClose()}>
      <DialogContent
        width="xl"
        title={`Event ${eventId}`}
        description={source ? `Record ${event.data?.record.toLocaleString("en")} of ${source.filename}` : undefined}
        footer={
          <>
            <CopyButton value={`/incidents/${incident}/evidence?event=${eventId}`} label="Copy the link" />
            {mayWrite && event.data && <PromoteButton incident={incident} event={event.data} />}
            <Button onClick={onClose}>Close</Button>
          </>
        }
      >
        {event.isPending && <SkeletonRows rows={8} label="Loading the event" />}
        {event.isError && (
          <FailedState
            title="The event could not be loaded."
            detail={failureText(event.error)}
            onRetry={() => void event.refetch()}
          />
        )}
        {event.data && (
          <div className="grid gap-6 md:grid-cols-[20rem_1fr]">
            <Normalised event={event.data} />
            <Original incident={incident} event={event.data} />
          </div>
        )}
      </DialogContent>
    </Dialog>
  );
}

function Normalised({ event }: { event: EventView }) {
  return (
    <DefinitionRows>
      <Definition term="Time">
        <Time value={event.occurredAt} mode="datetime" withZone />
      </Definition>
      {event.occurredUntil && (
        <Definition term="Until">
          <Time value={event.occurredUntil} mode="datetime" withZone />
        </Definition>
      )}
      <Definition term="Actor">
        <Actor event={event} />
      </Definition>
      <Definition term="Kind">{event.actorKind === "unknown" ? <Unknown /> : event.actorKind}</Definition>
      <Definition term="Action">
        <span className="mono">{event.action}</span>
      </Definition>
      <Definition term="Verb">{event.verb}</Definition>
      <Definition term="Outcome">{event.outcome === "unknown" ? <Unknown /> : event.outcome}</Definition>
      <Definition term="From">
        <Said value={event.sourceIpRaw ?? event.sourceIp} />
      </Definition>
      <Definition term="Session or key">
        <Said value={event.session} />
      </Definition>
      <Definition term="Trace">
        <Said value={event.trace} />
      </Definition>
      <Definition term="Records returned">
        {event.records?.toLocaleString("en") ?? <Unknown because="the log does not say" />}
      </Definition>
      <Definition term="Vendor's id">
        <Said value={event.eventId} />
      </Definition>
      <Definition term="Delivered">
        {event.deliveries === 1 ? "once" : `${event.deliveries} times, counted once`}
      </Definition>
      <Definition term="Resources" stacked>
        {event.resources.length === 0 ? (
          <Unknown>none named</Unknown>
        ) : (
          <ul>
            {event.resources.map((resource) => (
              <li key={`${resource.type}${resource.id}`} className="mono break-all">
                {resource.id}
                {resource.type && <span className="text-ink-3"> · {resource.type}</span>}
              </li>
            ))}
          </ul>
        )}
      </Definition>
    </DefinitionRows>
  );
}

function Said({ value }: { value: string | null }) {
  return value === null ? <Unknown because="the log does not say" /> : <span className="mono break-all">{value}</span>;
}

function Original({ incident, event }: { incident: string; event: EventView }) {
  const raw = useQuery(rawOf(incident, event.id));
  return (
    <div className="min-w-0">
      <p className="mb-1 flex flex-wrap items-center gap-2 text-ink-3 text-sm">
        <span>
          Original bytes {event.offset.toLocaleString("en")}–{(event.offset + event.length).toLocaleString("en")}
        </span>
        {raw.data !== undefined && <CopyButton value={raw.data} label="Copy the bytes" />}
        <a
          className={buttonStyle({ size: "sm", variant: "quiet" })}
          href={`/api/v1/incidents/${incident}/events/${event.id}/raw`}
          download
        >
          Download
        </a>
      </p>
      {raw.isPending && <SkeletonRows rows={6} label="Loading the bytes" />}
      {raw.isError && <FailedState title="The bytes could not be read." onRetry={() => void raw.refetch()} />}
      {raw.data !== undefined && (
        <section
          aria-label="Original bytes"
          // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard
          tabIndex={0}
          className="max-h-[60vh] overflow-auto rounded-md border border-line bg-sunk p-3"
        >
          <pre className="mono whitespace-pre-wrap break-all">{indented(raw.data)}</pre>
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
