"use client";

import { type FormEvent, useState } from "react";
import { Button } from "@/components/ui/button";
import { Dialog, DialogContent } from "@/components/ui/dialog";
import { Field } from "@/components/ui/field";
import { focusFirstInvalid } from "@/components/ui/focus-first-invalid";
import { Select } from "@/components/ui/select";
import { Textarea } from "@/components/ui/textarea";
import { toast } from "@/components/ui/toast";
import { failureText, fieldErrors } from "@/lib/api/field-errors";
import { DECLINE_REASONS, DECLINE_WORDS, type DeclineReason, LIMITS } from "@/lib/triage/model";
import { useDeclineReport } from "@/lib/triage/mutations";

interface DeclineDialogProps {
  incidentRef: string;
  title: string;
  onClose: () => void;
}

const OPTIONS = DECLINE_REASONS.map((value) => ({ value, label: DECLINE_WORDS[value] }));

/** Says that it is no incident, and tells whoever reported it why. */
export default function DeclineDialog({ incidentRef, title, onClose }: DeclineDialogProps) {
  const decline = useDeclineReport(incidentRef);
  const errors = fieldErrors(decline.error);
  const [reason, setReason] = useState<DeclineReason | null>(null);
  const [text, setText] = useState("");
  const [asked, setAsked] = useState(false);

  function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    setAsked(true);
    if (decline.isPending) return;
    if (!reason || !text.trim()) return focusFirstInvalid(event.currentTarget);
    decline.mutate(
      { reason, text },
      {
        onSuccess: () => {
          toast(`${incidentRef} is declined.`);
          onClose();
        },
      },
    );
  }

  return (
    <Dialog open onOpenChange={(open) => !open && onClose()}>
      <DialogContent
        title={`Decline ${incidentRef}`}
        description={title}
        render={<form onSubmit={submit} noValidate />}
        footer={
          <>
            <Button onClick={onClose}>Cancel</Button>
            <Button type="submit" variant="primary" busy={decline.isPending}>
              Decline
            </Button>
          </>
        }
      >
        <div className="flex flex-col gap-4">
          <Field label="Why" error={asked && !reason ? "Choose why it is no incident." : errors.reason}>
            <Select options={OPTIONS} value={reason} onValueChange={setReason} placeholder="Choose" />
          </Field>
          {reason === "duplicate" && (
            <p className="text-ink-2 text-sm">Is the other incident here? Then merge it instead: nothing is lost.</p>
          )}
          <Field
            label="In your words"
            hint="Whoever reported it reads this."
            error={asked && !text.trim() ? "Tell whoever reported it why. They read this." : errors.text}
          >
            <Textarea rows={3} maxLength={LIMITS.reasonLength} value={text} onChange={(e) => setText(e.target.value)} />
          </Field>
          {decline.error && Object.keys(errors).length === 0 && (
            <p role="alert" className="text-exposed text-sm">
              {failureText(decline.error)}
            </p>
          )}
        </div>
      </DialogContent>
    </Dialog>
  );
}
