"use client";

import { type KeyboardEvent, useEffect, useState } from "react";
import { Button } from "@/components/ui/button";
import { Input } from "@/components/ui/input";
import { Select } from "@/components/ui/select";
import { OUTCOMES, VERBS } from "@/lib/evidence/model";
import type { SourceView } from "@/lib/evidence/views";
import { parseInstant } from "@/lib/time/instant";
import type { EventValues } from "./event-filters";
import { sourceName } from "./words";

interface EventFilterBarProps {
  values: EventValues;
  sources: readonly SourceView[];
  onChange: (change: Partial<EventValues>) => void;
  /** Null while nothing is narrowed. */
  onClear: (() => void) | null;
}

const ANY = "";

export function EventFilterBar({ values, sources, onChange, onClear }: EventFilterBarProps) {
  const set = (name: keyof EventValues) => (value: string | null) => onChange({ [name]: value || null });
  return (
    <search className="mb-3 grid grid-cols-2 gap-2 md:grid-cols-4 xl:grid-cols-[1.4fr_repeat(3,1fr)_8rem_8rem_auto]">
      <TextFilter
        label="Search actors, actions, resources and event ids"
        placeholder="Search…"
        value={values.q}
        onCommit={set("q")}
        shortcut="/"
      />
      <TextFilter label="Actor" placeholder="Actor" value={values.actor} onCommit={set("actor")} />
      <TextFilter label="Action" placeholder="Action" value={values.action} onCommit={set("action")} />
      <TextFilter
        label="Resource, with * for any run of characters"
        placeholder="Resource"
        value={values.resource}
        onCommit={set("resource")}
      />
      <Choice label="Verb" words={VERBS} value={values.verb} onChange={set("verb")} />
      <Choice label="Outcome" words={OUTCOMES} value={values.outcome} onChange={set("outcome")} />
      <div className="col-span-2 flex flex-wrap gap-2 md:col-span-4 xl:col-span-full">
        <Select
          aria-label="Source"
          className="w-60 max-sm:w-full"
          options={[
            { value: ANY, label: "All sources" },
            ...sources.map((source) => ({ value: source.id, label: sourceName(source) })),
          ]}
          value={values.evidence ?? ANY}
          onValueChange={set("evidence")}
        />
        <TimeFilter label="From" value={values.from} onCommit={set("from")} />
        <TimeFilter label="Until" value={values.until} onCommit={set("until")} />
        <Select
          aria-label="Order"
          className="w-36"
          options={[
            { value: "time", label: "Oldest first" },
            { value: "-time", label: "Newest first" },
            { value: "record", label: "As in the file" },
          ]}
          value={values.order ?? "time"}
          onValueChange={(order) => set("order")(order === "time" ? null : order)}
        />
        {onClear && (
          <Button variant="quiet" onClick={onClear}>
            Clear
          </Button>
        )}
      </div>
    </search>
  );
}

interface TextFilterProps {
  label: string;
  placeholder: string;
  value: string | null;
  onCommit: (value: string | null) => void;
  shortcut?: string;
}

/** Commits on Enter and on leaving, so that not every letter asks the database. */
function TextFilter({ label, placeholder, value, onCommit, shortcut }: TextFilterProps) {
  const [text, setText] = useState(value ?? "");
  useEffect(() => setText(value ?? ""), [value]);
  const commit = () => text.trim() !== (value ?? "") && onCommit(text.trim() || null);
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === "Enter") {
      commit();
      // What it finds may lie below everything that was imported.
      event.currentTarget.closest("section")?.scrollIntoView({ block: "start", behavior: "smooth" });
    }
    if (event.key === "Escape") setText(value ?? "");
  };
  return (
    <Input
      aria-label={label}
      placeholder={placeholder}
      value={text}
      data-page-search={shortcut ? "" : undefined}
      onChange={(event) => setText(event.currentTarget.value)}
      onBlur={commit}
      onKeyDown={onKeyDown}
    />
  );
}

function TimeFilter({
  label,
  value,
  onCommit,
}: {
  label: string;
  value: string | null;
  onCommit: (value: string | null) => void;
}) {
  const [text, setText] = useState(value ?? "");
  useEffect(() => setText(value ?? ""), [value]);
  const instant = text.trim() === "" ? null : parseInstant(text.trim().length <= 19 ? `${text.trim()}Z` : text);
  const wrong = text.trim() !== "" && instant === null;
  return (
    <Input
      aria-label={`${label}, in UTC, such as 2026-03-11 14:05`}
      aria-invalid={wrong || undefined}
      placeholder={`${label} 2026-03-11 14:05`}
      className="mono w-48 max-sm:w-full"
      value={text}
      onChange={(event) => setText(event.currentTarget.value)}
      onBlur={() => !wrong && instant !== value && onCommit(instant)}
      onKeyDown={(event) => event.key === "Enter" && !wrong && onCommit(instant)}
    />
  );
}

function Choice({
  label,
  words,
  value,
  onChange,
}: {
  label: string;
  words: readonly string[];
  value: string | null;
  onChange: (value: string | null) => void;
}) {
  return (
    <Select
      aria-label={label}
      options={[
        { value: ANY, label: `Any ${label.toLowerCase()}` },
        ...words.map((word) => ({ value: word, label: word })),
      ]}
      value={value ?? ANY}
      onValueChange={onChange}
    />
  );
}
