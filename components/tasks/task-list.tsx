"use client";

import { useQuery } from "@tanstack/react-query";
import dynamic from "next/dynamic";
import { parseAsBoolean, parseAsString, useQueryState } from "nuqs";
import { useRef, useState } from "react";
import { EmptyState } from "@/components/ui/empty-state";
import { FailedState } from "@/components/ui/failed-state";
import { SkeletonRows } from "@/components/ui/skeleton";
import { useListKeys } from "@/components/ui/use-list-keys";
import { useViewer } from "@/lib/access/use-viewer";
import { failureText } from "@/lib/api/field-errors";
import { tasksOfIncident } from "@/lib/tasks/queries";
import type { TaskView } from "@/lib/tasks/views";
import { AddTaskForm } from "./add-task-form";
import type { StepName } from "./step-form";
import { TaskFilters, useTaskFilters } from "./task-filters";
import { TaskGroups } from "./task-groups";
import { useChoice } from "./use-choice";

const TaskDialog = dynamic(() => import("./task-dialog").then((module) => module.TaskDialog), { ssr: false });
const TaskBoard = dynamic(() => import("./task-board").then((module) => module.TaskBoard), {
  loading: () => <SkeletonRows label="Loading the board" className="mt-3" />,
});
const BulkBar = dynamic(() => import("./bulk-bar").then((module) => module.BulkBar), { ssr: false });

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
        <Tasks incidentRef={incidentRef} tasks={data.data} />
      )}
    </div>
  );
}

/** List or board of what the filters leave, one task opened over it, and many chosen to be changed together. */
function Tasks({ incidentRef, tasks }: { incidentRef: string; tasks: readonly TaskView[] }) {
  const list = useRef<HTMLDivElement>(null);
  useListKeys(list, "task");
  const filters = useTaskFilters(tasks);
  const [open, setOpen] = useQueryState("task", parseAsString);
  const [step, setStep] = useState<StepName | null>(null);
  const choice = useChoice(list, filters.shown);
  const show = (task: TaskView, next?: StepName) => {
    setStep(next ?? null);
    void setOpen(task.ref);
  };
  const opened = tasks.find((task) => task.ref === open) ?? null;
  return (
    <>
      <TaskFilters incidentRef={incidentRef} tasks={tasks} filters={filters} />
      <div ref={list}>
        {filters.shown.length === 0 && <p className="py-6 text-center text-ink-2">No task is like that.</p>}
        {filters.view === "board" ? (
          <TaskBoard incidentRef={incidentRef} tasks={filters.shown} onOpen={show} />
        ) : (
          <TaskGroups tasks={filters.shown} choice={choice} onOpen={show} />
        )}
      </div>
      {choice.tasks.length > 0 && filters.view === "list" && (
        <BulkBar incidentRef={incidentRef} chosen={choice.tasks} onDone={choice.clear} />
      )}
      {opened && (
        <TaskDialog
          task={opened}
          all={tasks}
          step={step}
          onClose={() => {
            void setOpen(null);
            setStep(null);
          }}
        />
      )}
    </>
  );
}
