"use client";

import { type FormEvent, useState } from "react";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { type EnteredTime, NaturalTimeInput } from "@/components/ui/natural-time-input";
import { Select } from "@/components/ui/select";
import { Textarea } from "@/components/ui/textarea";
import { ApiError } from "@/lib/api/client";
import { failureText, fieldErrors } from "@/lib/api/field-errors";
import { useChangeTask } from "@/lib/tasks/mutations";
import type { TaskView } from "@/lib/tasks/views";
import { kindOptions, safeguardOptions } from "@/lib/tasks/words";
import { OwnerSelect } from "./owner-select";

interface EditTaskFormProps {
  task: TaskView;
  onDone: () => void;
  onCancel: () => void;
}

/** What a task says. If somebody else changed it meanwhile, theirs is shown beside what was written here. */
export function EditTaskForm({ task, onDone, onCancel }: EditTaskFormProps) {
  const { title, detail, kind, safeguard, owner } = task;
  const [form, setForm] = useState({ title, detail, kind, safeguard, ownerId: owner?.id ?? null });
  const [due, setDue] = useState<EnteredTime | "severity" | null>(null);
  // As it was when the form was opened: a live change underneath must not pass for what was read.
  const [version] = useState(task.version);
  const change = useChangeTask(task.incident);
  const errors = fieldErrors(change.error);
  const theirs = conflictOf(change.error);
  const set = (part: Partial<typeof form>) => setForm((before) => ({ ...before, ...part }));

  function save(basedOn: number) {
    const dueAt = due === null ? {} : { dueAt: due === "severity" ? null : due.instant };
    change.mutate({ id: task.id, changes: { ...form, ...dueAt, version: basedOn } }, { onSuccess: onDone });
  }
  function submit(event: FormEvent) {
    event.preventDefault();
    if (!change.isPending) save(version);
  }

  return (
    <form onSubmit={submit} noValidate className="flex flex-col gap-3">
      <Field label="What has to be done" error={errors.title}>
        <Input value={form.title} onValueChange={(next) => set({ title: next })} maxLength={300} />
      </Field>
      <Field label="Detail" optional error={errors.detail}>
        <Textarea value={form.detail} onChange={(event) => set({ detail: event.target.value })} maxLength={20_000} />
      </Field>
      <div className="grid gap-3 sm:grid-cols-2">
        <Field label="Kind">
          <Select options={kindOptions} value={form.kind} onValueChange={(next) => set({ kind: next })} />
        </Field>
        <Field label="Safeguard it builds">
          <Select
            options={safeguardOptions}
            value={form.safeguard ?? "none"}
            onValueChange={(next) => set({ safeguard: next === "none" ? null : next })}
          />
        </Field>
        <Field label="Owner" error={errors.ownerId}>
          <OwnerSelect value={form.ownerId} onChange={(next) => set({ ownerId: next })} />
        </Field>
        <Field
          label="Due"
          error={errors.dueAt}
          hint={
            task.dueBasis === "person" && (
              <Button size="sm" variant="quiet" onClick={() => setDue("severity")}>
                {due === "severity" ? "Goes back to the severity’s" : "Take the severity’s due time"}
              </Button>
            )
          }
        >
          <NaturalTimeInput
            placeholder={task.dueBasis === "severity" ? "as the severity sets it" : "as it is"}
            onTime={setDue}
          />
        </Field>
      </div>
      {theirs && <Conflict theirs={theirs} onOverwrite={() => save(theirs.version)} />}
      {change.error && !theirs && Object.keys(errors).length === 0 && (
        <p role="alert" className="text-exposed text-sm">
          {failureText(change.error)} What you wrote is kept.
        </p>
      )}
      <div className="flex justify-end gap-2">
        <Button variant="quiet" onClick={onCancel}>
          Cancel
        </Button>
        <Button type="submit" variant="primary" busy={change.isPending}>
          Save
        </Button>
      </div>
    </form>
  );
}

function conflictOf(error: unknown): TaskView | null {
  if (!(error instanceof ApiError) || error.status !== 412) return null;
  return (error.problem.current as TaskView | undefined) ?? null;
}

function Conflict({ theirs, onOverwrite }: { theirs: TaskView; onOverwrite: () => void }) {
  return (
    <div role="alert" className="rounded-md border border-line border-l-3 border-l-unknown px-3 py-2">
      <p className="font-medium">Somebody changed this task meanwhile. It now says:</p>
      <p className="mt-1">
        {theirs.title}{" "}
        <span className="text-ink-3">
          · {theirs.kind} · {theirs.owner?.name ?? "nobody"}
        </span>
      </p>
      {theirs.detail && <p className="mt-1 whitespace-pre-wrap text-ink-2">{theirs.detail}</p>}
      <Button size="sm" className="mt-2" onClick={onOverwrite}>
        Save mine over it
      </Button>
    </div>
  );
}
