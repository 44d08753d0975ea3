"use client";

import type { FormEvent } from "react";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { Notice } from "@/components/ui/notice";
import { Textarea } from "@/components/ui/textarea";
import { toast } from "@/components/ui/toast";
import { useDraft } from "@/components/ui/use-draft";
import { failureText, fieldErrors } from "@/lib/api/field-errors";
import { useAnswerHandover } from "@/lib/handover/mutations";
import type { HandoverView } from "@/lib/handover/views";
import { ROLE_NAMES } from "@/lib/handover/words";

interface AcknowledgeFormProps {
  handover: HandoverView;
  /** The version that lies before the taker. */
  version: number;
  newest: number;
  onNewest: () => void;
}

/** The last step of the taker: what is unclear or missing is written down, then the role is theirs. */
export function AcknowledgeForm({ handover, version, newest, onNewest }: AcknowledgeFormProps) {
  const draft = useDraft(`acknowledge:${handover.id}`, "");
  const answer = useAnswerHandover(handover.incident, handover.id);
  const errors = fieldErrors(answer.error);
  const role = ROLE_NAMES[handover.role];
  const passes = handover.passedAt === null;

  function submit(event: FormEvent) {
    event.preventDefault();
    if (answer.isPending) return;
    // The live change can take the form away before the answer is here: what follows must not depend on it.
    answer.mutateAsync({ answer: "acknowledge", body: { brief: version, notes: draft.value } }).then(
      () => {
        draft.discard();
        toast(passes ? `You are ${role} now` : "The handover is complete");
      },
      () => {}, // said in the form
    );
  }

  if (version !== newest) {
    return (
      <Notice
        kind="info"
        className="mt-4"
        action={
          <Button size="sm" onClick={onNewest}>
            Read brief {newest}
          </Button>
        }
      >
        This is an earlier brief. The newest one is what you acknowledge.
      </Notice>
    );
  }
  return (
    <form
      id="acknowledge"
      onSubmit={submit}
      noValidate
      data-print="hide"
      aria-label="Acknowledge the brief"
      className="mt-5 flex scroll-mt-14 max-w-[75ch] flex-col gap-3 border-line border-t pt-4"
    >
      <Field
        label="Questions and notes"
        optional
        hint="Kept with the handover, word for word."
        error={errors.notes ?? errors.brief}
      >
        <Textarea value={draft.value} onChange={(event) => draft.change(event.target.value)} maxLength={5000} />
      </Field>
      {answer.error && !errors.notes && !errors.brief && (
        <Notice kind="exposed" live>
          {failureText(answer.error)} What you wrote is kept.
        </Notice>
      )}
      <div>
        <Button type="submit" variant="primary" size="lg" busy={answer.isPending}>
          {passes ? `I have read it: I am ${role} now` : "I have read it"}
        </Button>
      </div>
    </form>
  );
}
