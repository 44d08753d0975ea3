import { cn } from "@/components/ui/cn";
import type { TaskState } from "@/lib/tasks/model";
import { STATE_WORDS } from "@/lib/tasks/words";

const marks: Record<TaskState, string> = {
  open: "rounded-full border-[1.5px] border-ink-3",
  in_progress: "rounded-full border-[1.5px] border-ink bg-[linear-gradient(90deg,var(--ink)_50%,transparent_50%)]",
  done: "rounded-full bg-ink",
  verified: "rounded-full bg-verified ring-2 ring-verified/25",
  not_doing: "bg-[linear-gradient(var(--ink-3),var(--ink-3))] bg-size-[100%_2px] bg-center bg-no-repeat",
};

/** Told apart by shape and word. */
export function StateMark({ state }: { state: TaskState }) {
  return (
    <span className={cn("inline-flex items-center gap-1.5 whitespace-nowrap", state === "verified" && "text-verified")}>
      <span aria-hidden="true" className={cn("size-2.25 shrink-0", marks[state])} />
      {STATE_WORDS[state]}
    </span>
  );
}
