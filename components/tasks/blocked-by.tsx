import type { TaskView } from "@/lib/tasks/views";

/** What a task that is not over still waits for, in a line. */
export function BlockedBy({ task }: { task: Pick<TaskView, "state" | "blocked" | "blockedBy"> }) {
  const unfinished = task.state === "open" || task.state === "in_progress";
  if (!task.blocked || !unfinished) return null;
  const waits = task.blockedBy.filter(({ state }) => state === "open" || state === "in_progress");
  return (
    <span className="wrap-anywhere block text-sm text-unknown">
      blocked by {waits.map(({ ref, title }) => `${ref} “${title}”`).join(", ")}
    </span>
  );
}
