"use client";

import { type FormEvent, useId, useState } from "react";
import { Dialog, DialogContent } from "@/components/ui/dialog";
import { Field } from "@/components/ui/field";
import { FormFooter } from "@/components/ui/form-footer";
import { Textarea } from "@/components/ui/textarea";
import { toast } from "@/components/ui/toast";
import { failureText, fieldErrors } from "@/lib/api/field-errors";
import { useWithdrawSubmission } from "@/lib/obligations/mutations";
import type { ObligationView } from "@/lib/obligations/views";

interface WithdrawDialogProps {
  incidentRef: string;
  obligation: ObligationView;
  submission: string;
  onClose: () => void;
}

/** Takes back a submission that was recorded by mistake. */
export function WithdrawDialog(props: WithdrawDialogProps) {
  return (
    <Dialog open onOpenChange={(open) => !open && props.onClose()}>
      <Content {...props} />
    </Dialog>
  );
}

function Content({ incidentRef, obligation, submission, onClose }: WithdrawDialogProps) {
  const formId = useId();
  const [reason, setReason] = useState("");
  const withdraw = useWithdrawSubmission(incidentRef);
  const errors = fieldErrors(withdraw.error);

  function submit(event: FormEvent) {
    event.preventDefault();
    if (withdraw.isPending) return;
    withdraw.mutate(
      { rule: obligation.rule, id: submission, reason },
      {
        onSuccess: () => {
          toast("The submission is withdrawn");
          onClose();
        },
      },
    );
  }

  return (
    <DialogContent
      title="Withdraw the submission"
      description={`${obligation.regime}, ${obligation.phase}. It stays in the record, and its clock goes on.`}
      footer={
        <FormFooter form={formId} busy={withdraw.isPending}>
          Withdraw
        </FormFooter>
      }
    >
      <form id={formId} onSubmit={submit} noValidate className="flex flex-col gap-3">
        <Field label="Reason" error={errors.reason}>
          <Textarea value={reason} onChange={(event) => setReason(event.currentTarget.value)} maxLength={2000} />
        </Field>
        {withdraw.error && !errors.reason && (
          <p role="alert" className="text-exposed text-sm">
            {failureText(withdraw.error)} What you wrote is kept.
          </p>
        )}
      </form>
    </DialogContent>
  );
}
