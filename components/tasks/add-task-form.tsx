"use client";

import { type FormEvent, useEffect, useRef, useState } from "react";
import { Button } from "@/components/ui/button";
import { useCommand } from "@/components/ui/commands";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { Select } from "@/components/ui/select";
import { useDraft } from "@/components/ui/use-draft";
import { failureText, fieldErrors } from "@/lib/api/field-errors";
import type { TaskKind } from "@/lib/tasks/model";
import { useAddTask } from "@/lib/tasks/mutations";
import { kindOptions } from "@/lib/tasks/words";
import { OwnerSelect } from "./owner-select";

interface Draft {
  title: string;
  kind: TaskKind;
  ownerId: string | null;
}

const BLANK: Draft = { title: "", kind: "containment", ownerId: null };

interface AddTaskFormProps {
  incidentRef: string;
  /** Puts the cursor into it when the page opens. */
  focus: boolean;
}

/** One line for a new task; it is due by the severity until somebody says otherwise. */
export function AddTaskForm({ incidentRef, focus }: AddTaskFormProps) {
  const draft = useDraft<Draft>(`task:${incidentRef}`, BLANK);
  const add = useAddTask(incidentRef);
  const first = useRef<HTMLInputElement>(null);
  const [key, setKey] = useState(() => crypto.randomUUID());
  const [missing, setMissing] = useState<string | null>(null);
  useCommand({ label: "Add a task", group: "Tasks", keys: "t", run: () => first.current?.focus() });
  useEffect(() => {
    if (focus) first.current?.focus();
  }, [focus]);

  const { title, kind, ownerId } = draft.value;
  const errors = fieldErrors(add.error);
  const set = (part: Partial<Draft>) => draft.change((before) => ({ ...before, ...part }));

  function submit(event: FormEvent) {
    event.preventDefault();
    if (add.isPending) return;
    if (!title.trim()) {
      setMissing("Say what has to be done.");
      first.current?.focus();
      return;
    }
    setMissing(null);
    add.mutate(
      { key, input: { title, kind, ownerId } },
      {
        onSuccess: () => {
          draft.discard();
          setKey(crypto.randomUUID());
          first.current?.focus();
        },
      },
    );
  }

  return (
    <form
      onSubmit={submit}
      noValidate
      aria-label="Add a task"
      className="grid grid-cols-1 items-start gap-2 sm:grid-cols-[minmax(14rem,1fr)_9rem_12rem_auto]"
    >
      <Field label="What has to be done" hideLabel error={missing ?? errors.title}>
        <Input
          ref={first}
          value={title}
          onValueChange={(next) => {
            setMissing(null);
            set({ title: next });
          }}
          onBlur={() => setMissing(null)}
          placeholder="What has to be done? “Revert the grant of eng-all”"
          maxLength={300}
          autoComplete="off"
        />
      </Field>
      {/* On a phone the tasks come first: what a task is and whose, once one is being written. */}
      <div className={title ? undefined : "max-sm:hidden"}>
        <Select aria-label="Kind" options={kindOptions} value={kind} onValueChange={(next) => set({ kind: next })} />
      </div>
      <Field label="Owner" hideLabel error={errors.ownerId} className={title ? undefined : "max-sm:hidden"}>
        <OwnerSelect value={ownerId} onChange={(next) => set({ ownerId: next })} />
      </Field>
      <Button type="submit" busy={add.isPending} hint="T" className={title ? undefined : "max-sm:hidden"}>
        Add
      </Button>
      {add.error && Object.keys(errors).length === 0 && (
        <p role="alert" className="text-exposed text-sm sm:col-span-4">
          {failureText(add.error)} What you wrote is kept.
        </p>
      )}
    </form>
  );
}
