"use client";

import { type FormEvent, useState } from "react";
import { Button } from "@/components/ui/button";
import { Dialog, DialogContent } from "@/components/ui/dialog";
import { Field } from "@/components/ui/field";
import { Textarea } from "@/components/ui/textarea";
import { failureText, fieldErrors } from "@/lib/api/field-errors";
import { type ReviewStep, useReviewStep } from "@/lib/postmortems/mutations";
import type { PostmortemView } from "@/lib/postmortems/views";
import { GateList } from "./gate-list";

const STEPS: Record<ReviewStep, { title: string; act: string; lead: string }> = {
  review: {
    title: "Ask for a review",
    act: "Ask for a review",
    lead: "Others read it, and somebody who wrote none of it approves it. The text can still be changed.",
  },
  approve: {
    title: "Approve this postmortem",
    act: "Approve",
    lead: "You confirm that it says what happened, as far as anybody knows. The text is then frozen.",
  },
  publish: {
    title: "Publish this postmortem",
    act: "Publish",
    lead: "From here on the text and its facts stay as they are.",
  },
  return: {
    title: "Return to draft",
    act: "Return to draft",
    lead: "The text can be changed again. An approval that was given is taken back.",
  },
};

interface StepDialogProps {
  postmortem: PostmortemView;
  step: ReviewStep;
  onClose: () => void;
  onDone: () => void;
}

/** One step of the review, with what it needs: a reason to return, or to pass what is not met. */
export function StepDialog({ postmortem, step, onClose, onDone }: StepDialogProps) {
  const [reason, setReason] = useState("");
  const [missing, setMissing] = useState<string | null>(null);
  const change = useReviewStep(postmortem.incident);
  const { title, act, lead } = STEPS[step];
  const unmet = postmortem.gates.filter((gate) => !gate.met);
  const changed = step === "publish" ? unmet.filter(({ gate }) => gate === "facts_current") : [];
  const asksReason = step === "return" || (step === "approve" && unmet.length > 0);
  const errors = fieldErrors(change.error);

  function submit(event: FormEvent) {
    event.preventDefault();
    if (change.isPending) return;
    if (asksReason && !reason.trim()) {
      setMissing(step === "return" ? "Say what has to change." : "Say why it is approved although this is not met.");
      return;
    }
    change.mutate({ step, reason: asksReason ? reason : undefined }, { onSuccess: onDone });
  }

  return (
    <Dialog open onOpenChange={(open) => !open && onClose()}>
      <DialogContent
        title={title}
        description={lead}
        render={<form onSubmit={submit} noValidate />}
        footer={
          <>
            <Button variant="quiet" onClick={onClose}>
              Cancel
            </Button>
            <Button type="submit" variant="primary" busy={change.isPending}>
              {changed.length > 0 ? "Publish it as it is" : act}
            </Button>
          </>
        }
      >
        <div className="flex flex-col gap-3">
          {(step === "approve" || step === "review") && <GateList gates={postmortem.gates} />}
          {changed.length > 0 && (
            <>
              <GateList gates={changed} />
              <p className="text-ink-2">
                Publish it with what it says now? To bring it up to date, cancel, return it to draft and generate it
                again.
              </p>
            </>
          )}
          {asksReason && (
            <Field
              label={step === "return" ? "What has to change" : "Reason for passing what is not met"}
              error={missing ?? errors.reason}
              hint={step === "approve" ? "The record keeps it, beside what was passed." : undefined}
            >
              <Textarea value={reason} onChange={(event) => setReason(event.target.value)} maxLength={5000} />
            </Field>
          )}
          {change.error && Object.keys(errors).length === 0 && (
            <p role="alert" className="text-exposed">
              {failureText(change.error)}
            </p>
          )}
        </div>
      </DialogContent>
    </Dialog>
  );
}
