"use client";

import { useState } from "react";
import { Button } from "@/components/ui/button";
import { MultiCombobox } from "@/components/ui/combobox";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { type EnteredTime, NaturalTimeInput } from "@/components/ui/natural-time-input";
import { Notice } from "@/components/ui/notice";
import { Select } from "@/components/ui/select";
import { Textarea } from "@/components/ui/textarea";
import { useDraft } from "@/components/ui/use-draft";
import { ApiError } from "@/lib/api/client";
import { failureText, fieldErrors } from "@/lib/api/field-errors";
import { changesOf, conflictsOf, type MergedField, mergeTask, type TaskText, textOf } from "@/lib/tasks/merge";
import { useChangeTask } from "@/lib/tasks/mutations";
import type { TaskView } from "@/lib/tasks/views";
import { kindOptions, safeguardOptions } from "@/lib/tasks/words";
import { OwnerSelect } from "./owner-select";
import { TaskConflicts } from "./task-conflicts";

interface EditTaskFormProps {
  task: TaskView;
  /** The other tasks of the incident: what this one may wait for. */
  all: readonly TaskView[];
  onDone: () => void;
  onCancel: () => void;
}

/** As it was when the form was opened, so that a live change underneath does not pass for what was read. */
interface Kept {
  version: number;
  read: TaskText;
  mine: TaskText;
}

/**
 * What a task says. What is written survives a closed tab; only what was changed is sent; and what somebody else
 * changed meanwhile is taken over, or shown beside mine where both changed the same.
 */
export function EditTaskForm({ task, all, onDone, onCancel }: EditTaskFormProps) {
  const text = textOf(task);
  const draft = useDraft<Kept>(`edit-task:${task.id}`, { version: task.version, read: text, mine: text });
  const { version, read, mine } = draft.value;
  const [due, setDue] = useState<EnteredTime | "severity" | null>(null);
  const [theirs, setTheirs] = useState<TaskView | null>(null);
  const [chosen, setChosen] = useState<Partial<Record<MergedField, "mine" | "theirs">>>({});
  const change = useChangeTask(task.incident);
  const errors = fieldErrors(change.error);
  const set = (part: Partial<TaskText>) => draft.change((before) => ({ ...before, mine: { ...before.mine, ...part } }));
  const conflicts = theirs ? conflictsOf(read, mine, textOf(theirs)) : [];
  const undecided = conflicts.some((field) => chosen[field] === undefined);

  function save() {
    if (change.isPending || undecided) return;
    const base = theirs ? textOf(theirs) : read;
    const wanted = theirs ? mergeTask(read, mine, base, chosen) : mine;
    const dueAt = due === null ? {} : { dueAt: due === "severity" ? null : due.instant };
    const changes = { ...changesOf(base, wanted), ...dueAt };
    const done = () => {
      draft.discard();
      onDone();
    };
    if (Object.keys(changes).length === 0) return done();
    change.mutate(
      { id: task.id, changes: { ...changes, version: theirs?.version ?? version } },
      { onSuccess: done, onError: (error) => setTheirs(currentOf(error)) },
    );
  }

  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        save();
      }}
      noValidate
      className="flex flex-col gap-3"
    >
      {draft.restored && version !== task.version && !theirs && (
        <Notice kind="info">This is what you wrote earlier; the task has changed since. Saving shows you how.</Notice>
      )}
      <TaskFields task={task} all={all} mine={mine} errors={errors} set={set} due={due} setDue={setDue} />
      {theirs && (
        <TaskConflicts
          mine={mine}
          theirs={theirs}
          fields={conflicts}
          all={all}
          chosen={chosen}
          onChoose={(field, whose) => setChosen((before) => ({ ...before, [field]: whose }))}
        />
      )}
      {change.error && !theirs && Object.keys(errors).length === 0 && (
        <p role="alert" className="text-exposed text-sm">
          {failureText(change.error)} What you wrote is kept.
        </p>
      )}
      <div className="flex justify-end gap-2">
        <Button
          variant="quiet"
          onClick={() => {
            draft.discard();
            onCancel();
          }}
        >
          Cancel
        </Button>
        <Button type="submit" variant="primary" busy={change.isPending} disabled={undecided}>
          {theirs ? "Save them together" : "Save"}
        </Button>
      </div>
    </form>
  );
}

interface TaskFieldsProps {
  task: TaskView;
  all: readonly TaskView[];
  mine: TaskText;
  errors: Record<string, string | undefined>;
  set: (part: Partial<TaskText>) => void;
  due: EnteredTime | "severity" | null;
  setDue: (due: EnteredTime | "severity" | null) => void;
}

function TaskFields({ task, all, mine, errors, set, due, setDue }: TaskFieldsProps) {
  const others = all
    .filter(({ id }) => id !== task.id)
    .map((one) => ({ value: one.id, label: `${one.ref} ${one.title}` }));
  return (
    <>
      <Field label="What has to be done" error={errors.title}>
        <Input value={mine.title} onValueChange={(next) => set({ title: next })} maxLength={300} />
      </Field>
      <Field label="Detail" optional error={errors.detail}>
        <Textarea value={mine.detail} onChange={(event) => set({ detail: event.target.value })} maxLength={20_000} />
      </Field>
      <div className="grid gap-3 sm:grid-cols-2">
        <Field label="Kind">
          <Select options={kindOptions} value={mine.kind} onValueChange={(next) => set({ kind: next })} />
        </Field>
        <Field label="What it makes safer">
          <Select
            options={safeguardOptions}
            value={mine.safeguard ?? "none"}
            onValueChange={(next) => set({ safeguard: next === "none" ? null : next })}
          />
        </Field>
        <Field label="Owner" error={errors.ownerId}>
          <OwnerSelect value={mine.ownerId} onChange={(next) => set({ ownerId: next })} />
        </Field>
        <Field
          label="Due"
          error={errors.dueAt}
          hint={
            task.dueBasis === "person" ? (
              <Button size="sm" variant="quiet" onClick={() => setDue("severity")}>
                {due === "severity" ? "Goes back to the severity’s" : "Take the severity’s due time"}
              </Button>
            ) : (
              task.dueReason
            )
          }
        >
          <NaturalTimeInput
            ahead
            placeholder={task.dueBasis === "severity" ? "as the severity sets it" : "as it is"}
            onTime={setDue}
          />
        </Field>
      </div>
      <Field
        label="Waits for"
        optional
        hint="It can’t be begun or done before these are over."
        error={errors.blockedBy}
      >
        <MultiCombobox
          options={others}
          value={mine.blockedBy}
          onValueChange={(next) => set({ blockedBy: [...next].sort() })}
          placeholder="Other tasks of this incident"
          empty="No other task of that name."
        />
      </Field>
    </>
  );
}

function currentOf(error: unknown): TaskView | null {
  if (!(error instanceof ApiError) || error.status !== 412) return null;
  return (error.problem.current as TaskView | undefined) ?? null;
}
