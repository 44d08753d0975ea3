"use client";

import { type FormEvent, useId, useState } from "react";
import { Dialog, DialogContent } from "@/components/ui/dialog";
import { Field } from "@/components/ui/field";
import { FormFooter } from "@/components/ui/form-footer";
import { Segmented } from "@/components/ui/segmented";
import { Textarea } from "@/components/ui/textarea";
import { toast } from "@/components/ui/toast";
import { failureText, fieldErrors } from "@/lib/api/field-errors";
import { type Answer, RECIPIENT_QUESTIONS, type RecipientQuestion } from "@/lib/data/model";
import { useStateRecipients } from "@/lib/data/mutations";
import type { RecipientView } from "@/lib/data/views";
import { RECIPIENT_WORDS } from "@/lib/data/words";

interface StateDialogProps {
  incidentRef: string;
  about: RecipientView[] | null;
  onClose: (done: boolean) => void;
}

/** What a person knows of recipients that no log shows, and what it rests on. */
export function StateDialog({ incidentRef, about, onClose }: StateDialogProps) {
  return (
    <Dialog open={about !== null} onOpenChange={(open) => !open && onClose(false)}>
      {about && <Content incidentRef={incidentRef} about={about} onClose={onClose} />}
    </Dialog>
  );
}

const questions = RECIPIENT_QUESTIONS.map((value) => ({ value, label: RECIPIENT_WORDS[value].head }));
const answers = [
  { value: "yes" as const, label: "Yes" },
  { value: "no" as const, label: "No" },
  { value: "unknown" as const, label: "Unknown" },
];

function Content({ incidentRef, about, onClose }: StateDialogProps & { about: RecipientView[] }) {
  const formId = useId();
  const state = useStateRecipients(incidentRef);
  const [key] = useState(() => crypto.randomUUID());
  const [question, setQuestion] = useState<RecipientQuestion>("bound_to_secrecy");
  const [answer, setAnswer] = useState<Answer>("yes");
  const [reason, setReason] = useState("");
  const [evidence, setEvidence] = useState("");
  const errors = fieldErrors(state.error);
  const evidenceError = Object.entries(errors).find(([field]) => field.startsWith("evidence"))?.[1];
  const names = about.map((one) => one.name).join(", ");

  function submit(event: FormEvent) {
    event.preventDefault();
    if (state.isPending) return;
    const recipients = about.map(({ principal, actor }) => (principal ? { principal } : { actor: actor ?? "" }));
    const lines = evidence.split("\n").filter((line) => line.trim() !== "");
    state.mutate(
      { key, input: { recipients, question, answer, reason, evidence: lines } },
      {
        onSuccess: ({ stated }) => {
          toast(`Stated about ${stated} ${stated === 1 ? "recipient" : "recipients"}`);
          onClose(true);
        },
      },
    );
  }

  return (
    <DialogContent
      title={about.length === 1 ? `State about ${names}` : `State about ${about.length} recipients`}
      description={about.length === 1 ? undefined : <span className="line-clamp-3">{names}</span>}
      footer={
        <FormFooter form={formId} busy={state.isPending}>
          State
        </FormFooter>
      }
    >
      <form id={formId} onSubmit={submit} noValidate className="flex flex-col gap-3">
        <Segmented
          label="Question"
          className="self-start"
          options={questions}
          value={question}
          onValueChange={setQuestion}
        />
        <p>{RECIPIENT_WORDS[question].asks}</p>
        <Segmented label="Answer" className="self-start" options={answers} value={answer} onValueChange={setAnswer} />
        <Field label="What does this rest on?" error={errors.reason}>
          <Textarea
            autoFocus
            value={reason}
            onChange={(event) => setReason(event.currentTarget.value)}
            maxLength={2000}
          />
        </Field>
        <Field
          label="Evidence"
          optional={!(question === "deletion_attested" && answer === "yes")}
          error={evidenceError}
          hint="One a line: a document, a link, a ticket, an event id."
        >
          <Textarea
            value={evidence}
            onChange={(event) => setEvidence(event.currentTarget.value)}
            className="mono min-h-9"
          />
        </Field>
        {state.error && !errors.reason && !evidenceError && (
          <p role="alert" className="text-exposed text-sm">
            {failureText(state.error)} What you wrote is kept.
          </p>
        )}
      </form>
    </DialogContent>
  );
}
