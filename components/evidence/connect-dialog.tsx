"use client";

import { type FormEvent, useState } from "react";
import { Button } from "@/components/ui/button";
import { Dialog, DialogContent } from "@/components/ui/dialog";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { failureText, fieldErrors } from "@/lib/api/field-errors";
import { useOpenLiveSource } from "@/lib/ingest/mutations";
import { HowToSend } from "./how-to-send";

/** Opens a live source; afterwards, the one place where its token ever stands. */
export function ConnectDialog({ incident, onClose }: { incident: string; onClose: () => void }) {
  const [name, setName] = useState("");
  const [system, setSystem] = useState("");
  const open = useOpenLiveSource(incident);
  const errors = fieldErrors(open.error);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (!open.isPending) open.mutate({ name, ...(system.trim() ? { system: system.trim() } : {}) });
  };
  if (open.isSuccess) {
    return (
      <Dialog open onOpenChange={(isOpen) => !isOpen && onClose()}>
        <DialogContent
          width="lg"
          title={`${open.data.source.filename} takes log lines now`}
          description="Copy the token: it is shown this once. What is sent with it becomes evidence within seconds."
          footer={
            <Button variant="primary" onClick={onClose}>
              Done
            </Button>
          }
        >
          <HowToSend token={open.data.token.token} />
        </DialogContent>
      </Dialog>
    );
  }
  return (
    <Dialog open onOpenChange={(isOpen) => !isOpen && onClose()}>
      <DialogContent
        title="Connect a live source"
        description="Agents, gateways and collectors send their log lines themselves: OpenTelemetry traces and logs, or JSON lines of any known format."
        render={<form onSubmit={submit} noValidate />}
        footer={
          <>
            <Button onClick={onClose}>Cancel</Button>
            <Button type="submit" variant="primary" busy={open.isPending}>
              Make a token
            </Button>
          </>
        }
      >
        <div className="grid gap-4">
          <Field label="Name" error={errors.name} hint="The agent or service that sends, such as forum-agent.">
            <Input value={name} maxLength={120} onChange={(event) => setName(event.currentTarget.value)} />
          </Field>
          <Field
            label="System, if it is not the format's own"
            error={errors.system}
            hint="As assets name it, so that coverage counts. Left empty: otlp for OpenTelemetry, aws-cloudtrail for CloudTrail, and so on."
          >
            <Input value={system} maxLength={120} onChange={(event) => setSystem(event.currentTarget.value)} />
          </Field>
        </div>
        {open.error && Object.keys(errors).length === 0 && (
          <p role="alert" className="mt-2 text-exposed text-sm">
            {failureText(open.error)} What you entered is kept.
          </p>
        )}
      </DialogContent>
    </Dialog>
  );
}
