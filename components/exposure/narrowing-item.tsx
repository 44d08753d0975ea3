"use client";

import Link from "next/link";
import { type ReactNode, useId, useState } from "react";
import { Button } from "@/components/ui/button";
import { Chip } from "@/components/ui/chip";
import { CopyButton } from "@/components/ui/copy-button";
import { Time } from "@/components/ui/time";
import type { NarrowItem } from "@/lib/exposure/narrow-views";
import { formatDuration } from "@/lib/time/format";
import { DrillLink } from "./drill-link";
import { plural } from "./words";

interface NarrowingItemProps {
  item: NarrowItem;
  rank: number;
  incidentRef: string;
}

/** One thing to find out: what, how much it moves, and how. */
export function NarrowingItem({ item, rank, incidentRef }: NarrowingItemProps) {
  const [open, setOpen] = useState(false);
  const how = useId();
  return (
    <li className="border-line border-b py-2">
      <div className="flex flex-wrap items-start gap-x-3 gap-y-1">
        <span aria-hidden="true" className="mono w-5 shrink-0 text-right text-ink-3">
          {rank}
        </span>
        <p className="min-w-0 flex-1 basis-80">
          <Sentence item={item} />
        </p>
        <span className="flex flex-wrap items-center gap-1.5 max-sm:pl-8">
          {item.decides && <Chip tone="verified">settles the verdict</Chip>}
          <Moves item={item} />
        </span>
      </div>
      <div className="flex flex-wrap items-center gap-x-3 pl-8">
        <Action item={item} incidentRef={incidentRef} />
        {item.get && (
          <Button size="sm" variant="quiet" aria-expanded={open} aria-controls={how} onClick={() => setOpen(!open)}>
            {open ? "Hide how" : "How to get it"}
          </Button>
        )}
      </div>
      {item.get && (
        <div id={how} hidden={!open} className="mt-1 ml-8 rounded-md border border-line bg-sunk px-3 py-2">
          <p>{item.get.where}</p>
          {item.get.command && (
            <p className="mt-1.5 flex items-start gap-2">
              <code className="mono min-w-0 flex-1 break-all">{item.get.command}</code>
              <CopyButton value={item.get.command} label="Copy the command" />
            </p>
          )}
          <p className="mt-1.5 text-ink-2">{item.get.kept}</p>
        </div>
      )}
    </li>
  );
}

function Moves({ item: { kind, moves } }: { item: NarrowItem }) {
  const parts = [
    moves.accesses > 0 && plural(moves.accesses, "access", "accesses"),
    moves.ms > 0 && `${formatDuration(moves.ms)}${kind === "blind" ? " covered by it" : ""}`,
  ].filter(Boolean);
  if (parts.length === 0) return null;
  return <span className="text-ink-2">up to {parts.join(" · ")}</span>;
}

function Sentence({ item }: { item: NarrowItem }): ReactNode {
  const assets = <span className="mono break-all">{item.assets.map(({ name }) => name).join(", ")}</span>;
  const system = <span className="mono">{item.system}</span>;
  const stretch = item.from && item.until && (
    <>
      <Time value={item.from} mode="datetime" /> to <Time value={item.until} mode="datetime" />
    </>
  );
  switch (item.kind) {
    case "gap":
      if (item.system === null) return <>Say which systems’ logs would show access to {assets}.</>;
      return (
        <>
          Get the log of {system} from {stretch}, for {assets}.
        </>
      );
    case "hole":
      return (
        <>
          Fill what the log of {system} leaves out from {stretch}, for {assets}:{" "}
          <span className="text-ink-2">{item.reason}</span>.
        </>
      );
    case "bound":
      return (
        <>
          Find out when exactly {assets} was {item.window?.end === "opened" ? "opened" : "closed"}: known is {stretch}.
        </>
      );
    case "actor":
      return (
        <>
          Say who <span className="mono break-all font-medium">{item.actor}</span> is, seen on {assets}.
        </>
      );
    case "outcome":
      return (
        <>
          Find out whether these accesses to {assets} succeeded: {system} does not say.
        </>
      );
    case "aggregate":
      return <>Find a log with each access to {assets} by itself: records that hold several only overlap the window.</>;
    case "blind":
      return (
        <>
          Get a log of {system} that records reads of {assets}: what is imported holds none.
          {item.reason && <span className="text-ink-2"> {item.reason}</span>}
        </>
      );
    case "outside":
      return (
        <>Look at the accesses to {assets} outside every window: a window, a clearance or an explanation is missing.</>
      );
    case "taken":
      return (
        <>
          Find out how much of {assets} was returned and whether it was taken out: no log here counts rows or bytes that
          left.
        </>
      );
  }
}

function Action({ item, incidentRef }: { item: NarrowItem; incidentRef: string }) {
  const look = "underline-quiet inline-flex min-h-6 items-center";
  if (item.kind === "actor")
    return (
      <Link href={`/people/identities?incident=${incidentRef}`} className={look}>
        Resolve identities
      </Link>
    );
  if (item.window)
    return (
      <Link href={`?window=${item.window.id}`} scroll={false} className={look}>
        Change the window
      </Link>
    );
  if (item.kind === "outside") return <DrillLink to={{ events: "outside" }}>See them</DrillLink>;
  if (item.kind === "gap" && item.system === null)
    return (
      <Link href="/assets" className={look}>
        Open the asset
      </Link>
    );
  return (
    <Link href={`/incidents/${incidentRef}/evidence`} className={look}>
      {item.kind === "hole" ? "See the source" : "Import it"}
    </Link>
  );
}
