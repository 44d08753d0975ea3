"use client";

import { useState } from "react";
import { Button } from "@/components/ui/button";
import { CopyButton } from "@/components/ui/copy-button";
import { Dialog, DialogContent } from "@/components/ui/dialog";
import { useViewer } from "@/lib/access/use-viewer";
import type { TaskView } from "@/lib/tasks/views";
import { EditTaskForm } from "./edit-task-form";
import { StepForm, type StepName } from "./step-form";
import { TaskFacts } from "./task-facts";

interface TaskDialogProps {
  task: TaskView | null;
  /** All tasks of the incident. */
  all: readonly TaskView[];
  /** The step to begin with. */
  step: StepName | null;
  onClose: () => void;
}

/** One task: what it says, its proof, and the steps that are possible now. */
export function TaskDialog({ task, all, step, onClose }: TaskDialogProps) {
  return (
    <Dialog open={task !== null} onOpenChange={(open) => !open && onClose()}>
      {task && <Content key={`${task.id}:${step}`} task={task} all={all} step={step} onClose={onClose} />}
    </Dialog>
  );
}

function Content({ task, all, step, onClose }: TaskDialogProps & { task: TaskView }) {
  const viewer = useViewer();
  const [mode, setMode] = useState<StepName | "edit" | null>(step);
  const steps = stepsOf(task, viewer.id);
  const may = viewer.can("respond");
  return (
    <DialogContent
      width="lg"
      title={
        <>
          <span className="mono text-ink-3">{task.ref}</span> {task.title}
        </>
      }
      footer={
        may && mode === null ? (
          <>
            <CopyLink task={task} />
            {task.state !== "verified" && task.state !== "not_doing" && (
              <Button onClick={() => setMode("edit")}>Edit</Button>
            )}
            {steps.map(({ name, label, primary }) => (
              <Button key={name} variant={primary ? "primary" : "default"} onClick={() => setMode(name)}>
                {label}
              </Button>
            ))}
          </>
        ) : undefined
      }
    >
      {mode === "edit" ? (
        <EditTaskForm task={task} all={all} onDone={() => setMode(null)} onCancel={() => setMode(null)} />
      ) : (
        <>
          <TaskFacts task={task} />
          {mode && (
            <div className="mt-4">
              <StepForm task={task} step={mode} onDone={onClose} onCancel={() => setMode(null)} />
            </div>
          )}
        </>
      )}
    </DialogContent>
  );
}

function CopyLink({ task }: { task: TaskView }) {
  const href = `/incidents/${task.incident}/tasks?task=${task.ref}`;
  return (
    <span className="mr-auto text-ink-3">
      <CopyButton value={typeof location === "undefined" ? href : location.origin + href} label="Copy link" />
    </span>
  );
}

function stepsOf(task: TaskView, viewerId: string): { name: StepName; label: string; primary?: boolean }[] {
  switch (task.state) {
    case "open":
    case "in_progress":
      return [
        { name: "not-doing", label: "Not doing…" },
        ...(task.blocked ? [] : [{ name: "done" as const, label: "Done…", primary: true }]),
      ];
    case "done": {
      const mine = viewerId === task.owner?.id || viewerId === task.doneBy?.id;
      return [
        { name: "reopen", label: "Reopen…" },
        ...(mine ? [] : [{ name: "verify" as const, label: "Verify…", primary: true }]),
      ];
    }
    default:
      return [{ name: "reopen", label: "Reopen…" }];
  }
}
