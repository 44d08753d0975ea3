"use client";

import { type RefObject, useState } from "react";
import { useCommand } from "@/components/ui/commands";
import { useViewer } from "@/lib/access/use-viewer";
import type { TaskView } from "@/lib/tasks/views";

export interface Choice {
  tasks: readonly TaskView[];
  has: (id: string) => boolean;
  toggle: (ids: readonly string[], on: boolean) => void;
  clear: () => void;
}

/** What is chosen of what is shown; X chooses the task that has the focus. */
export function useChoice(list: RefObject<HTMLElement | null>, shown: readonly TaskView[]): Choice {
  const viewer = useViewer();
  const [ids, setIds] = useState<ReadonlySet<string>>(new Set());
  const toggle = (which: readonly string[], on: boolean) =>
    setIds((before) => new Set(on ? [...before, ...which] : [...before].filter((id) => !which.includes(id))));
  useCommand({
    label: "Choose the task for a change of many",
    group: "List",
    keys: "x",
    hidden: true,
    enabled: viewer.can("respond"),
    run: () => {
      const row = document.activeElement?.closest("tr[id]");
      const task = row && list.current?.contains(row) ? shown.find(({ ref }) => ref === row.id) : undefined;
      if (task) toggle([task.id], !ids.has(task.id));
    },
  });
  return {
    tasks: shown.filter(({ id }) => ids.has(id)),
    has: (id) => ids.has(id),
    toggle,
    clear: () => setIds(new Set()),
  };
}
