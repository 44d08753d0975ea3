"use client";

import { type FormEvent, useRef, useState } from "react";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { type EnteredTime, NaturalTimeInput } from "@/components/ui/natural-time-input";
import type { Instant } from "@/lib/time/instant";

export interface BoundedTimeValue {
  at: Instant | null;
  earliest: Instant | null;
  latest: Instant | null;
  /** Something is written that is no time yet. */
  unread: boolean;
}

export const EXACT_NOTHING: BoundedTimeValue = { at: null, earliest: null, latest: null, unread: false };

interface BoundedTimeProps {
  label: string;
  /** `openedAt` or `closedAt`: its bounds' errors are named after it. */
  field: string;
  initial?: BoundedTimeValue;
  onChange: (value: BoundedTimeValue) => void;
  errors: Record<string, string>;
  error?: string | undefined;
  emptyIsNow?: boolean;
  autoFocus?: boolean;
}

type Part = "at" | "earliest" | "latest";

/** A time as people write it, with an earliest and a latest where nobody knows it exactly. A written range is both. */
export function BoundedTime({ label, field, initial = EXACT_NOTHING, onChange, errors, ...props }: BoundedTimeProps) {
  const value = useRef(initial);
  const typed = useRef<Partial<Record<Part, string>>>({});
  const [bounded, setBounded] = useState(initial.earliest !== null || initial.latest !== null);

  function set(change: Partial<BoundedTimeValue>) {
    const next = { ...value.current, ...change };
    const unread = (["at", "earliest", "latest"] as const).some((part) => typed.current[part]?.trim() && !next[part]);
    value.current = { ...next, unread };
    onChange(value.current);
  }
  /** Until it is understood, what is being written stands for no time: never for the one before. */
  const typing = (part: Part) => (event: FormEvent<HTMLElement>) => {
    typed.current[part] = (event.target as HTMLInputElement).value;
    set({ [part]: null });
  };
  /** What nobody has touched keeps its microseconds. */
  const understood = (part: Part) => (time: EnteredTime | null) => {
    if (typed.current[part] === undefined) return;
    if (part === "at" && time?.until) set({ at: time.instant, earliest: time.instant, latest: time.until });
    else set({ [part]: time?.instant ?? null });
  };

  return (
    <fieldset className="min-w-0">
      <legend className="sr-only">{label}</legend>
      <div onInput={typing("at")}>
        <Field label={label} error={props.error ?? errors[field]}>
          <NaturalTimeInput
            onTime={understood("at")}
            defaultText={shown(initial.at)}
            {...(props.emptyIsNow ? { emptyIsNow: true } : {})}
            {...(props.autoFocus ? { autoFocus: true } : {})}
          />
        </Field>
      </div>
      {bounded ? (
        <div className="mt-1 grid gap-3 border-line border-l-2 pl-3 sm:grid-cols-2">
          <div onInput={typing("earliest")}>
            <Field label="At the earliest" optional error={errors[`${field}Earliest`]}>
              <NaturalTimeInput onTime={understood("earliest")} defaultText={shown(initial.earliest)} />
            </Field>
          </div>
          <div onInput={typing("latest")}>
            <Field label="At the latest" optional error={errors[`${field}Latest`]}>
              <NaturalTimeInput onTime={understood("latest")} defaultText={shown(initial.latest)} />
            </Field>
          </div>
        </div>
      ) : (
        <Button size="sm" variant="quiet" className="-ml-2" onClick={() => setBounded(true)}>
          Not known exactly
        </Button>
      )}
    </fieldset>
  );
}

/** An instant as the input reads it back: without the zeros at its end. */
function shown(instant: Instant | null): string {
  return instant === null ? "" : instant.replace("T", " ").replace(/\.?0*Z$/, "Z");
}
