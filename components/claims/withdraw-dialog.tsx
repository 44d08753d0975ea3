"use client";

import { useState } from "react";
import { AlertDialog } from "@/components/ui/alert-dialog";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { failureText } from "@/lib/api/field-errors";
import { useWithdrawClaim } from "@/lib/claims/mutations";
import type { ClaimView } from "@/lib/claims/views";

interface WithdrawDialogProps {
  incidentRef: string;
  claim: ClaimView | null;
  onClose: () => void;
}

/** For what was not said, or not about this incident. What turned out to be wrong stays, contradicted. */
export function WithdrawDialog({ incidentRef, claim, onClose }: WithdrawDialogProps) {
  const withdraw = useWithdrawClaim(incidentRef);
  const [reason, setReason] = useState("");
  const close = () => {
    withdraw.reset();
    setReason("");
    onClose();
  };
  return (
    <AlertDialog
      open={claim !== null}
      onOpenChange={(open) => !open && close()}
      title={`Withdraw ${claim?.ref ?? ""}?`}
      description="For a claim that was not made, or not about this incident. If it was made and is wrong, keep it: it then stands as contradicted. The record keeps that it was here."
      confirm="Withdraw"
      danger
      busy={withdraw.isPending}
      onConfirm={() => claim && withdraw.mutate({ id: claim.id, reason, version: claim.version }, { onSuccess: close })}
    >
      <Field label="Reason" error={withdraw.error ? failureText(withdraw.error) : undefined}>
        <Input value={reason} onValueChange={setReason} maxLength={2000} autoComplete="off" />
      </Field>
    </AlertDialog>
  );
}
