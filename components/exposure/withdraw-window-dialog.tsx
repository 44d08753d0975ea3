"use client";

import { useState } from "react";
import { AlertDialog } from "@/components/ui/alert-dialog";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { failureText, fieldErrors } from "@/lib/api/field-errors";
import { useWithdrawWindow } from "@/lib/exposure/mutations";
import type { WindowView } from "@/lib/exposure/views";

interface WithdrawWindowDialogProps {
  incidentRef: string;
  window: WindowView | null;
  onClose: () => void;
}

export function WithdrawWindowDialog({ incidentRef, window, onClose }: WithdrawWindowDialogProps) {
  const withdraw = useWithdrawWindow(incidentRef, window?.id ?? "");
  const [reason, setReason] = useState("");
  const close = () => {
    setReason("");
    withdraw.reset();
    onClose();
  };
  const refused = withdraw.error ? (fieldErrors(withdraw.error).reason ?? failureText(withdraw.error)) : undefined;
  return (
    <AlertDialog
      open={window !== null}
      onOpenChange={(open) => !open && close()}
      title={`Withdraw the window on ${window?.assetName ?? ""}?`}
      description="For a window that should never have been recorded. It leaves the answer and stays in the record with your reason. An exposure that ended is closed, not withdrawn."
      confirm="Withdraw"
      danger
      busy={withdraw.isPending}
      onConfirm={() => withdraw.mutate(reason, { onSuccess: close })}
    >
      <Field label="Why should it never have been recorded?" error={refused}>
        <Input value={reason} onValueChange={setReason} maxLength={2000} />
      </Field>
    </AlertDialog>
  );
}
