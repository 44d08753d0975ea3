"use client";

import { type FormEvent, useState } from "react";
import { Button } from "@/components/ui/button";
import { cn } from "@/components/ui/cn";
import { useCommand } from "@/components/ui/commands";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { failureText, fieldErrors } from "@/lib/api/field-errors";
import { useChangeIncident } from "@/lib/incidents/mutations";
import type { IncidentView } from "@/lib/incidents/views";

interface EditTitleProps {
  incident: IncidentView;
  canEdit: boolean;
  compact: boolean;
}

/** The title; from the palette it can be changed in place. The record keeps the former one. */
export function EditTitle({ incident, canEdit, compact }: EditTitleProps) {
  const [editing, setEditing] = useState(false);
  const change = useChangeIncident(incident.ref);
  useCommand({
    label: "Change the title",
    group: "Incident",
    keywords: "rename edit",
    enabled: canEdit,
    run: () => setEditing(true),
  });

  function save(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    const title = String(new FormData(event.currentTarget).get("title") ?? "");
    if (title.trim() === incident.title) return setEditing(false);
    change.mutate({ title }, { onSuccess: () => setEditing(false) });
  }

  if (!editing) {
    return (
      <h1 className={cn("text-balance font-[620] tracking-[-0.015em]", compact ? "text-lg" : "text-xl max-md:text-lg")}>
        {incident.title}
      </h1>
    );
  }
  return (
    <form
      onSubmit={save}
      className="flex w-full items-start gap-2"
      onKeyDown={(event) => event.key === "Escape" && setEditing(false)}
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
      <Button className="h-9" onClick={() => setEditing(false)}>
        Cancel
      </Button>
    </form>
  );
}
