"use client";

import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { Button } from "@/components/ui/button";
import { Checkbox } from "@/components/ui/checkbox";
import { Field } from "@/components/ui/field";
import { NaturalTimeInput } from "@/components/ui/natural-time-input";
import { Select } from "@/components/ui/select";
import { NO_FILTER, type TimelineFilter } from "@/lib/timeline/filters";
import { KIND_WORDS, TIMELINE_KINDS } from "@/lib/timeline/model";
import { timelineFacets } from "@/lib/timeline/queries";

interface FilterPanelProps {
  incidentRef: string;
  filter: TimelineFilter;
  onChange: (next: Partial<TimelineFilter>) => void;
}

const EVERYBODY = "*";
const CITES = [
  { value: "any", label: "Whether or not" },
  { value: "true", label: "Cites evidence" },
  { value: "false", label: "Cites none" },
] as const;

/** By kind, author, evidence and time. Each kind says how many there are. */
export default function FilterPanel({ incidentRef, filter, onChange }: FilterPanelProps) {
  const { data } = useQuery(timelineFacets(incidentRef));
  const [round, setRound] = useState(0);
  const counts = new Map(data?.kinds.map(({ kind, count }) => [kind, count]));
  const kinds = filter.view === "timeline" ? TIMELINE_KINDS : (data?.kinds.map(({ kind }) => kind) ?? TIMELINE_KINDS);
  const authors = data?.authors ?? [];
  return (
    <div
      id="timeline-filters"
      className="mb-2 grid gap-x-5 gap-y-3 rounded-lg border border-line bg-sunk p-3 sm:grid-cols-2"
    >
      <fieldset className="sm:col-span-2">
        <legend className="mb-1 font-medium text-sm">Kinds</legend>
        <div className="flex flex-wrap gap-x-3.5 gap-y-1">
          {[...new Set(kinds)].map((kind) => (
            <Checkbox
              key={kind}
              checked={filter.kinds.includes(kind)}
              onCheckedChange={(on) =>
                onChange({ kinds: on ? [...filter.kinds, kind] : filter.kinds.filter((other) => other !== kind) })
              }
              label={
                <>
                  {filter.view === "timeline" ? KIND_WORDS[kind] : kind.replaceAll("_", " ")}{" "}
                  <span className="text-ink-3">{data && (counts.get(kind) ?? 0)}</span>
                </>
              }
            />
          ))}
        </div>
      </fieldset>
      <Field label="Author">
        <Select
          value={filter.author ?? EVERYBODY}
          options={[
            { value: EVERYBODY, label: "Everybody" },
            ...authors.map(({ id, name, count }) => ({ value: id ?? name, label: `${name} (${count})` })),
          ]}
          onValueChange={(author) => onChange({ author: author === EVERYBODY ? null : author })}
        />
      </Field>
      <Field label="Evidence">
        <Select
          value={filter.evidence === null ? "any" : (String(filter.evidence) as "true" | "false")}
          options={CITES}
          onValueChange={(cites) => onChange({ evidence: cites === "any" ? null : cites === "true" })}
        />
      </Field>
      <Field label="From">
        <NaturalTimeInput
          key={`from${round}`}
          defaultText={filter.from ?? ""}
          onTime={(time) => onChange({ from: time?.instant ?? null })}
        />
      </Field>
      <Field label="Until">
        <NaturalTimeInput
          key={`until${round}`}
          defaultText={filter.until ?? ""}
          onTime={(time) => onChange({ until: time?.instant ?? null })}
        />
      </Field>
      <div className="sm:col-span-2">
        <Button
          size="sm"
          onClick={() => {
            setRound((n) => n + 1);
            onChange({ ...NO_FILTER, view: filter.view, order: filter.order });
          }}
        >
          Clear filters
        </Button>
      </div>
    </div>
  );
}
