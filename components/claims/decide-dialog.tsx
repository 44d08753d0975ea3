"use client";

import { type FormEvent, useId, useState } from "react";
import { Dialog, DialogContent } from "@/components/ui/dialog";
import { Field } from "@/components/ui/field";
import { FormFooter } from "@/components/ui/form-footer";
import { Segmented } from "@/components/ui/segmented";
import { Textarea } from "@/components/ui/textarea";
import { toast } from "@/components/ui/toast";
import { failureText, fieldErrors } from "@/lib/api/field-errors";
import type { Standing } from "@/lib/claims/model";
import { useDecideClaim } from "@/lib/claims/mutations";
import type { ClaimView } from "@/lib/claims/views";

interface DecideDialogProps {
  incidentRef: string;
  claim: ClaimView | null;
  onClose: () => void;
}

/** What a person decides: how it can be reconciled, or the standing where no evidence decides it by itself. */
export function DecideDialog({ incidentRef, claim, onClose }: DecideDialogProps) {
  return (
    <Dialog open={claim !== null} onOpenChange={(open) => !open && onClose()}>
      {claim && <Content key={claim.id} incidentRef={incidentRef} claim={claim} onClose={onClose} />}
    </Dialog>
  );
}

function choicesOf({ asKnownNow, decision }: ClaimView): { value: Standing; label: string }[] {
  const byHand = asKnownNow.standing === "unverified";
  const decided = decision !== null && decision.standing !== "unverified";
  return [
    ...(byHand
      ? [
          { value: "supported" as const, label: "Supported" },
          { value: "contradicted" as const, label: "Contradicted" },
        ]
      : []),
    { value: "reconciled", label: "Reconciled" },
    ...(decided ? [{ value: "unverified" as const, label: "Take back" }] : []),
  ];
}

const HINTS: Record<Standing, string> = {
  supported: "What shows that it is so?",
  contradicted: "What shows that it is not so?",
  reconciled: "How can it be true beside what the evidence says: what was meant, or what was corrected in public?",
  unverified: "Why does the decision no longer hold?",
};

function Content({ incidentRef, claim, onClose }: DecideDialogProps & { claim: ClaimView }) {
  const formId = useId();
  const decide = useDecideClaim(incidentRef);
  const choices = choicesOf(claim);
  const [standing, setStanding] = useState<Standing>(choices[0]?.value ?? "reconciled");
  const [reason, setReason] = useState("");
  const [evidence, setEvidence] = useState("");
  const errors = fieldErrors(decide.error);
  const needsEvidence = standing === "supported" || standing === "contradicted";
  const evidenceError = Object.entries(errors).find(([field]) => field.startsWith("evidence"))?.[1];

  function submit(event: FormEvent) {
    event.preventDefault();
    if (decide.isPending) return;
    const lines = evidence.split("\n").filter((line) => line.trim() !== "");
    decide.mutate(
      { id: claim.id, input: { standing, reason, evidence: lines, version: claim.version } },
      {
        onSuccess: (saved) => {
          toast(`${saved.ref} is ${saved.standing}`);
          onClose();
        },
      },
    );
  }

  return (
    <DialogContent
      title={`Decide ${claim.ref}`}
      description={
        claim.asKnownNow.standing === "unverified"
          ? `“${claim.words}” The evidence does not decide it: ${claim.asKnownNow.reason}`
          : `“${claim.words}” By the evidence it is ${claim.asKnownNow.standing}: ${claim.asKnownNow.reason}`
      }
      footer={
        <FormFooter form={formId} busy={decide.isPending}>
          Decide
        </FormFooter>
      }
    >
      <form id={formId} onSubmit={submit} noValidate className="flex flex-col gap-3">
        <Segmented
          label="Standing"
          className="self-start"
          options={choices}
          value={standing}
          onValueChange={setStanding}
        />
        <Field label="Reason" hint={HINTS[standing]} error={errors.reason}>
          <Textarea
            autoFocus
            value={reason}
            onChange={(event) => setReason(event.currentTarget.value)}
            maxLength={2000}
          />
        </Field>
        <Field
          label="Evidence"
          optional={!needsEvidence}
          error={evidenceError}
          hint="One a line: an event id such as 3-1204, a link, or a statement."
        >
          <Textarea
            value={evidence}
            onChange={(event) => setEvidence(event.currentTarget.value)}
            className="mono min-h-9"
          />
        </Field>
        {decide.error && !errors.reason && !evidenceError && (
          <p role="alert" className="text-exposed text-sm">
            {errors.standing ?? failureText(decide.error)} What you wrote is kept.
          </p>
        )}
      </form>
    </DialogContent>
  );
}
