"use client";

import { Button } from "@/components/ui/button";
import { Checkbox } from "@/components/ui/checkbox";
import { Chip } from "@/components/ui/chip";
import { Unknown } from "@/components/ui/figures";
import { Td, Tr } from "@/components/ui/table";
import { toast, toastFailed } from "@/components/ui/toast";
import { useViewer } from "@/lib/access/use-viewer";
import { failureText } from "@/lib/api/field-errors";
import { useStartTask } from "@/lib/tasks/mutations";
import type { TaskView } from "@/lib/tasks/views";
import { SAFEGUARD_WORDS } from "@/lib/tasks/words";
import { BlockedBy } from "./blocked-by";
import { Due } from "./due";
import { StateMark } from "./state-mark";
import type { StepName } from "./step-form";

interface TaskRowProps {
  task: TaskView;
  /** Null where nothing can be chosen. */
  chosen: boolean | null;
  onChoose: (on: boolean) => void;
  onOpen: (step?: StepName) => void;
}

export function TaskRow({ task, chosen, onChoose, onOpen }: TaskRowProps) {
  const finished = task.state === "verified" || task.state === "not_doing";
  return (
    <Tr id={task.ref} current={chosen === true}>
      {chosen !== null && (
        <Td className="py-1! align-top">
          <Checkbox hideLabel label={`Choose ${task.ref}`} checked={chosen} onCheckedChange={onChoose} />
        </Td>
      )}
      <Td className="mono whitespace-nowrap text-ink-3">{task.ref}</Td>
      <Td>
        <span className="flex flex-wrap items-baseline gap-x-2">
          <button
            type="button"
            data-list-item
            onClick={() => onOpen()}
            className="rounded-xs text-left hover:underline hover:decoration-line-strong hover:underline-offset-3"
          >
            <span className={finished ? "text-ink-2" : undefined}>{task.title}</span>
          </button>
          {task.safeguard && <Chip>{SAFEGUARD_WORDS[task.safeguard]}</Chip>}
        </span>
        <BlockedBy task={task} />
        {task.state === "not_doing" && <span className="block text-ink-3 text-sm">{task.notDoingReason}</span>}
        <span className="mt-0.5 flex flex-wrap gap-x-2 text-ink-2 text-sm md:hidden">
          <StateMark state={task.state} />
          <span>{task.owner?.name ?? "nobody"}</span>
          <Due task={task} />
        </span>
      </Td>
      <Td className="truncate max-md:hidden">
        {task.owner?.name ?? <Unknown because="Nobody owns it yet.">nobody</Unknown>}
      </Td>
      <Td className="max-md:hidden">
        <Due task={task} />
      </Td>
      <Td className="max-md:hidden">
        <StateMark state={task.state} />
      </Td>
      <Td className="pr-0! text-right md:whitespace-nowrap">
        <NextStep task={task} onOpen={onOpen} />
      </Td>
    </Tr>
  );
}

/** The one thing that comes next; everything else is in the task. */
function NextStep({ task, onOpen }: Pick<TaskRowProps, "task" | "onOpen">) {
  const viewer = useViewer();
  const start = useStartTask(task.incident);
  if (!viewer.can("respond")) return null;
  if (task.state === "done") {
    const mine = viewer.id === task.owner?.id || viewer.id === task.doneBy?.id;
    return mine ? (
      <span className="text-ink-3 text-sm">somebody else verifies</span>
    ) : (
      <Button size="sm" onClick={() => onOpen("verify")}>
        Verify…
      </Button>
    );
  }
  if (task.blocked && (task.state === "open" || task.state === "in_progress")) {
    return <span className="text-ink-3 text-sm">waits</span>;
  }
  if (task.state === "open") {
    const undo = () => start.mutate({ task: { ...task, version: task.version + 1 }, state: "open" });
    return (
      <span className="inline-flex flex-wrap justify-end gap-1.5">
        <Button
          size="sm"
          onClick={() =>
            start.mutate(
              { task, state: "in_progress" },
              {
                onSuccess: () => toast(`${task.ref} is in progress`, { action: { label: "Undo", onPress: undo } }),
                onError: (error) => toastFailed(`${task.ref} was not started`, { detail: failureText(error) }),
              },
            )
          }
        >
          Start
        </Button>
        <Button size="sm" onClick={() => onOpen("done")}>
          Done…
        </Button>
      </span>
    );
  }
  if (task.state === "in_progress") {
    return (
      <Button size="sm" onClick={() => onOpen("done")}>
        Done…
      </Button>
    );
  }
  return null;
}
