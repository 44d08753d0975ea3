"use client";

import { Download } from "lucide-react";
import { parseAsBoolean, parseAsString, parseAsStringLiteral, useQueryState } from "nuqs";
import { buttonStyle } from "@/components/ui/button";
import { cn } from "@/components/ui/cn";
import { Input } from "@/components/ui/input";
import { Segmented } from "@/components/ui/segmented";
import { Select } from "@/components/ui/select";
import { useViewer } from "@/lib/access/use-viewer";
import type { TaskView } from "@/lib/tasks/views";

const SHOWN = ["all", "unfinished", "verify", "finished"] as const;
type Shown = (typeof SHOWN)[number];
const WHOSE = ["anybody", "me", "nobody"] as const;
const VIEWS = ["list", "board"] as const;

const SHOWS: Record<Shown, (task: TaskView) => boolean> = {
  all: () => true,
  unfinished: ({ state }) => state === "open" || state === "in_progress",
  verify: ({ state }) => state === "done",
  finished: ({ state }) => state === "verified" || state === "not_doing",
};

/** All of it in the address, so that it can be sent to somebody. */
export function useTaskFilters(tasks: readonly TaskView[]) {
  const viewer = useViewer();
  const [show, setShow] = useQueryState("show", parseAsStringLiteral(SHOWN).withDefault("all"));
  const [whose, setWhose] = useQueryState("whose", parseAsStringLiteral(WHOSE).withDefault("anybody"));
  const [overdue, setOverdue] = useQueryState("overdue", parseAsBoolean.withDefault(false));
  const [q, setQ] = useQueryState("q", parseAsString.withDefault(""));
  const [view, setView] = useQueryState("view", parseAsStringLiteral(VIEWS).withDefault("list"));
  const words = q.toLowerCase().split(/\s+/).filter(Boolean);
  const narrowed = tasks.filter(
    (task) =>
      (whose === "anybody" || (whose === "me" ? task.owner?.id === viewer.id : task.owner === null)) &&
      (!overdue || task.overdue) &&
      words.every((word) => `${task.ref} ${task.title} ${task.detail}`.toLowerCase().includes(word)),
  );
  // The columns of the board are the states already.
  const shown = view === "board" ? narrowed : narrowed.filter(SHOWS[show]);
  return { show, setShow, whose, setWhose, overdue, setOverdue, q, setQ, view, setView, narrowed, shown };
}

interface TaskFiltersProps {
  incidentRef: string;
  tasks: readonly TaskView[];
  filters: ReturnType<typeof useTaskFilters>;
}

export function TaskFilters({ incidentRef, tasks, filters }: TaskFiltersProps) {
  const { show, whose, overdue, q, view, narrowed } = filters;
  const count = (which: Shown) => narrowed.filter(SHOWS[which]).length;
  const late = tasks.filter((task) => task.overdue).length;
  return (
    <div className="mt-3 mb-1 flex flex-wrap items-center gap-2">
      <Segmented
        label="How to show them"
        options={[
          { value: "list", label: "List" },
          { value: "board", label: "Board" },
        ]}
        value={view}
        onValueChange={(value) => void filters.setView(value)}
      />
      {view === "list" && (
        <Segmented
          label="Which tasks"
          options={[
            { value: "all", label: "All", count: narrowed.length },
            { value: "unfinished", label: "To do", count: count("unfinished") },
            { value: "verify", label: "To verify", count: count("verify") },
            { value: "finished", label: "Finished", count: count("finished") },
          ]}
          value={show}
          onValueChange={(value) => void filters.setShow(value)}
        />
      )}
      <Select
        aria-label="Whose"
        options={[
          { value: "anybody", label: "Anybody’s" },
          { value: "me", label: "Mine" },
          { value: "nobody", label: "Nobody’s" },
        ]}
        value={whose}
        onValueChange={(value) => void filters.setWhose(value)}
        className="w-28"
      />
      {(late > 0 || overdue) && (
        <button
          type="button"
          aria-pressed={overdue}
          onClick={() => void filters.setOverdue(overdue ? null : true)}
          className={cn(buttonStyle({ variant: "danger" }), "aria-pressed:border-exposed aria-pressed:bg-exposed-soft")}
        >
          {late} overdue
        </button>
      )}
      <Input
        aria-label="Find in tasks"
        placeholder="Find"
        value={q}
        onValueChange={(next) => void filters.setQ(next || null)}
        maxLength={200}
        className="w-40"
        autoComplete="off"
      />
      <a href={`/api/v1/incidents/${incidentRef}/tasks.csv`} download className={cn(buttonStyle(), "ml-auto")}>
        <Download aria-hidden="true" />
        CSV
      </a>
    </div>
  );
}
