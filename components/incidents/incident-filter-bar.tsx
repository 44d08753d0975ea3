"use client";

import { ListFilter, X } from "lucide-react";
import { useEffect, useRef, useState } from "react";
import { Button } from "@/components/ui/button";
import { Checkbox } from "@/components/ui/checkbox";
import { Input } from "@/components/ui/input";
import { Popover, PopoverContent, PopoverTrigger } from "@/components/ui/popover";
import { Segmented } from "@/components/ui/segmented";
import { PHASES, type Phase, SEVERITIES, type Severity } from "@/lib/incidents/model";
import type { FilterValues, Scope } from "./incident-filters";
import { PHASE_WORDS } from "./words";

interface Change {
  show?: Scope;
  phase?: Phase[] | null;
  severity?: Severity[] | null;
  q?: string | null;
  order?: "worst" | "newest";
}

const TYPING_MS = 250;

export function IncidentFilterBar({ values, onChange }: { values: FilterValues; onChange: (change: Change) => void }) {
  return (
    <search className="mb-2 flex flex-wrap items-center gap-2">
      <Segmented
        label="Which incidents"
        options={[
          { value: "open", label: "Open" },
          { value: "ended", label: "Ended" },
          { value: "all", label: "All" },
        ]}
        value={values.show}
        onValueChange={(show) => onChange({ show, phase: null })}
      />
      <SearchField value={values.q} onChange={(q) => onChange({ q: q || null })} />
      <Choices
        label="Severity"
        all={SEVERITIES}
        word={(severity) => severity}
        chosen={values.severity as Severity[]}
        onChange={(severity) => onChange({ severity: severity.length ? severity : null })}
      />
      <Choices
        label="Phase"
        all={PHASES}
        word={(phase) => PHASE_WORDS[phase]}
        chosen={values.phase as Phase[]}
        onChange={(phase) => onChange({ phase: phase.length ? phase : null })}
      />
      <Segmented
        className="ml-auto max-md:hidden"
        label="Order"
        options={[
          { value: "worst", label: "Worst first" },
          { value: "newest", label: "Newest first" },
        ]}
        value={values.order}
        onValueChange={(order) => onChange({ order })}
      />
    </search>
  );
}

function SearchField({ value, onChange }: { value: string; onChange: (text: string) => void }) {
  const [text, setText] = useState(value);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  useEffect(() => setText(value), [value]);
  return (
    <Input
      type="search"
      aria-label="Search incidents: titles, summaries and entries"
      placeholder="Search titles and entries"
      data-page-search
      className="w-56 max-md:w-full"
      value={text}
      onValueChange={(next) => {
        setText(next);
        clearTimeout(timer.current);
        timer.current = setTimeout(() => onChange(next), TYPING_MS);
      }}
    />
  );
}

interface ChoicesProps<V extends string> {
  label: string;
  all: readonly V[];
  word: (value: V) => string;
  chosen: V[];
  onChange: (chosen: V[]) => void;
}

function Choices<V extends string>({ label, all, word, chosen, onChange }: ChoicesProps<V>) {
  return (
    <span className="inline-flex items-center gap-1">
      <Popover>
        <PopoverTrigger render={<Button icon={<ListFilter aria-hidden="true" />} />}>
          {label}
          {chosen.length > 0 && <span className="font-normal text-ink-2">{chosen.map(word).join(", ")}</span>}
        </PopoverTrigger>
        <PopoverContent title={label}>
          <div className="flex flex-col">
            {all.map((value) => (
              <Checkbox
                key={value}
                label={word(value)}
                checked={chosen.includes(value)}
                onCheckedChange={(on) => onChange(on ? [...chosen, value] : chosen.filter((other) => other !== value))}
              />
            ))}
          </div>
        </PopoverContent>
      </Popover>
      {chosen.length > 0 && (
        <Button variant="quiet" size="icon" aria-label={`Clear ${label.toLowerCase()}`} onClick={() => onChange([])}>
          <X aria-hidden="true" />
        </Button>
      )}
    </span>
  );
}
