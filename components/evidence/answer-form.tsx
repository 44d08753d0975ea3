"use client";

import Link from "next/link";
import { type FormEvent, useEffect, useRef, useState } from "react";
import { Button } from "@/components/ui/button";
import { Combobox } from "@/components/ui/combobox";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { Select } from "@/components/ui/select";
import { Table, Td, THead, Th, Tr } from "@/components/ui/table";
import { failureText } from "@/lib/api/field-errors";
import type { ColumnMapping, Need } from "@/lib/evidence/formats/format";
import { genericNeeds } from "@/lib/evidence/formats/generic/settle";
import { suggestMapping } from "@/lib/evidence/formats/generic/suggest-mapping";
import { useAnswerSource } from "@/lib/evidence/mutations";
import type { SourceView } from "@/lib/evidence/views";
import { MappingFields } from "./mapping-fields";
import { MappingPreview } from "./mapping-preview";
import { Meanings, withMeanings } from "./meanings";

type Sample = NonNullable<SourceView["sample"]>;

/** Files that somebody answered for since the page was loaded: what is asked of them next comes into view. */
const answered = new Set<string>();

/** Asks what a source cannot say itself: which column is what, what words mean, which zone, year and order of dates. */
export function AnswerForm({ incident, source }: { incident: string; source: SourceView }) {
  const answer = useAnswerSource(incident);
  const { offered, sample } = source;
  const needs = new Set<Need>(source.needs);
  const [mapping, setMapping] = useState<Partial<ColumnMapping>>(() => beginWith(source));
  const [zone, setZone] = useState<string | null>((source.options.zone as string | undefined) ?? offered?.zone ?? null);
  const [dateOrder, setDateOrder] = useState<"dmy" | "mdy" | null>(offered?.dateOrder ?? null);
  const [year, setYear] = useState("");
  const form = useIntoView(answered.has(source.id));
  // What the server would ask next, asked at once.
  if (needs.has("mapping") && sample) for (const need of needsOf(sample, mapping)) needs.add(need);
  const complete =
    (!needs.has("mapping") || Boolean(mapping.occurredAt)) &&
    (!needs.has("zone") || zone !== null) &&
    (!needs.has("dateOrder") || dateOrder !== null) &&
    (!needs.has("year") || /^(19|20)\d\d$/.test(year));

  function submit(event: FormEvent) {
    event.preventDefault();
    if (!complete) return;
    answered.add(source.id);
    answer.mutate({
      id: source.id,
      answers: {
        ...(needs.has("mapping") ? { mapping: withMeanings(mapping as ColumnMapping, sample) } : {}),
        ...(needs.has("zone") && zone ? { zone } : {}),
        ...(needs.has("dateOrder") && dateOrder ? { dateOrder } : {}),
        ...(needs.has("year") ? { year: Number(year) } : {}),
      },
    });
  }

  return (
    <form
      ref={form}
      onSubmit={submit}
      className="mt-3 grid scroll-mt-16 gap-4 rounded-md border border-line border-l-3 border-l-unknown bg-sunk px-4 py-3"
    >
      <p>{source.error ?? "This file can't be read before a question is answered. Its bytes are stored."}</p>
      {offered && <Offered offered={offered} />}
      {sample && <FirstRecords sample={sample} />}
      {needs.has("mapping") && (
        <MappingFields columns={sample?.columns ?? []} mapping={mapping} onChange={setMapping} />
      )}
      {needs.has("mapping") && sample && <Meanings sample={sample} mapping={mapping} onChange={setMapping} />}
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
      {sample && mapping.occurredAt && (
        <MappingPreview sample={sample} mapping={mapping as ColumnMapping} options={{ zone, dateOrder }} />
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

/** What was answered before, for this file or one with the same columns; else what names and contents suggest. */
function beginWith({ options, offered, sample }: SourceView): Partial<ColumnMapping> {
  const before = (options.mapping ?? offered?.mapping) as ColumnMapping | undefined;
  return before ?? (sample ? suggestMapping(sample) : {});
}

function needsOf({ columns, rows }: Sample, mapping: Partial<ColumnMapping>): Need[] {
  if (!mapping.occurredAt) return [];
  const records = rows.map((row) => Object.fromEntries(columns.map((column, i) => [column, row[i] ?? ""])));
  const options = { zone: null, dateOrder: null, mapping: mapping as ColumnMapping };
  return genericNeeds(records, { filename: "", container: "csv", header: columns }, options);
}

/** The form for the next question stands where the one before stood, which may be far above. */
function useIntoView(wanted: boolean) {
  const form = useRef<HTMLFormElement>(null);
  useEffect(() => {
    if (!wanted) return;
    form.current?.scrollIntoView({ block: "nearest" });
    form.current?.querySelector<HTMLElement>("input, button:not([type=submit])")?.focus();
  }, [wanted]);
  return form;
}

function Offered({ offered }: { offered: NonNullable<SourceView["offered"]> }) {
  return (
    <p className="rounded-md border border-line bg-panel px-3 py-2">
      Same columns as <span className="mono break-all">{offered.name}</span>, mapped by {offered.savedBy}: its answers
      are filled in{offered.zone && `, with times in ${offered.zone}`}. Look at them, then read the file.{" "}
      <Link href="/formats#mappings" className="underline underline-offset-3">
        All saved mappings
      </Link>
    </p>
  );
}

function FirstRecords({ sample }: { sample: Sample }) {
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
