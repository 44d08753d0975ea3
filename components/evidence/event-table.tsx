"use client";

import { Checkbox } from "@/components/ui/checkbox";
import { Chip } from "@/components/ui/chip";
import { Unknown } from "@/components/ui/figures";
import { MiddleCut } from "@/components/ui/middle-cut";
import { Table, Td, THead, Th, Tr } from "@/components/ui/table";
import { Time, ZoneName } from "@/components/ui/time";
import type { EventView } from "@/lib/evidence/views";
import { OUTCOME_WORDS } from "./words";

interface EventTableProps {
  rows: readonly EventView[];
  current: string | null;
  picked: ReadonlySet<string>;
  onPick: (id: string, picked: boolean) => void;
  onOpen: (id: string) => void;
}

export function EventTable({ rows, current, picked, onPick, onOpen }: EventTableProps) {
  return (
    <Table caption="Evidence events" className="table-fixed max-md:min-w-180">
      <THead>
        <tr>
          <Th className="w-8">
            <span className="sr-only">Pick</span>
          </Th>
          <Th className="w-40">
            Time <ZoneName />
          </Th>
          <Th className="w-[21%]">Actor</Th>
          <Th className="w-[19%]">Action</Th>
          <Th>Resource</Th>
          <Th className="w-18">Outcome</Th>
          <Th className="w-28">From</Th>
          <Th className="w-18">Record</Th>
        </tr>
      </THead>
      <tbody>
        {rows.map((event) => (
          <Tr key={event.id} current={event.id === current} className="cursor-pointer" onClick={() => onOpen(event.id)}>
            <Td className="py-0 pr-1 align-middle" onClick={(click) => click.stopPropagation()}>
              <Checkbox
                label={`Pick event ${event.id}`}
                hideLabel
                checked={picked.has(event.id)}
                onCheckedChange={(checked) => onPick(event.id, checked)}
              />
            </Td>
            <Td>
              <Time value={event.occurredAt} mode="datetime" quiet />
              {event.occurredUntil && (
                <span className="text-unknown" title="The log sums several acts up in one line.">
                  {" "}
                  ~
                </span>
              )}
            </Td>
            <Td className="truncate" title={[event.actor, event.actorLabel].filter(Boolean).join("\n") || undefined}>
              <Actor event={event} />
            </Td>
            <Td className="mono" title={event.action}>
              <MiddleCut text={event.action} />
            </Td>
            <Td className="mono" title={event.resources.map((resource) => resource.id).join("\n")}>
              <span className="flex min-w-0 gap-1">
                {event.resources[0] ? (
                  <span className="min-w-0">
                    <MiddleCut text={event.resources[0].id} />
                  </span>
                ) : (
                  <span className="text-ink-3">none named</span>
                )}
                {event.resources.length > 1 && <span className="text-ink-3">+{event.resources.length - 1}</span>}
              </span>
            </Td>
            <Td>{event.outcome === "unknown" ? <Unknown /> : OUTCOME_WORDS[event.outcome]}</Td>
            <Td className="mono truncate">{event.sourceIp ?? event.sourceIpRaw ?? <Unknown />}</Td>
            <Td>
              <button
                type="button"
                data-list-item
                className="mono rounded-sm border border-line bg-sunk px-1 text-ink-2 text-xs hover:text-ink"
                onClick={(click) => {
                  click.stopPropagation();
                  onOpen(event.id);
                }}
              >
                {event.id}
              </button>
            </Td>
          </Tr>
        ))}
      </tbody>
    </Table>
  );
}

interface ActorProps {
  event: Pick<EventView, "actor" | "actorKind" | "onBehalfOf"> & Partial<Pick<EventView, "actorLabel">>;
}

/**
 * Who, and for whom: the identity by which counts, filters and people know them, then what else the log calls them. An
 * agent is marked, and so is the person behind it.
 */
export function Actor({ event }: ActorProps) {
  const { actor, actorLabel } = event;
  return (
    <>
      {actor ?? actorLabel ?? <Unknown because="the log names no actor" />}
      {actor && actorLabel && says(actor, actorLabel) && (
        <span className="ml-1.5 text-ink-3 text-xs">{actorLabel}</span>
      )}
      {event.actorKind === "agent" && (
        <Chip tone="agent" className="ml-1.5">
          agent
        </Chip>
      )}
      {event.onBehalfOf && event.onBehalfOf !== event.actor && (
        <span className="text-ink-3"> for {event.onBehalfOf}</span>
      )}
    </>
  );
}

/** Whether a label tells anything beside the identity: an ARN that ends with it does not. */
function says(actor: string, label: string): boolean {
  return label !== actor && !(label.startsWith("arn:") && label.endsWith(actor));
}
