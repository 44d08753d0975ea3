"use client";

import { type FormEvent, type ReactNode, useState } from "react";
import { Button } from "@/components/ui/button";
import { Dialog, DialogContent } from "@/components/ui/dialog";
import { Field } from "@/components/ui/field";
import { focusFirstInvalid } from "@/components/ui/focus-first-invalid";
import { Textarea } from "@/components/ui/textarea";
import { failureText, fieldErrors } from "@/lib/api/field-errors";
import { LIMITS } from "@/lib/triage/model";

interface ReasonDialogProps {
  title: string;
  description?: string;
  verb: string;
  label: string;
  optional?: boolean;
  change: { error: unknown; isPending: boolean };
  /** The other question of the dialog: its field's name in the API, what it asks, and what is missing of it. */
  field?: string;
  choose?: (error: string | null | undefined) => ReactNode;
  missing?: string | null;
  onSubmit: (reason: string) => void;
  onClose: () => void;
}

/** A step that is taken with a written reason, which the record keeps. */
export function ReasonDialog({ change, missing = null, optional = false, ...props }: ReasonDialogProps) {
  const [reason, setReason] = useState("");
  const [asked, setAsked] = useState(false);
  const errors = fieldErrors(change.error);
  const unsaid = asked && !optional && !reason.trim() ? "Say why; the record keeps it." : null;

  function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    setAsked(true);
    if (change.isPending) return;
    if (missing || (!optional && !reason.trim())) return focusFirstInvalid(event.currentTarget);
    props.onSubmit(reason);
  }

  return (
    <Dialog open onOpenChange={(open) => !open && props.onClose()}>
      <DialogContent
        title={props.title}
        description={props.description}
        render={<form onSubmit={submit} noValidate />}
        footer={
          <>
            <Button onClick={props.onClose}>Cancel</Button>
            <Button type="submit" variant="primary" busy={change.isPending}>
              {props.verb}
            </Button>
          </>
        }
      >
        <div className="flex flex-col gap-4">
          {props.choose?.((asked && missing) || (props.field ? errors[props.field] : null))}
          <Field label={props.label} optional={optional} error={unsaid ?? errors.reason}>
            <Textarea
              rows={3}
              maxLength={LIMITS.reasonLength}
              value={reason}
              onChange={(event) => setReason(event.target.value)}
            />
          </Field>
          {Boolean(change.error) && Object.keys(errors).length === 0 && (
            <p role="alert" className="text-exposed text-sm">
              {failureText(change.error)}
            </p>
          )}
        </div>
      </DialogContent>
    </Dialog>
  );
}
