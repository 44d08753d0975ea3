"use client";

import { type FormEvent, useId, useState } from "react";
import { Dialog, DialogContent } from "@/components/ui/dialog";
import { Field } from "@/components/ui/field";
import { focusFirstInvalid } from "@/components/ui/focus-first-invalid";
import { FormFooter } from "@/components/ui/form-footer";
import { Input } from "@/components/ui/input";
import { toast } from "@/components/ui/toast";
import { failureText, fieldErrors } from "@/lib/api/field-errors";
import { useCloseWindow } from "@/lib/exposure/mutations";
import type { WindowView } from "@/lib/exposure/views";
import { dateToInstant } from "@/lib/time/instant";
import { BoundedTime, type BoundedTimeValue, EXACT_NOTHING } from "./bounded-time";
import { idsOf } from "./window-input";

interface CloseWindowDialogProps {
  incidentRef: string;
  window: WindowView | null;
  onClose: () => void;
}

export function CloseWindowDialog({ incidentRef, window, onClose }: CloseWindowDialogProps) {
  return (
    <Dialog open={window !== null} onOpenChange={(open) => !open && onClose()}>
      {window && <Content incidentRef={incidentRef} window={window} onClose={onClose} />}
    </Dialog>
  );
}

/** When it was really closed, which is mostly not when the button is pressed. */
function Content({ incidentRef, window, onClose }: CloseWindowDialogProps & { window: WindowView }) {
  const formId = useId();
  const close = useCloseWindow(incidentRef, window.id);
  const [closed, setClosed] = useState<BoundedTimeValue>(EXACT_NOTHING);
  const [evidence, setEvidence] = useState("");
  const [missing, setMissing] = useState<string | null>(null);
  const errors = fieldErrors(close.error);

  function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    if (close.isPending) return;
    setMissing(closed.unread ? "This is no time yet, or one of its bounds is not." : null);
    if (closed.unread) return focusFirstInvalid(event.currentTarget);
    close.mutate(
      {
        closedAt: closed.at ?? dateToInstant(new Date()),
        closedAtEarliest: closed.earliest,
        closedAtLatest: closed.latest,
        closedEvidence: idsOf(evidence),
      },
      {
        onSuccess: () => {
          toast(`Closed: ${window.assetName}`);
          onClose();
        },
      },
    );
  }

  return (
    <DialogContent
      title={`Close the window on ${window.assetName}`}
      description="Since when can nobody reach it any more who should not?"
      footer={
        <FormFooter form={formId} busy={close.isPending}>
          {closed.at || closed.unread ? "Close" : "Close now"}
        </FormFooter>
      }
    >
      <form id={formId} onSubmit={submit} noValidate className="flex flex-col gap-3">
        <BoundedTime
          label="Closed"
          onChange={setClosed}
          emptyIsNow
          autoFocus
          errors={errors}
          error={missing ?? undefined}
          field="closedAt"
        />
        <Field
          label="Evidence of the closing"
          optional
          hint="Event ids such as 3-1204, separated by spaces. Without one, it is a statement."
          error={errors.closedEvidence ?? errors["closedEvidence/0"]}
        >
          <Input value={evidence} onValueChange={setEvidence} className="mono" autoComplete="off" />
        </Field>
        {close.error && Object.keys(errors).length === 0 && (
          <p role="alert" className="text-exposed text-sm">
            {failureText(close.error)}
          </p>
        )}
      </form>
    </DialogContent>
  );
}
