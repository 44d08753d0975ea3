"use client";

import { type FormEvent, useState } from "react";
import { Button } from "@/components/ui/button";
import { Dialog, DialogContent } from "@/components/ui/dialog";
import { Field } from "@/components/ui/field";
import { Textarea } from "@/components/ui/textarea";
import { toast } from "@/components/ui/toast";
import { useUnlinkAgent } from "@/lib/agents/mutations";
import type { IncidentAiSystemView } from "@/lib/agents/views";
import { failureText } from "@/lib/api/field-errors";

/** Takes an AI system out of the incident; the record keeps why. */
export function UnlinkForm({ incidentRef, system }: { incidentRef: string; system: IncidentAiSystemView }) {
  const [open, setOpen] = useState(false);
  const [reason, setReason] = useState("");
  const [missing, setMissing] = useState<string | null>(null);
  const unlink = useUnlinkAgent(incidentRef);
  const { id, name } = system.aiSystem;

  function submit(event: FormEvent) {
    event.preventDefault();
    if (unlink.isPending) return;
    if (!reason.trim()) return setMissing("Say why it has nothing to do with it.");
    unlink.mutate({ id, reason }, { onSuccess: () => toast(`${name} is taken out`) });
  }

  return (
    <>
      <Button
        size="sm"
        variant="quiet"
        className="ml-auto"
        aria-label={`Take ${name} out`}
        onClick={() => setOpen(true)}
      >
        Take out
      </Button>
      <Dialog open={open} onOpenChange={setOpen}>
        {open && (
          <DialogContent
            width="sm"
            title={`Take ${name} out`}
            description="The record keeps that it was named, and why not any more."
            render={<form onSubmit={submit} noValidate />}
            footer={
              <>
                <Button onClick={() => setOpen(false)}>Cancel</Button>
                <Button variant="danger" type="submit" busy={unlink.isPending}>
                  Take out
                </Button>
              </>
            }
          >
            <Field label="Why" error={missing ?? (unlink.error ? failureText(unlink.error) : null)}>
              <Textarea
                value={reason}
                onChange={(event) => setReason(event.currentTarget.value)}
                maxLength={2000}
                rows={2}
              />
            </Field>
          </DialogContent>
        )}
      </Dialog>
    </>
  );
}
