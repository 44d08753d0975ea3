"use client";

import { type KeyboardEvent, useEffect, useRef, useState } from "react";
import { Button } from "@/components/ui/button";
import { Input } from "@/components/ui/input";
import { Select } from "@/components/ui/select";
import { OUTCOMES, VERBS } from "@/lib/evidence/model";
import type { SourceView } from "@/lib/evidence/views";
import type { EventValues } from "./event-filters";
import { EventTimeFilter } from "./event-time-filter";
import { usePause } from "./use-pause";
import { sourceName } from "./words";

interface EventFilterBarProps {
  values: EventValues;
  sources: readonly SourceView[];
  /** `typing`: another one may follow at once. */
  onChange: (change: Partial<EventValues>, typing?: boolean) => void;
  /** Null while nothing is narrowed. */
  onClear: (() => void) | null;
}

const ANY = "";

export function EventFilterBar({ values, sources, onChange, onClear }: EventFilterBarProps) {
  const set =
    (name: keyof EventValues) =>
    (value: string | null, typing = false) =>
      onChange({ [name]: value || null }, typing);
  const lastEventAt = sources
    .filter(({ id }) => values.evidence === null || id === values.evidence)
    .reduce<string | null>(
      (last, { lastEventAt: at }) => (at !== null && (last === null || at > last) ? at : last),
      null,
    );
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
        label="Resource, or a part of its name"
        placeholder="Resource"
        value={values.resource}
        onCommit={set("resource")}
      />
      <Choice label="Verb" words={VERBS} value={values.verb} onChange={(verb) => set("verb")(verb)} />
      <Choice label="Outcome" words={OUTCOMES} value={values.outcome} onChange={(outcome) => set("outcome")(outcome)} />
      <div className="col-span-2 flex flex-wrap gap-2 md:col-span-4 xl:col-span-full">
        <Select
          aria-label="Source"
          className="w-60 max-sm:w-full"
          options={[
            { value: ANY, label: "All sources" },
            ...sources.map((source) => ({ value: source.id, label: sourceName(source) })),
          ]}
          value={values.evidence ?? ANY}
          onValueChange={(id) => set("evidence")(id)}
        />
        <EventTimeFilter label="From" value={values.from} onDay={values.until ?? lastEventAt} onCommit={set("from")} />
        <EventTimeFilter
          label="Until"
          value={values.until}
          onDay={values.from ?? lastEventAt}
          onCommit={set("until")}
        />
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
        <p className="basis-full text-ink-3 text-xs">
          A part of a resource’s name is enough; actor and action are matched whole, and * stands for any run of
          characters.
        </p>
      </div>
    </search>
  );
}

interface TextFilterProps {
  label: string;
  placeholder: string;
  value: string | null;
  onCommit: (value: string | null, typing: boolean) => void;
  shortcut?: string;
}

/** Commits on Enter, on leaving and after a pause, so that not every letter asks the database. */
function TextFilter({ label, placeholder, value, onCommit, shortcut }: TextFilterProps) {
  const [text, setText] = useState(value ?? "");
  const pause = usePause();
  // What it gave itself stays as typed, with the space before the next word.
  useEffect(() => setText((typed) => (typed.trim() === (value ?? "") ? typed : (value ?? ""))), [value]);
  const commit = (typed: string, typing: boolean) => {
    pause.cancel();
    if (typed.trim() !== (value ?? "")) onCommit(typed.trim() || null, typing);
  };
  // After a pause the filters may have changed: what is given then goes by those.
  const latest = useRef(commit);
  latest.current = commit;
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === "Enter") {
      commit(text, false);
      // What it finds may lie below everything that was imported.
      event.currentTarget.closest("section")?.scrollIntoView({ block: "start", behavior: "smooth" });
    }
    if (event.key === "Escape") {
      pause.cancel();
      setText(value ?? "");
    }
  };
  const onType = (typed: string) => {
    setText(typed);
    pause.start(() => latest.current(typed, true));
  };
  return (
    <Input
      aria-label={label}
      placeholder={placeholder}
      value={text}
      data-page-search={shortcut ? "" : undefined}
      onChange={(event) => onType(event.currentTarget.value)}
      onBlur={() => commit(text, false)}
      onKeyDown={onKeyDown}
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
