"use client";

import { type FormEvent, useId, useState } from "react";
import { Dialog, DialogContent } from "@/components/ui/dialog";
import { Field } from "@/components/ui/field";
import { FormFooter } from "@/components/ui/form-footer";
import { Input } from "@/components/ui/input";
import { type EnteredTime, NaturalTimeInput } from "@/components/ui/natural-time-input";
import { Textarea } from "@/components/ui/textarea";
import { toast } from "@/components/ui/toast";
import { useDraft } from "@/components/ui/use-draft";
import { failureText, fieldErrors } from "@/lib/api/field-errors";
import { useSubmitObligation } from "@/lib/obligations/mutations";
import type { ObligationView } from "@/lib/obligations/views";

interface SubmitDialogProps {
  incidentRef: string;
  obligation: ObligationView;
  onClose: () => void;
}

/** That something was handed in, when, and what shows it. */
export function SubmitDialog(props: SubmitDialogProps) {
  return (
    <Dialog open onOpenChange={(open) => !open && props.onClose()}>
      <Content {...props} />
    </Dialog>
  );
}

const EMPTY = { receipt: "", evidence: "", note: "" };

function Content({ incidentRef, obligation, onClose }: SubmitDialogProps) {
  const formId = useId();
  const draft = useDraft(`submission:${incidentRef}:${obligation.rule}`, EMPTY);
  const [at, setAt] = useState<EnteredTime | null>(null);
  const [typed, setTyped] = useState("");
  const [unread, setUnread] = useState(false);
  const [key] = useState(() => crypto.randomUUID());
  const send = useSubmitObligation(incidentRef);
  const errors = fieldErrors(send.error);
  const evidenceError = Object.entries(errors).find(([field]) => field.startsWith("evidence"))?.[1];
  const { receipt, evidence, note } = draft.value;
  const set = (part: Partial<typeof EMPTY>) => draft.change((before) => ({ ...before, ...part }));

  function submit(event: FormEvent) {
    event.preventDefault();
    if (send.isPending) return;
    const isUnread = typed.trim() !== "" && at === null;
    setUnread(isUnread);
    if (isUnread) return;
    const lines = evidence.split("\n").flatMap((line) => line.trim() || []);
    send.mutate(
      {
        key,
        rule: obligation.rule,
        input: { ...(at ? { at: at.instant } : {}), receipt, evidence: lines, note },
      },
      {
        onSuccess: () => {
          draft.discard();
          toast("The submission is recorded");
          onClose();
        },
      },
    );
  }

  return (
    <DialogContent
      title={`Submitted: ${obligation.regime}, ${obligation.phase}`}
      description={`To ${obligation.recipient}. It stops this clock, and starts those that count from it.`}
      footer={
        <FormFooter form={formId} busy={send.isPending}>
          Record the submission
        </FormFooter>
      }
    >
      <form id={formId} onSubmit={submit} noValidate className="flex flex-col gap-3">
        <Field label="Receipt" hint="Its reference number, or who took it and how." error={errors.receipt}>
          <Input value={receipt} onValueChange={(next) => set({ receipt: next })} maxLength={500} autoComplete="off" />
        </Field>
        <Field
          label="Handed in at"
          error={errors.at ?? (unread ? "This is no time. Write it as 14:05, or leave it empty for now." : undefined)}
        >
          <NaturalTimeInput
            emptyIsNow
            onTime={(time, text) => {
              setAt(time);
              setTyped(text);
            }}
          />
        </Field>
        <Field
          label="Evidence"
          optional
          hint="One a line: an event id such as 3-1204, a link, or a statement."
          error={evidenceError}
        >
          <Textarea
            value={evidence}
            onChange={(event) => set({ evidence: event.currentTarget.value })}
            className="mono min-h-9"
          />
        </Field>
        <Field label="Note" optional error={errors.note}>
          <Textarea
            value={note}
            onChange={(event) => set({ note: event.currentTarget.value })}
            maxLength={5000}
            className="min-h-9"
          />
        </Field>
        {send.error && Object.keys(errors).length === 0 && (
          <p role="alert" className="text-exposed text-sm">
            {failureText(send.error)} What you wrote is kept.
          </p>
        )}
      </form>
    </DialogContent>
  );
}
