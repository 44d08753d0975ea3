"use client";

import { useNow } from "@/components/ui/clock";
import { Time } from "@/components/ui/time";
import type { TaskView } from "@/lib/tasks/views";
import { dueWords } from "@/lib/tasks/words";

/** When a task is due, and how late it is in words. */
export function Due({ task }: { task: Pick<TaskView, "state" | "dueAt" | "dueBasis"> }) {
  const words = dueWords(task, useNow(15_000));
  if (task.dueAt === null) return <span className="text-ink-3">no due time</span>;
  return (
    <span className="whitespace-nowrap">
      <Time value={task.dueAt} mode="short" precision="minute" className={words ? "" : "text-ink-3"} />
      {words && (
        <span className={words.late ? "ml-1.5 font-medium text-exposed" : "ml-1.5 text-ink-3"}>{words.text}</span>
      )}
    </span>
  );
}
