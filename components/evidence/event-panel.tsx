"use client";

import { useQuery } from "@tanstack/react-query";
import { Button } from "@/components/ui/button";
import { CopyButton } from "@/components/ui/copy-button";
import { Definition, DefinitionRows } from "@/components/ui/definition-rows";
import { Dialog, DialogContent } from "@/components/ui/dialog";
import { FailedState } from "@/components/ui/failed-state";
import { Unknown } from "@/components/ui/figures";
import { SkeletonRows } from "@/components/ui/skeleton";
import { Time } from "@/components/ui/time";
import { failedQuery } from "@/lib/api/failed-query";
import { eventOf } from "@/lib/evidence/queries";
import type { EventView, SourceView } from "@/lib/evidence/views";
import { Actor } from "./event-table";
import { OriginalBytes } from "./original-bytes";
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
        inHistory
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
        {event.isError && <FailedState title="The event could not be loaded." {...failedQuery(event)} />}
        {event.data && (
          <div className="grid gap-6 md:grid-cols-[20rem_1fr]">
            <Normalised event={event.data} />
            <OriginalBytes key={event.data.id} incident={incident} event={event.data} />
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
        <Actor event={{ ...event, actorLabel: event.actor === null ? event.actorLabel : null }} />
      </Definition>
      {event.actor !== null && event.actorLabel !== null && (
        <Definition term="Also called">
          <span className="mono break-all text-sm">{event.actorLabel}</span>
        </Definition>
      )}
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
        {event.sameId > 0 && (
          <span className="block text-unknown">
            {event.sameId === 1 ? "1 other event carries" : `${event.sameId.toLocaleString("en")} other events carry`}{" "}
            this id, time, actor and action, and {event.sameId === 1 ? "differs" : "differ"} in the rest
          </span>
        )}
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
