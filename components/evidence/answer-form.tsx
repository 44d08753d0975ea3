"use client";

import Link from "next/link";
import { type FormEvent, useState } from "react";
import { Button } from "@/components/ui/button";
import { Combobox } from "@/components/ui/combobox";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { Select } from "@/components/ui/select";
import { Table, Td, THead, Th, Tr } from "@/components/ui/table";
import { failureText } from "@/lib/api/field-errors";
import type { ColumnMapping } from "@/lib/evidence/formats/format";
import { useAnswerSource } from "@/lib/evidence/mutations";
import type { SourceView } from "@/lib/evidence/views";

const FIELDS: readonly { name: keyof ColumnMapping; label: string; hint: string }[] = [
  { name: "occurredAt", label: "Time", hint: "When it happened. Rows without it are rejected." },
  {
    name: "occurredUntil",
    label: "Until",
    hint: "Where a row stands for several acts: when the last could have been.",
  },
  { name: "actor", label: "Actor", hint: "Who did it, as this log names them." },
  { name: "onBehalfOf", label: "On behalf of", hint: "The person an agent acted for." },
  { name: "action", label: "Action", hint: "What was done, in the log's words." },
  { name: "verb", label: "Verb", hint: "read, list, write, … where a column says so." },
  { name: "resource", label: "Resource", hint: "What was touched; asset patterns match this." },
  { name: "outcome", label: "Outcome", hint: "success, denied, failed. Not mapped: unknown." },
  { name: "sourceIp", label: "Source address", hint: "Where it came from." },
  { name: "session", label: "Session", hint: "Session, key or token." },
  { name: "records", label: "Records returned", hint: "How many, where the log says." },
  { name: "eventId", label: "Event id", hint: "Unique per event; makes duplicates count once." },
];

/** Asks what a source cannot say itself: which column is what, which zone or year, which of day and month comes first. */
export function AnswerForm({ incident, source }: { incident: string; source: SourceView }) {
  const answer = useAnswerSource(incident);
  const { offered } = source;
  const [mapping, setMapping] = useState<Partial<ColumnMapping>>((offered?.mapping as ColumnMapping) ?? {});
  const [zone, setZone] = useState<string | null>(offered?.zone ?? null);
  const [dateOrder, setDateOrder] = useState<"dmy" | "mdy" | null>(offered?.dateOrder ?? null);
  const [year, setYear] = useState("");
  const needs = new Set(source.needs);
  const complete =
    (!needs.has("mapping") || Boolean(mapping.occurredAt)) &&
    (!needs.has("zone") || zone !== null) &&
    (!needs.has("dateOrder") || dateOrder !== null) &&
    (!needs.has("year") || /^(19|20)\d\d$/.test(year));

  function submit(event: FormEvent) {
    event.preventDefault();
    if (!complete) return;
    answer.mutate({
      id: source.id,
      answers: {
        ...(needs.has("mapping") ? { mapping: mapping as ColumnMapping } : {}),
        ...(zone ? { zone } : {}),
        ...(dateOrder ? { dateOrder } : {}),
        ...(needs.has("year") ? { year: Number(year) } : {}),
      },
    });
  }

  return (
    <form
      onSubmit={submit}
      className="mt-3 grid gap-4 rounded-md border border-line border-l-3 border-l-unknown bg-sunk px-4 py-3"
    >
      <p>{source.error ?? "This file can't be read before a question is answered. Its bytes are stored."}</p>
      {offered && (
        <p className="rounded-md border border-line bg-panel px-3 py-2">
          Same columns as <span className="mono break-all">{offered.name}</span>, mapped by {offered.savedBy}: its
          answers are filled in{offered.zone && `, with times in ${offered.zone}`}. Look at them, then read the file.{" "}
          <Link href="/formats#mappings" className="underline underline-offset-3">
            All saved mappings
          </Link>
        </p>
      )}
      {source.sample && <Sample sample={source.sample} />}
      {needs.has("mapping") && (
        <MappingFields columns={source.sample?.columns ?? []} mapping={mapping} onChange={setMapping} />
      )}
      {needs.has("zone") && <ZoneField zone={zone} onChange={setZone} />}
      {needs.has("dateOrder") && (
        <Field label="Is 03/04 the third of April or the fourth of March?" hint="The whole file is read one way.">
          <Select
            options={[
              { value: "dmy", label: "Day first: 03/04 is 3 April" },
              { value: "mdy", label: "Month first: 03/04 is March 4" },
            ]}
            value={dateOrder}
            placeholder="Choose"
            onValueChange={setDateOrder}
          />
        </Field>
      )}
      {needs.has("year") && (
        <Field
          label="Which year are this file's times of?"
          hint="They carry none. Split a file that goes over New Year."
        >
          <Input value={year} onChange={(e) => setYear(e.target.value)} inputMode="numeric" maxLength={4} />
        </Field>
      )}
      {answer.isError && <p className="text-exposed">{failureText(answer.error)}</p>}
      <div>
        <Button type="submit" variant="primary" disabled={!complete} busy={answer.isPending}>
          Read the file
        </Button>
      </div>
    </form>
  );
}

function Sample({ sample }: { sample: NonNullable<SourceView["sample"]> }) {
  return (
    <Table caption="The file's first records" showCaption className="mono">
      <THead>
        <tr>
          {sample.columns.slice(0, 12).map((column) => (
            <Th key={column}>{column}</Th>
          ))}
        </tr>
      </THead>
      <tbody>
        {sample.rows.slice(0, 3).map((row) => (
          <Tr key={row.join(" | ")}>
            {sample.columns.slice(0, 12).map((column, i) => (
              <Td key={column} className="max-w-60 truncate" title={row[i]}>
                {row[i]}
              </Td>
            ))}
          </Tr>
        ))}
      </tbody>
    </Table>
  );
}

interface MappingFieldsProps {
  columns: readonly string[];
  mapping: Partial<ColumnMapping>;
  onChange: (mapping: Partial<ColumnMapping>) => void;
}

function MappingFields({ columns, mapping, onChange }: MappingFieldsProps) {
  const options = [
    { value: "", label: "not in this file" },
    ...columns.map((column) => ({ value: column, label: column })),
  ];
  return (
    <fieldset className="grid gap-3 sm:grid-cols-2 lg:grid-cols-3">
      <legend className="mb-2 font-medium">Which column is what?</legend>
      {FIELDS.map(({ name, label, hint }) => (
        <Field key={name} label={label} hint={hint} optional={name !== "occurredAt"}>
          <Select
            options={options}
            value={mapping[name] ?? ""}
            onValueChange={(column) => {
              const { [name]: _, ...rest } = mapping;
              onChange(column ? { ...rest, [name]: column } : rest);
            }}
          />
        </Field>
      ))}
    </fieldset>
  );
}

function ZoneField({ zone, onChange }: { zone: string | null; onChange: (zone: string | null) => void }) {
  const zones = ["UTC", ...Intl.supportedValuesOf("timeZone").filter((name) => name !== "UTC")];
  return (
    <Field
      label="Which zone are this file's times in?"
      hint="They carry none, and a guess would move every access. It is the zone of whatever wrote the log."
    >
      <Combobox
        options={zones.map((name) => ({ value: name, label: name }))}
        value={zone}
        onValueChange={onChange}
        placeholder="UTC, Europe/Berlin, …"
      />
    </Field>
  );
}
