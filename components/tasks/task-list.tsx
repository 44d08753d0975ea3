"use client";

import { useQuery } from "@tanstack/react-query";
import { Download } from "lucide-react";
import { parseAsBoolean, parseAsString, parseAsStringLiteral, useQueryState } from "nuqs";
import { useRef, useState } from "react";
import { buttonStyle } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import { FailedState } from "@/components/ui/failed-state";
import { Segmented } from "@/components/ui/segmented";
import { SkeletonRows } from "@/components/ui/skeleton";
import { Table, THead, Th } from "@/components/ui/table";
import { useListKeys } from "@/components/ui/use-list-keys";
import { useViewer } from "@/lib/access/use-viewer";
import { failureText } from "@/lib/api/field-errors";
import { TASK_KINDS } from "@/lib/tasks/model";
import { tasksOfIncident } from "@/lib/tasks/queries";
import type { TaskView } from "@/lib/tasks/views";
import { KIND_HINTS, KIND_WORDS } from "@/lib/tasks/words";
import { AddTaskForm } from "./add-task-form";
import type { StepName } from "./step-form";
import { TaskDialog } from "./task-dialog";
import { TaskRow } from "./task-row";

const SHOWN = ["all", "unfinished", "verify", "finished"] as const;
type Shown = (typeof SHOWN)[number];

const SHOWS: Record<Shown, (task: TaskView) => boolean> = {
  all: () => true,
  unfinished: ({ state }) => state === "open" || state === "in_progress",
  verify: ({ state }) => state === "done",
  finished: ({ state }) => state === "verified" || state === "not_doing",
};

export function TaskListPage({ incidentRef }: { incidentRef: string }) {
  const viewer = useViewer();
  const { data, error, refetch, isFetching } = useQuery(tasksOfIncident(incidentRef));
  const [isNew] = useQueryState("new", parseAsBoolean.withDefault(false));
  if (!data) {
    if (!error) return <SkeletonRows label="Loading the tasks" className="mt-3" />;
    return (
      <FailedState
        className="mt-4"
        title="The tasks could not be loaded."
        detail={failureText(error)}
        onRetry={() => void refetch()}
        retrying={isFetching}
      />
    );
  }
  return (
    <div className="pt-3">
      {viewer.can("respond") && <AddTaskForm incidentRef={incidentRef} focus={isNew} />}
      {data.data.length === 0 ? (
        <EmptyState className="mt-4" title="No tasks yet">
          What has to happen so that the harm stops, and can’t happen again? Each task has one owner, a due time by
          severity, proof, and somebody else who verifies it.
        </EmptyState>
      ) : (
        <TaskGroups incidentRef={incidentRef} tasks={data.data} />
      )}
    </div>
  );
}

function TaskGroups({ incidentRef, tasks }: { incidentRef: string; tasks: readonly TaskView[] }) {
  const list = useRef<HTMLDivElement>(null);
  useListKeys(list, "task");
  const [shown, setShown] = useQueryState("show", parseAsStringLiteral(SHOWN).withDefault("all"));
  const [open, setOpen] = useQueryState("task", parseAsString);
  const [step, setStep] = useState<StepName | null>(null);
  const groups = TASK_KINDS.map((kind) => ({
    kind,
    tasks: tasks.filter((task) => task.kind === kind && SHOWS[shown](task)),
  })).filter((group) => group.tasks.length > 0);
  const count = (which: Shown) => tasks.filter(SHOWS[which]).length;
  const close = () => {
    void setOpen(null);
    setStep(null);
  };
  return (
    <>
      <div className="mt-3 mb-1 flex flex-wrap items-center justify-between gap-2">
        <Segmented
          label="Which tasks"
          options={[
            { value: "all", label: "All", count: tasks.length },
            { value: "unfinished", label: "To do", count: count("unfinished") },
            { value: "verify", label: "To verify", count: count("verify") },
            { value: "finished", label: "Finished", count: count("finished") },
          ]}
          value={shown}
          onValueChange={(value) => void setShown(value)}
        />
        <a href={`/api/v1/incidents/${incidentRef}/tasks.csv`} download className={buttonStyle()}>
          <Download aria-hidden="true" />
          CSV
        </a>
      </div>
      <div ref={list}>
        {groups.length === 0 && <p className="py-6 text-center text-ink-2">No task is in this state.</p>}
        {groups.map((group) => (
          <section key={group.kind} aria-label={KIND_WORDS[group.kind]} className="mt-4">
            <h2 className="mb-0.5 font-semibold">
              {KIND_WORDS[group.kind]}{" "}
              <span className="font-normal text-ink-3 text-sm">{KIND_HINTS[group.kind].toLowerCase()}</span>
            </h2>
            <Table caption={`${KIND_WORDS[group.kind]} tasks`} className="table-fixed md:min-w-[50rem]">
              <THead>
                <tr>
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
                    onOpen={(next) => {
                      setStep(next ?? null);
                      void setOpen(task.ref);
                    }}
                  />
                ))}
              </tbody>
            </Table>
          </section>
        ))}
      </div>
      <TaskDialog task={tasks.find((task) => task.ref === open) ?? null} step={step} onClose={close} />
    </>
  );
}
