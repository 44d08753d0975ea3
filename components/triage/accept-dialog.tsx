"use client";

import { useQuery } from "@tanstack/react-query";
import { useRouter } from "next/navigation";
import { type FormEvent, type ReactNode, useState } from "react";
import { Button } from "@/components/ui/button";
import { Combobox, MultiCombobox } from "@/components/ui/combobox";
import { Dialog, DialogContent } from "@/components/ui/dialog";
import { Field, FieldGroup } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { Segmented } from "@/components/ui/segmented";
import { Select } from "@/components/ui/select";
import { Textarea } from "@/components/ui/textarea";
import { people } from "@/lib/access/queries";
import { useViewer } from "@/lib/access/use-viewer";
import { failureText, fieldErrors } from "@/lib/api/field-errors";
import type { Severity, Visibility } from "@/lib/incidents/model";
import { LIMITS } from "@/lib/triage/model";
import { useAcceptReport } from "@/lib/triage/mutations";

export type SeverityOptions = readonly { value: Severity | "unsure"; label: string; detail: ReactNode }[];

interface AcceptDialogProps {
  incidentRef: string;
  title: string;
  visibility: Visibility;
  severities: SeverityOptions;
  onClose: () => void;
}

/** Makes an incident of it: how bad, who may see it, who commands. */
export default function AcceptDialog({ incidentRef, onClose, ...given }: AcceptDialogProps) {
  const router = useRouter();
  const viewer = useViewer();
  const found = useQuery(people());
  const accept = useAcceptReport(incidentRef);
  const errors = fieldErrors(accept.error);
  const [title, setTitle] = useState(given.title);
  const [severity, setSeverity] = useState<Severity | "unsure">("unsure");
  const [visibility, setVisibility] = useState<Visibility>(given.visibility);
  const [members, setMembers] = useState<string[]>([]);
  const [commander, setCommander] = useState<string | null>(viewer.id);
  const [note, setNote] = useState("");
  const everybody = found.data?.data ?? [];
  const able = everybody.filter(({ role }) => role === "commander" || role === "admin");

  function submit(event: FormEvent) {
    event.preventDefault();
    if (accept.isPending) return;
    accept.mutate(
      {
        visibility,
        ...(title.trim() ? { title } : {}),
        ...(severity === "unsure" ? {} : { severity }),
        ...(visibility === "restricted" ? { members } : {}),
        ...(commander ? { commander } : {}),
        ...(note.trim() ? { note } : {}),
      },
      {
        onSuccess: ({ ref }) => {
          onClose();
          router.push(`/incidents/${ref}`);
        },
      },
    );
  }

  return (
    <Dialog open onOpenChange={(open) => !open && onClose()}>
      <DialogContent
        title={`Accept ${incidentRef}`}
        description="It becomes an incident, declared now, with the times of the report."
        render={<form onSubmit={submit} noValidate />}
        footer={
          <>
            <Button onClick={onClose}>Cancel</Button>
            <Button type="submit" variant="primary" busy={accept.isPending}>
              Accept
            </Button>
          </>
        }
      >
        <div className="flex flex-col gap-4">
          <Field label="What is happening?" error={errors.title}>
            <Input
              maxLength={LIMITS.titleLength}
              autoComplete="off"
              value={title}
              onValueChange={setTitle}
              // A long title begins where it begins, and not with its end.
              onFocus={({ target }) => target.setSelectionRange(0, 0)}
            />
          </Field>
          <div className="grid gap-4 sm:grid-cols-2">
            <Field label="How bad?" error={errors.severity}>
              <Select options={given.severities} value={severity} onValueChange={setSeverity} />
            </Field>
            <Field label="Commander" error={errors.commander}>
              <Combobox
                options={able.map(({ id, name, role }) => ({ value: id, label: name, detail: role }))}
                value={commander}
                onValueChange={setCommander}
                placeholder="You"
              />
            </Field>
          </div>
          <FieldGroup legend="Who may see it?">
            <Segmented
              label="Who may see it?"
              options={[
                { value: "open", label: "Everybody here" },
                { value: "restricted", label: "Only members" },
              ]}
              value={visibility}
              onValueChange={setVisibility}
            />
          </FieldGroup>
          {visibility === "restricted" && (
            <Field label="Members besides you and the commander" optional error={errors.members}>
              <MultiCombobox
                options={everybody.map(({ id, name, role }) => ({ value: id, label: name, detail: role }))}
                value={members}
                onValueChange={setMembers}
                placeholder="Type a name"
              />
            </Field>
          )}
          <Field label="A word to whoever reported it" optional error={errors.note}>
            <Textarea rows={2} maxLength={LIMITS.reasonLength} value={note} onChange={(e) => setNote(e.target.value)} />
          </Field>
          {accept.error && Object.keys(errors).length === 0 && (
            <p role="alert" className="text-exposed text-sm">
              {failureText(accept.error)}
            </p>
          )}
        </div>
      </DialogContent>
    </Dialog>
  );
}
