"use client";

import { ArrowRightLeft } from "lucide-react";
import { type DragEvent, type KeyboardEvent, useState } from "react";
import { Button } from "@/components/ui/button";
import { cn } from "@/components/ui/cn";
import { Unknown } from "@/components/ui/figures";
import { Menu, MenuContent, MenuItem, MenuTrigger } from "@/components/ui/menu";
import { toast, toastFailed } from "@/components/ui/toast";
import { useViewer } from "@/lib/access/use-viewer";
import { failureText } from "@/lib/api/field-errors";
import { TASK_STATES, type TaskState } from "@/lib/tasks/model";
import { moveOf } from "@/lib/tasks/moves";
import { useStartTask } from "@/lib/tasks/mutations";
import type { TaskView } from "@/lib/tasks/views";
import { COLUMN_WORDS, KIND_WORDS } from "@/lib/tasks/words";
import { BlockedBy } from "./blocked-by";
import { Due } from "./due";
import type { StepName } from "./step-form";

interface TaskBoardProps {
  incidentRef: string;
  tasks: readonly TaskView[];
  onOpen: (task: TaskView, step?: StepName) => void;
}

/**
 * The tasks in columns by state. A card moves by dragging, by its menu, or with Shift and an arrow key; what a move
 * needs, such as proof, is asked for, and what the rules refuse says why.
 */
export function TaskBoard({ incidentRef, tasks, onOpen }: TaskBoardProps) {
  const [dragged, setDragged] = useState<TaskView | null>(null);
  const move = useMove(incidentRef, onOpen);
  return (
    <section
      aria-label="Board"
      // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard
      tabIndex={0}
      className="mt-3 grid auto-cols-[minmax(13rem,1fr)] grid-flow-col gap-2.5 overflow-x-auto pb-2"
    >
      {TASK_STATES.map((state) => (
        <Column
          key={state}
          state={state}
          tasks={tasks.filter((task) => task.state === state)}
          dragged={dragged}
          onDrag={setDragged}
          onMove={move}
          onOpen={onOpen}
        />
      ))}
    </section>
  );
}

type MoveTo = (task: TaskView, to: TaskState) => void;

function useMove(incidentRef: string, onOpen: TaskBoardProps["onOpen"]): MoveTo {
  const viewer = useViewer();
  const start = useStartTask(incidentRef);
  return (task, to) => {
    const move = moveOf(task, to, viewer.id);
    if (move.kind === "refused") return toastFailed(`${task.ref} was not moved`, { detail: move.because });
    if (move.kind === "step") return onOpen(task, move.step);
    if (move.kind === "none") return;
    start.mutate(
      { task, state: move.state },
      {
        onSuccess: () => toast(`${task.ref} is ${COLUMN_WORDS[to].toLowerCase()}`),
        onError: (error) => toastFailed(`${task.ref} was not moved`, { detail: failureText(error) }),
      },
    );
  };
}

interface ColumnProps {
  state: TaskState;
  tasks: readonly TaskView[];
  dragged: TaskView | null;
  onDrag: (task: TaskView | null) => void;
  onMove: MoveTo;
  onOpen: TaskBoardProps["onOpen"];
}

function Column({ state, tasks, dragged, onDrag, onMove, onOpen }: ColumnProps) {
  const viewer = useViewer();
  const [over, setOver] = useState(false);
  const takes = dragged !== null && ["state", "step"].includes(moveOf(dragged, state, viewer.id).kind);
  const late = tasks.filter(({ overdue }) => overdue).length;
  function drop(event: DragEvent) {
    event.preventDefault();
    setOver(false);
    if (dragged) onMove(dragged, state);
    onDrag(null);
  }
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: dropping has its twins in each card's menu and keys
    <div
      data-column={state}
      onDragOver={(event) => {
        if (!dragged) return;
        event.preventDefault();
        setOver(true);
      }}
      onDragLeave={() => setOver(false)}
      onDrop={drop}
      className={cn(
        "flex min-h-40 flex-col gap-1.5 rounded-lg border border-transparent bg-sunk p-1.5",
        takes && "border-line-strong border-dashed",
        over && takes && "border-ink",
      )}
    >
      <h3 className="flex justify-between px-1 font-semibold text-sm">
        {COLUMN_WORDS[state]}
        <span className="font-normal text-ink-2">
          {late > 0 && <span className="mr-1.5 text-exposed">{late} overdue</span>}
          {tasks.length}
        </span>
      </h3>
      {tasks.length === 0 ? (
        <p className="px-1 text-ink-2 text-sm">None.</p>
      ) : (
        <ul className="flex flex-col gap-1.5">
          {tasks.map((task) => (
            <Card key={task.id} task={task} onDrag={onDrag} onMove={onMove} onOpen={onOpen} />
          ))}
        </ul>
      )}
    </div>
  );
}

type CardProps = Pick<ColumnProps, "onDrag" | "onMove" | "onOpen"> & { task: TaskView };

function Card({ task, onDrag, onMove, onOpen }: CardProps) {
  const viewer = useViewer();
  const may = viewer.can("respond");
  function onKey(event: KeyboardEvent) {
    const step = event.key === "ArrowRight" ? 1 : event.key === "ArrowLeft" ? -1 : 0;
    if (step === 0 || !event.shiftKey || !may) return;
    event.preventDefault();
    const to = TASK_STATES[TASK_STATES.indexOf(task.state) + step];
    if (to) onMove(task, to);
  }
  return (
    <li
      draggable={may}
      onDragStart={(event) => {
        event.dataTransfer.setData("text/plain", task.ref);
        event.dataTransfer.effectAllowed = "move";
        onDrag(task);
      }}
      onDragEnd={() => onDrag(null)}
      className={cn(
        "rounded-md border border-line bg-panel px-2 py-1.5",
        may && "cursor-grab active:cursor-grabbing",
        task.overdue && "border-l-3 border-l-exposed",
      )}
    >
      <div className="flex items-start justify-between gap-1">
        <button
          type="button"
          data-list-item
          onClick={() => onOpen(task)}
          onKeyDown={onKey}
          aria-keyshortcuts={may ? "Shift+ArrowRight Shift+ArrowLeft" : undefined}
          className="wrap-anywhere min-w-0 rounded-xs text-left hover:underline hover:decoration-line-strong hover:underline-offset-3"
        >
          <span className="mono mr-1 text-ink-3">{task.ref}</span>
          {task.title}
        </button>
        {may && <MoveMenu task={task} onMove={onMove} />}
      </div>
      <p className="mt-0.5 flex flex-wrap gap-x-2 text-ink-2 text-sm">
        <span>{task.owner?.name ?? <Unknown because="Nobody owns it yet.">nobody</Unknown>}</span>
        <span>{KIND_WORDS[task.kind]}</span>
        {task.dueAt !== null && <Due task={task} />}
      </p>
      <BlockedBy task={task} />
    </li>
  );
}

function MoveMenu({ task, onMove }: { task: TaskView; onMove: MoveTo }) {
  const viewer = useViewer();
  return (
    <Menu>
      <MenuTrigger
        render={<Button variant="quiet" size="icon" aria-label={`Move ${task.ref}`} className="-mt-1 -mr-1.5" />}
      >
        <ArrowRightLeft aria-hidden="true" />
      </MenuTrigger>
      <MenuContent align="end">
        {TASK_STATES.filter((state) => state !== task.state).map((state) => {
          const move = moveOf(task, state, viewer.id);
          const asks = move.kind === "step" ? "…" : "";
          return (
            <MenuItem
              key={state}
              disabled={move.kind === "refused"}
              detail={move.kind === "refused" ? move.because : undefined}
              onClick={() => onMove(task, state)}
            >
              {COLUMN_WORDS[state]}
              {asks}
            </MenuItem>
          );
        })}
      </MenuContent>
    </Menu>
  );
}
