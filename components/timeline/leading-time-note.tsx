"use client";

import { Button } from "@/components/ui/button";
import { formatInstant, zoneName } from "@/lib/time/format";
import type { NaturalTime } from "@/lib/time/natural-reading";
import type { LeadingTime } from "@/lib/timeline/leading-time";

interface LeadingTimeNoteProps {
  leading: LeadingTime | null;
  zone: string;
  /** One of two meanings was chosen: the time, and the text without it. */
  onChoose: (timeText: string, rest: string) => void;
}

/** What the time before the text is taken for, in full, before anything is written. */
export function LeadingTimeNote({ leading, zone, onChoose }: LeadingTimeNoteProps) {
  return (
    <div role="status" className="text-ink-3 text-sm not-empty:mt-1">
      {leading && <Note leading={leading} zone={zone} onChoose={onChoose} />}
    </div>
  );
}

function Note({ leading: { time, rest, reading }, zone, onChoose }: LeadingTimeNoteProps & { leading: LeadingTime }) {
  const show = (read: NaturalTime, inZone: string) =>
    `${formatInstant(read.instant, { zone: inZone, style: "datetime", precision: read.precision })} ${zoneName(inZone, read.instant)}`;
  if (reading.kind === "unread") return <span className="text-unknown">{`“${time}”: ${reading.reason}`}</span>;
  if (reading.kind === "ambiguous") {
    return (
      <span className="flex flex-wrap items-center gap-1.5">
        “{time}”: {reading.reason}
        {reading.choices.map((choice) => (
          <Button key={choice.label} size="sm" onClick={() => onChoose(show(choice.time, "UTC"), rest)}>
            {choice.label}: {show(choice.time, "UTC")}
          </Button>
        ))}
      </span>
    );
  }
  return (
    <>
      “{time}” is taken as the time: <span className="mono text-ink-2">{show(reading.time, "UTC")}</span>
      {zone !== "UTC" && <span className="mono"> · {show(reading.time, zone)}</span>}
      {reading.time.future && <span className="text-unknown">, in the future</span>}
    </>
  );
}
