"use client";

import { ArrowDownUp, ListFilter } from "lucide-react";
import dynamic from "next/dynamic";
import { useEffect, useRef, useState } from "react";
import { Button } from "@/components/ui/button";
import { useCommand } from "@/components/ui/commands";
import { copyText } from "@/components/ui/copy-button";
import { Input } from "@/components/ui/input";
import { Segmented } from "@/components/ui/segmented";
import { toast, toastFailed } from "@/components/ui/toast";
import { NO_FILTER, narrowings, type TimelineFilter } from "@/lib/timeline/filters";
import { exportAddress } from "@/lib/timeline/queries";

const FilterPanel = dynamic(() => import("./filter-panel"), { ssr: false });

const VIEWS = [
  { value: "timeline", label: "Timeline" },
  { value: "all", label: "All activity" },
  { value: "pinned", label: "Pinned" },
] as const;

interface ToolbarProps {
  incidentRef: string;
  filter: TimelineFilter;
  onChange: (next: Partial<TimelineFilter>) => void;
}

/** What is shown, in which order, and ways to take it along. */
export function TimelineToolbar({ incidentRef, filter, onChange }: ToolbarProps) {
  const [open, setOpen] = useState(false);
  const search = useRef<HTMLInputElement>(null);
  const narrowed = narrowings(filter);
  const turn = () => onChange({ order: filter.order === "newest" ? "oldest" : "newest" });

  async function copyMarkdown() {
    const response = await fetch(exportAddress(incidentRef, filter, "md"));
    if (!response.ok)
      return toastFailed("The timeline could not be copied.", { detail: `The server answered ${response.status}.` });
    await copyText(await response.text());
    toast("Copied as a Markdown table, times in UTC.");
  }

  useCommand({ label: "Search the timeline", group: "Timeline", keys: "/", run: () => search.current?.focus() });
  useCommand({ label: "Turn the order of the timeline", group: "Timeline", run: turn });
  useCommand({
    label: "Copy the timeline as Markdown",
    group: "Timeline",
    keys: "mod+shift+c",
    run: () => void copyMarkdown(),
  });

  return (
    <div className="print:hidden">
      <div className="flex flex-wrap items-center gap-1.5 py-2">
        <Segmented
          label="What is shown"
          options={VIEWS}
          value={filter.view}
          onValueChange={(view) => onChange({ view })}
        />
        <SearchBox ref={search} value={filter.q} onChange={(q) => onChange({ q })} />
        <Button variant="quiet" size="sm" icon={<ListFilter />} aria-expanded={open} onClick={() => setOpen(!open)}>
          Filter{narrowed > 0 && ` · ${narrowed}`}
        </Button>
        <Button variant="quiet" size="sm" icon={<ArrowDownUp />} onClick={turn}>
          {filter.order === "newest" ? "Newest first" : "Oldest first"}
        </Button>
        <span className="ml-auto flex gap-1 max-sm:hidden">
          <Button variant="quiet" size="sm" onClick={() => void copyMarkdown()}>
            Copy
          </Button>
          <Button
            variant="quiet"
            size="sm"
            nativeButton={false}
            render={<a href={exportAddress(incidentRef, filter, "csv")} download />}
          >
            CSV
          </Button>
        </span>
      </div>
      {open && <FilterPanel incidentRef={incidentRef} filter={filter} onChange={onChange} />}
      {narrowed > 0 && !open && (
        <p className="pb-2 text-ink-2 text-sm">
          Narrowed by {narrowed} {narrowed === 1 ? "filter" : "filters"}.{" "}
          <button
            type="button"
            className="underline-quiet"
            onClick={() => onChange({ ...NO_FILTER, view: filter.view, order: filter.order })}
          >
            Clear
          </button>
        </p>
      )}
    </div>
  );
}

/** Asks a moment after the last key, so that not every letter is a request. */
function SearchBox({
  ref,
  value,
  onChange,
}: {
  ref: React.Ref<HTMLInputElement>;
  value: string | null;
  onChange: (q: string | null) => void;
}) {
  const [text, setText] = useState(value ?? "");
  const [from, setFrom] = useState(value);
  if (from !== value) {
    setFrom(value);
    if ((value ?? "") !== text.trim()) setText(value ?? "");
  }
  const report = useRef(onChange);
  useEffect(() => {
    report.current = onChange;
  });
  useEffect(() => {
    if (text.trim() === (value ?? "")) return;
    const timer = setTimeout(() => report.current(text.trim() || null), 250);
    return () => clearTimeout(timer);
  }, [text, value]);
  return (
    <Input
      ref={ref}
      type="search"
      aria-label="Search the timeline"
      aria-keyshortcuts="/"
      placeholder="Search"
      value={text}
      onValueChange={setText}
      className="h-6 w-36 pointer-coarse:h-9"
    />
  );
}
