"use client";

import { useEffect, useRef, useState } from "react";
import { type EnteredTime, NaturalTimeInput } from "@/components/ui/natural-time-input";
import { usePause } from "./use-pause";

interface EventTimeFilterProps {
  label: string;
  value: string | null;
  /** On whose day a time of day alone is meant. */
  onDay: string | null;
  onCommit: (value: string | null, typing: boolean) => void;
}

/** One end of the time that is looked at, as people write times; what is not understood stays and says so. */
export function EventTimeFilter({ label, value, onDay, onCommit }: EventTimeFilterProps) {
  const [shown, setShown] = useState({ text: textOf(value), round: 0 });
  const committed = useRef(value);
  // Undefined where what is typed is no time: then nothing changes.
  const entered = useRef<string | null | undefined>(value);
  const pause = usePause();
  // Changed from elsewhere (the histogram, a view, Back): the field follows. What it gave itself stays as typed.
  useEffect(() => {
    if (value === committed.current) return;
    committed.current = value;
    entered.current = value;
    setShown(({ round }) => ({ text: textOf(value), round: round + 1 }));
  }, [value]);

  const commit = (typing: boolean) => {
    pause.cancel();
    if (entered.current === undefined || entered.current === committed.current) return;
    committed.current = entered.current;
    onCommit(entered.current, typing);
  };
  const understood = (time: EnteredTime | null, text: string) => {
    entered.current = text.trim() === "" ? null : time?.instant;
    pause.start(() => commit(true));
  };
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: what is pressed and left is the field inside
    <div
      className="w-60 max-sm:w-full"
      onBlur={() => commit(false)}
      onKeyDown={(e) => e.key === "Enter" && commit(false)}
    >
      <NaturalTimeInput
        key={shown.round}
        aria-label={`${label}, such as 14:05, 2 hours ago or 2026-03-11 14:05`}
        placeholder={`${label} 2026-03-11 14:05`}
        defaultText={shown.text}
        onDay={onDay}
        onTime={understood}
      />
    </div>
  );
}

/** Read back as exactly the same instant. */
function textOf(value: string | null): string {
  return value === null ? "" : `${value.replace("T", " ").replace(/(:00)?\.0+Z$|Z$/, "")} UTC`;
}
