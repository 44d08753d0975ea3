"use client";

import { Checkbox } from "@/components/ui/checkbox";
import { Table, THead, Th } from "@/components/ui/table";
import { useViewer } from "@/lib/access/use-viewer";
import { TASK_KINDS } from "@/lib/tasks/model";
import type { TaskView } from "@/lib/tasks/views";
import { KIND_HINTS, KIND_WORDS } from "@/lib/tasks/words";
import type { StepName } from "./step-form";
import { TaskRow } from "./task-row";
import type { Choice } from "./use-choice";

interface TaskGroupsProps {
  tasks: readonly TaskView[];
  choice: Choice;
  onOpen: (task: TaskView, step?: StepName) => void;
}

/** The list, a table for each kind. */
export function TaskGroups({ tasks, choice, onOpen }: TaskGroupsProps) {
  const may = useViewer().can("respond");
  const groups = TASK_KINDS.map((kind) => ({ kind, tasks: tasks.filter((task) => task.kind === kind) })).filter(
    (group) => group.tasks.length > 0,
  );
  return groups.map((group) => {
    const chosen = group.tasks.filter(({ id }) => choice.has(id)).length;
    return (
      <section key={group.kind} aria-label={KIND_WORDS[group.kind]} className="mt-4">
        <h2 className="mb-0.5 font-semibold">
          {KIND_WORDS[group.kind]}{" "}
          <span className="font-normal text-ink-3 text-sm">{KIND_HINTS[group.kind].toLowerCase()}</span>
        </h2>
        <Table caption={`${KIND_WORDS[group.kind]} tasks`} className="table-fixed md:min-w-[50rem]">
          <THead>
            <tr>
              {may && (
                <Th className="w-7 py-0! align-middle">
                  <Checkbox
                    hideLabel
                    label={`Choose all ${KIND_WORDS[group.kind].toLowerCase()} tasks`}
                    checked={chosen === group.tasks.length}
                    indeterminate={chosen > 0 && chosen < group.tasks.length}
                    onCheckedChange={(on) =>
                      choice.toggle(
                        group.tasks.map(({ id }) => id),
                        on,
                      )
                    }
                  />
                </Th>
              )}
              <Th className="w-11 md:w-14">
                <span className="sr-only">Number</span>
              </Th>
              <Th>Task</Th>
              <Th className="w-40 max-md:hidden">Owner</Th>
              <Th className="w-52 max-md:hidden">Due</Th>
              <Th className="w-28 max-md:hidden">State</Th>
              <Th className="w-34 md:w-44">
                <span className="sr-only">Next step</span>
              </Th>
            </tr>
          </THead>
          <tbody>
            {group.tasks.map((task) => (
              <TaskRow
                key={task.id}
                task={task}
                chosen={may ? choice.has(task.id) : null}
                onChoose={(on) => choice.toggle([task.id], on)}
                onOpen={(step) => onOpen(task, step)}
              />
            ))}
          </tbody>
        </Table>
      </section>
    );
  });
}
