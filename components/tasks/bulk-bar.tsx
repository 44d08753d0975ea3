"use client";

import { type FormEvent, useState } from "react";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { type EnteredTime, NaturalTimeInput } from "@/components/ui/natural-time-input";
import { Select } from "@/components/ui/select";
import { toast } from "@/components/ui/toast";
import { ApiError } from "@/lib/api/client";
import { failureText, fieldErrors } from "@/lib/api/field-errors";
import type { BulkTasksRequest } from "@/lib/tasks/inputs";
import type { Safeguard, TaskKind } from "@/lib/tasks/model";
import { useChangeTasks } from "@/lib/tasks/mutations";
import type { TaskRefusal, TaskView } from "@/lib/tasks/views";
import { kindOptions, safeguardOptions } from "@/lib/tasks/words";
import { OwnerSelect } from "./owner-select";

const ACTS = [
  { value: "owner", label: "Set the owner" },
  { value: "due", label: "Set the due time" },
  { value: "severity", label: "Take the severity’s due time" },
  { value: "kind", label: "Set the kind" },
  { value: "safeguard", label: "Set the safeguard" },
  { value: "in_progress", label: "Begin them" },
  { value: "open", label: "Put them back to open" },
  { value: "not_doing", label: "Not doing" },
] as const;
type Act = (typeof ACTS)[number]["value"];

interface BulkBarProps {
  incidentRef: string;
  chosen: readonly TaskView[];
  onDone: () => void;
}

/** One change to every chosen task, all or none. What refuses is named, and the choice stays as it is. */
export function BulkBar({ incidentRef, chosen, onDone }: BulkBarProps) {
  const [act, setAct] = useState<Act>("owner");
  const [ownerId, setOwnerId] = useState<string | null>(null);
  const [kind, setKind] = useState<TaskKind>("containment");
  const [safeguard, setSafeguard] = useState<Safeguard | "none">("none");
  const [due, setDue] = useState<EnteredTime | null>(null);
  const [reason, setReason] = useState("");
  const [missing, setMissing] = useState<string | null>(null);
  const change = useChangeTasks(incidentRef);
  const errors = fieldErrors(change.error);
  const said = `${chosen.length} ${chosen.length === 1 ? "task" : "tasks"}`;

  function wanted(): BulkTasksRequest["change"] | string {
    switch (act) {
      case "owner":
        return { set: { ownerId } };
      case "due":
        return due ? { set: { dueAt: due.instant } } : "Say until when, such as “friday 17:00”.";
      case "severity":
        return { set: { dueAt: null } };
      case "kind":
        return { set: { kind } };
      case "safeguard":
        return { set: { safeguard: safeguard === "none" ? null : safeguard } };
      case "not_doing":
        return reason.trim() ? { notDoing: { reason } } : "Say why.";
      default:
        return { set: { state: act } };
    }
  }

  function submit(event: FormEvent) {
    event.preventDefault();
    if (change.isPending) return;
    const to = wanted();
    setMissing(typeof to === "string" ? to : null);
    if (typeof to === "string") return;
    change.mutate(
      { tasks: chosen.map(({ id, version }) => ({ id, version })), change: to },
      {
        onSuccess: () => {
          toast(`${said} changed`);
          onDone();
        },
      },
    );
  }

  return (
    <form
      onSubmit={submit}
      noValidate
      aria-label="Change the chosen tasks"
      className="sticky bottom-2 z-20 mt-3 rounded-lg border border-line-strong bg-panel px-3 py-2 shadow-pop max-md:bottom-16"
    >
      <div className="flex flex-wrap items-start gap-2">
        <span className="py-1 font-medium">{said}</span>
        <Select
          aria-label="What to do with them"
          options={ACTS}
          value={act}
          onValueChange={setAct}
          className="w-52 max-sm:w-full"
        />
        {act === "owner" && (
          <Field label="Owner" hideLabel error={errors.ownerId} className="w-56">
            <OwnerSelect value={ownerId} onChange={setOwnerId} />
          </Field>
        )}
        {act === "due" && (
          <Field label="Due" hideLabel error={missing ?? errors.dueAt} className="w-64">
            <NaturalTimeInput ahead placeholder="friday 17:00" onTime={setDue} />
          </Field>
        )}
        {act === "kind" && <Select aria-label="Kind" options={kindOptions} value={kind} onValueChange={setKind} />}
        {act === "safeguard" && (
          <Select aria-label="Safeguard" options={safeguardOptions} value={safeguard} onValueChange={setSafeguard} />
        )}
        {act === "not_doing" && (
          <Field label="Why they won’t be done" hideLabel error={missing} className="min-w-56 grow">
            <Input
              value={reason}
              onValueChange={setReason}
              placeholder="Why they won’t be done"
              maxLength={5000}
              autoComplete="off"
            />
          </Field>
        )}
        <span className="ml-auto flex gap-2">
          <Button variant="quiet" onClick={onDone}>
            Choose none
          </Button>
          <Button type="submit" variant="primary" busy={change.isPending}>
            Change {said}
          </Button>
        </span>
      </div>
      <Refused error={change.error} />
    </form>
  );
}

function Refused({ error }: { error: unknown }) {
  if (!error) return null;
  const refusals = error instanceof ApiError ? (error.problem.refusals as TaskRefusal[] | undefined) : undefined;
  return (
    <div role="alert" className="mt-2 text-exposed">
      {refusals ? (
        <>
          <p className="font-medium">Nothing was changed: these refuse it.</p>
          <ul className="mt-0.5 max-h-40 overflow-y-auto text-sm">
            {refusals.map(({ id, ref, message }) => (
              <li key={id}>
                <span className="mono">{ref}</span> {message}
              </li>
            ))}
          </ul>
        </>
      ) : (
        <p>{failureText(error)} Nothing was changed.</p>
      )}
    </div>
  );
}
