"use client";

import { useState } from "react";
import { AlertDialog } from "@/components/ui/alert-dialog";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { failureText, fieldErrors } from "@/lib/api/field-errors";
import { useEndExplanations } from "@/lib/exposure/mutations";
import type { ExplanationGroup } from "./explanation-groups";

interface EndExplanationDialogProps {
  incidentRef: string;
  group: ExplanationGroup | null;
  onClose: () => void;
}

/** A second person declines what was proposed, or somebody takes back what was said; both with the reason. */
export function EndExplanationDialog({ incidentRef, group, onClose }: EndExplanationDialogProps) {
  const how = group?.first.state === "proposed" && group.first.canAgree ? "decline" : "withdraw";
  const end = useEndExplanations(incidentRef, how);
  const [reason, setReason] = useState("");
  const close = () => {
    setReason("");
    end.reset();
    onClose();
  };
  const refused = end.error ? (fieldErrors(end.error).reason ?? failureText(end.error)) : undefined;
  const word = how === "decline" ? "Decline" : "Withdraw";
  return (
    <AlertDialog
      open={group !== null}
      onOpenChange={(open) => !open && close()}
      title={`${word} the explanation for ${group?.who ?? ""}?`}
      description={
        group?.first.state === "agreed"
          ? "The accesses count as they did before. The explanation stays in the record with your reason."
          : "The accesses stay as they are. What was proposed stays in the record with your reason."
      }
      confirm={word}
      danger
      busy={end.isPending}
      onConfirm={() => end.mutate({ ids: group?.ids ?? [], reason }, { onSuccess: close })}
    >
      <Field label="Why?" error={refused}>
        <Input value={reason} onValueChange={setReason} maxLength={2000} />
      </Field>
    </AlertDialog>
  );
}
