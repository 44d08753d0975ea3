"use client";

import { useState } from "react";
import { AlertDialog } from "@/components/ui/alert-dialog";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { failureText } from "@/lib/api/field-errors";
import { useRemoveData } from "@/lib/data/mutations";
import type { AffectedDataView } from "@/lib/data/views";

interface RemoveDialogProps {
  incidentRef: string;
  item: AffectedDataView | null;
  onClose: () => void;
}

/** For what was recorded by mistake. Data that turned out not to be exposed stays, with "no" and its reason. */
export function RemoveDialog({ incidentRef, item, onClose }: RemoveDialogProps) {
  const remove = useRemoveData(incidentRef);
  const [reason, setReason] = useState("");
  const close = () => {
    remove.reset();
    setReason("");
    onClose();
  };
  return (
    <AlertDialog
      open={item !== null}
      onOpenChange={(open) => !open && close()}
      title={`Remove “${item?.description ?? ""}”?`}
      description="For an item recorded by mistake. If the data was not exposed after all, keep it and answer Exposed with no. The record keeps that it was here."
      confirm="Remove"
      danger
      busy={remove.isPending}
      onConfirm={() => item && remove.mutate({ id: item.id, version: item.version, reason }, { onSuccess: close })}
    >
      <Field label="Reason" optional error={remove.error ? failureText(remove.error) : undefined}>
        <Input value={reason} onValueChange={setReason} maxLength={2000} />
      </Field>
    </AlertDialog>
  );
}
