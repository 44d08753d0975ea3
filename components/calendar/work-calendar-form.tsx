"use client";

import { useQuery } from "@tanstack/react-query";
import { type FormEvent, useState } from "react";
import { Button } from "@/components/ui/button";
import { Combobox } from "@/components/ui/combobox";
import { Field } from "@/components/ui/field";
import { toast } from "@/components/ui/toast";
import { failureText, fieldErrors } from "@/lib/api/field-errors";
import { places, useSetCalendar, type WhoseCalendar } from "@/lib/calendar/queries";
import type { WorkCalendarView } from "@/lib/calendar/views";

interface WorkCalendarFormProps {
  whose: WhoseCalendar;
  now: WorkCalendarView;
  /** Whether one can go back to everybody's. */
  clearable: boolean;
  onDone: () => void;
}

/** Country, region where the country has some, and time zone. */
export function WorkCalendarForm({ whose, now, clearable, onDone }: WorkCalendarFormProps) {
  const [country, setCountry] = useState<string | null>(now.place.split("-")[0] || null);
  const [region, setRegion] = useState<string | null>(now.place.includes("-") ? now.place : null);
  const [zone, setZone] = useState<string | null>(now.zone);
  const countries = useQuery(places(null));
  const regions = useQuery({ ...places(country), enabled: country !== null });
  const set = useSetCalendar(whose);
  const errors = fieldErrors(set.error);
  const hasRegions = country !== null && (regions.data?.data.length ?? 0) > 0;

  function send(body: { place: string; zone: string } | null) {
    set.mutate(body, {
      onSuccess: () => {
        toast("Business days changed");
        onDone();
      },
    });
  }
  function submit(event: FormEvent) {
    event.preventDefault();
    if (!set.isPending) send({ place: region ?? country ?? "", zone: zone ?? "" });
  }

  return (
    <form onSubmit={submit} noValidate aria-label="Business days" className="my-3 grid gap-3 sm:grid-cols-2">
      <Field label="Public holidays of" optional error={errors.place} hint="Empty: none count.">
        <Combobox
          options={options(countries.data?.data)}
          value={country}
          onValueChange={(next) => {
            setCountry(next);
            setRegion(null);
          }}
          placeholder="Type a country"
        />
      </Field>
      {hasRegions && (
        <Field label="Region" optional>
          <Combobox
            key={country}
            options={options(regions.data?.data)}
            value={region}
            onValueChange={setRegion}
            placeholder="The whole country"
          />
        </Field>
      )}
      <Field label="Time zone" error={errors.zone} hint="In which a day begins and ends.">
        <Combobox options={ZONES} value={zone} onValueChange={setZone} placeholder="Europe/Berlin" />
      </Field>
      {set.error && Object.keys(errors).length === 0 && (
        <p role="alert" className="text-exposed text-sm sm:col-span-2">
          {failureText(set.error)}
        </p>
      )}
      <div className="flex gap-2 sm:col-span-2">
        <Button type="submit" variant="primary" busy={set.isPending}>
          Save
        </Button>
        <Button variant="quiet" onClick={onDone}>
          Cancel
        </Button>
        {clearable && (
          <Button variant="quiet" disabled={set.isPending} onClick={() => send(null)}>
            Use everybody’s
          </Button>
        )}
      </div>
    </form>
  );
}

const ZONES = ["UTC", ...Intl.supportedValuesOf("timeZone").filter((zone) => zone !== "UTC")].map((zone) => ({
  value: zone,
  label: zone,
}));

function options(data: readonly { id: string; name: string }[] | undefined) {
  return (data ?? []).map(({ id, name }) => ({ value: id, label: name, detail: id }));
}
