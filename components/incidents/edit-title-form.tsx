"use client";

import type { FormEvent } from "react";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { failureText, fieldErrors } from "@/lib/api/field-errors";
import { useChangeIncident } from "@/lib/incidents/mutations";
import type { IncidentView } from "@/lib/incidents/views";

export function EditTitleForm({ incident, onDone }: { incident: IncidentView; onDone: () => void }) {
  const change = useChangeIncident(incident.ref);

  function save(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    const title = String(new FormData(event.currentTarget).get("title") ?? "");
    if (title.trim() === incident.title) return onDone();
    change.mutate({ title }, { onSuccess: onDone });
  }

  return (
    <form
      onSubmit={save}
      className="flex w-full items-start gap-2"
      onKeyDown={(event) => event.key === "Escape" && onDone()}
    >
      <Field
        label="Title"
        hideLabel
        className="flex-1"
        error={fieldErrors(change.error).title ?? (change.error ? failureText(change.error) : null)}
      >
        <Input name="title" defaultValue={incident.title} maxLength={200} autoFocus className="h-9 text-md" />
      </Field>
      <Button type="submit" variant="primary" className="h-9" busy={change.isPending}>
        Save
      </Button>
      <Button className="h-9" onClick={onDone}>
        Cancel
      </Button>
    </form>
  );
}
