"use client";

import { useQuery } from "@tanstack/react-query";
import { type FormEvent, useState } from "react";
import { Button } from "@/components/ui/button";
import { FailedState } from "@/components/ui/failed-state";
import { Field } from "@/components/ui/field";
import { type EnteredTime, NaturalTimeInput } from "@/components/ui/natural-time-input";
import { SkeletonRows } from "@/components/ui/skeleton";
import { Time } from "@/components/ui/time";
import { failedQuery } from "@/lib/api/failed-query";
import { momentsOf } from "@/lib/exposure/queries";

interface ChooserProps {
  incidentRef: string;
  at: string | null;
  onChoose: (at: string | null) => void;
}

/** A time as one types it, or one of the moments at which something was recorded or said. */
export function AsKnownChooser({ incidentRef, at, onChoose }: ChooserProps) {
  const [time, setTime] = useState<EnteredTime | null>(null);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (time) onChoose(time.instant);
  };
  return (
    <>
      <p className="mb-2 text-ink-2 text-sm">
        The same answer over what was recorded by then: what did we know when we said that?
      </p>
      <form onSubmit={submit} className="flex items-start gap-2">
        <Field label="Time" className="flex-1">
          <NaturalTimeInput onTime={setTime} autoFocus />
        </Field>
        <Button type="submit" variant="primary" className="mt-5" disabled={!time}>
          Show
        </Button>
      </form>
      <Moments incidentRef={incidentRef} onChoose={onChoose} />
      {at && (
        <Button className="mt-2" onClick={() => onChoose(null)}>
          Back to now
        </Button>
      )}
    </>
  );
}

function Moments({ incidentRef, onChoose }: Pick<ChooserProps, "incidentRef" | "onChoose">) {
  const moments = useQuery(momentsOf(incidentRef));
  if (moments.isPending) return <SkeletonRows rows={4} label="Loading the moments" />;
  if (moments.isError) return <FailedState title="The moments could not be loaded." {...failedQuery(moments)} />;
  if (moments.data.data.length === 0) return null;
  return (
    <>
      <h3 className="mt-2 mb-1 text-ink-3 text-sm">When something was recorded or said</h3>
      <ul className="max-h-64 overflow-y-auto">
        {moments.data.data.map(({ at, kind, label }) => (
          <li key={`${at} ${kind} ${label}`}>
            <button
              type="button"
              className="flex w-full items-baseline gap-3 rounded-sm px-1.5 py-1 text-left hover:bg-hover pointer-coarse:py-2"
              onClick={() => onChoose(at)}
            >
              <Time value={at} mode="short" quiet className="mono shrink-0 text-ink-2 text-sm" />
              <span className="min-w-0 truncate">{label}</span>
            </button>
          </li>
        ))}
      </ul>
    </>
  );
}
