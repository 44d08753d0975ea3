"use client";

import { useEffect, useRef, useState } from "react";
import { formatInstant, formatRelative, type Precision, zoneName } from "@/lib/time/format";
import { dateToInstant, type Instant } from "@/lib/time/instant";
import type { NaturalReading, NaturalTime } from "@/lib/time/natural-reading";
import { Button } from "./button";
import { Input } from "./input";
import { useZone } from "./zone-provider";

export interface EnteredTime {
  instant: Instant;
  precision: Precision;
  until: Instant | null;
  /** As it was typed. */
  text: string;
}

export interface NaturalTimeInputProps {
  /** Called with each change; null while the text is no time yet. `text` is as typed, for drafts. */
  onTime: (time: EnteredTime | null, text: string) => void;
  defaultText?: string;
  /** A time of day alone is meant on this one's day, and not today. */
  onDay?: Instant | null;
  /** An empty field means now and is fine; the echo says so. */
  emptyIsNow?: boolean;
  /** What is due or promised lies ahead: there the past is what stands out. */
  ahead?: boolean;
  id?: string;
  name?: string;
  placeholder?: string;
  autoFocus?: boolean;
  "aria-label"?: string;
  className?: string;
}

const CLOCK = /^\s*\d{1,2}[:h]\d{2}(:\d{2})?(\s*[ap]m)?(\s+[A-Za-z]\S*)?\s*$/i;

type Reader = typeof import("@/lib/time/natural").readNaturalTime;

/**
 * A time as one thinks it: "14:05", "20 min ago", "yesterday 9h30 Europe/Berlin". What was understood is shown in UTC
 * and in the chosen zone before anything is saved. The reader (chrono and Temporal) is loaded on the first focus.
 */
export function NaturalTimeInput({
  onTime,
  defaultText = "",
  onDay,
  emptyIsNow,
  ahead = false,
  className,
  ...input
}: NaturalTimeInputProps) {
  const { zone } = useZone();
  const [text, setText] = useState(defaultText);
  const [reading, setReading] = useState<NaturalReading | null>(null);
  const reader = useRef<Reader>(undefined);
  const report = useRef(onTime);
  report.current = onTime;

  async function understand(next: string, chosen?: NaturalTime) {
    setText(next);
    if (!next.trim()) {
      setReading(null);
      report.current(null, next);
      return;
    }
    if (!reader.current) {
      // What is typed while the reader is on its way is not lost by a form that closes meanwhile.
      report.current(null, next);
      reader.current = (await import("@/lib/time/natural")).readNaturalTime;
    }
    const result: NaturalReading = chosen
      ? { kind: "read", time: chosen }
      : reader.current(dated(next, onDay, zone), { now: dateToInstant(new Date()), zone });
    setReading(result);
    report.current(result.kind === "read" ? { ...result.time, text: next } : null, next);
  }

  // biome-ignore lint/correctness/useExhaustiveDependencies: read again when the zone changes, not with each keystroke
  useEffect(() => {
    if (text) void understand(text);
  }, [zone]);

  return (
    <div className={className}>
      <Input
        {...input}
        value={text}
        autoComplete="off"
        spellCheck={false}
        placeholder={input.placeholder ?? "14:05, 20 min ago, 2026-03-11 14:05"}
        onFocus={() => void import("@/lib/time/natural")}
        onValueChange={(next) => void understand(next)}
      />
      {/* Its line is kept free; a hint stands there until something was understood. */}
      <div role="status" data-echo className="mt-1 min-h-4.5 text-ink-3 text-sm empty:-mb-4.5">
        {!text && emptyIsNow && "Now"}
        {reading?.kind === "read" && <Echo time={reading.time} zone={zone} ahead={ahead} />}
        {reading?.kind === "unread" && <span className="text-unknown">{reading.reason}</span>}
        {reading?.kind === "ambiguous" && (
          <span className="flex flex-wrap items-center gap-1.5">
            {reading.reason}
            {reading.choices.map((choice) => (
              <Button key={choice.label} size="sm" onClick={() => void understand(text, choice.time)}>
                {choice.label}: {formatInstant(choice.time.instant, { zone: "UTC", style: "short" })} UTC
              </Button>
            ))}
          </span>
        )}
      </div>
    </div>
  );
}

function dated(text: string, onDay: Instant | null | undefined, zone: string): string {
  if (!onDay || !CLOCK.test(text)) return text;
  return `${formatInstant(onDay, { zone, style: "datetime", precision: "day" })} ${text.trim()}`;
}

function Echo({ time, zone, ahead }: { time: NaturalTime; zone: string; ahead: boolean }) {
  const show = (at: string, inZone: string) =>
    `${formatInstant(at, { zone: inZone, style: "datetime", precision: time.precision })} ${zoneName(inZone, at)}`;
  return (
    <>
      <span className="mono text-ink-2">{show(time.instant, "UTC")}</span>
      {zone !== "UTC" && <span className="mono"> · {show(time.instant, zone)}</span>}
      {time.until && <span className="mono"> until {show(time.until, "UTC")}</span>}
      {" · "}
      <span className={time.future === ahead ? undefined : "text-unknown"}>
        {formatRelative(time.instant, Date.now())}
        {time.future && !ahead && ", in the future"}
        {!time.future && ahead && ", in the past"}
      </span>
    </>
  );
}
