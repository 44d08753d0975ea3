"use client";

import { type FormEvent, useState } from "react";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { Textarea } from "@/components/ui/textarea";
import { toast } from "@/components/ui/toast";
import { useDraft } from "@/components/ui/use-draft";
import { failureText, fieldErrors } from "@/lib/api/field-errors";
import { type TaskStep, useTaskStep } from "@/lib/tasks/mutations";
import type { TaskView } from "@/lib/tasks/views";

export type StepName = "done" | "verify" | "reopen" | "not-doing";

const STEPS: Record<StepName, { act: string; label: string; hint?: string; optional: boolean; said: string }> = {
  done: {
    act: "Done",
    label: "Proof",
    hint: "What shows that it is done: a change, a test that now passes, a log. Somebody else will look at it.",
    optional: false,
    said: "is done and waits for somebody to verify it",
  },
  verify: {
    act: "Verify",
    label: "What you checked",
    optional: true,
    said: "is verified",
  },
  reopen: { act: "Reopen", label: "Why it is open again", optional: false, said: "is open again" },
  "not-doing": {
    act: "Not doing",
    label: "Why it won’t be done",
    hint: "An honest outcome. The postmortem prints the reason.",
    optional: false,
    said: "won’t be done",
  },
};

interface StepFormProps {
  task: TaskView;
  step: StepName;
  onDone: () => void;
  onCancel: () => void;
}

/** One step of a task with what it needs: proof, or a reason. */
export function StepForm({ task, step, onDone, onCancel }: StepFormProps) {
  const { act, label, hint, optional, said } = STEPS[step];
  const draft = useDraft(`task-${step}:${task.id}`, { text: "", evidence: "" });
  const change = useTaskStep(task.incident);
  const [missing, setMissing] = useState<string | null>(null);
  const { text, evidence } = draft.value;
  const errors = fieldErrors(change.error);

  function submit(event: FormEvent) {
    event.preventDefault();
    if (change.isPending) return;
    if (!optional && !text.trim()) {
      setMissing(step === "done" ? "Say what shows that it is done." : "Say why.");
      return;
    }
    change.mutate(
      { id: task.id, step: step satisfies TaskStep, body: bodyOf(step, task.version, text, evidence) },
      {
        onSuccess: () => {
          draft.discard();
          toast(`${task.ref} ${said}`);
          onDone();
        },
      },
    );
  }

  return (
    <form onSubmit={submit} noValidate className="flex flex-col gap-3">
      <Field label={label} optional={optional} hint={hint} error={missing ?? errors.proof ?? errors.reason}>
        <Textarea
          autoFocus
          value={text}
          onChange={(event) => draft.change((before) => ({ ...before, text: event.target.value }))}
          maxLength={5000}
        />
      </Field>
      {step === "done" && (
        <Field
          label="Evidence"
          optional
          hint="One a line: an event id such as 3-1204, the name of a file, or a link."
          error={errors.proofEvidence}
        >
          <Textarea
            value={evidence}
            onChange={(event) => draft.change((before) => ({ ...before, evidence: event.target.value }))}
            className="mono min-h-9"
          />
        </Field>
      )}
      {change.error && Object.keys(errors).length === 0 && (
        <p role="alert" className="text-exposed text-sm">
          {failureText(change.error)} What you wrote is kept.
        </p>
      )}
      <div className="flex justify-end gap-2">
        <Button variant="quiet" onClick={onCancel}>
          Cancel
        </Button>
        <Button type="submit" variant="primary" busy={change.isPending}>
          {act}
        </Button>
      </div>
    </form>
  );
}

function bodyOf(step: StepName, version: number, text: string, evidence: string): Record<string, unknown> {
  if (step === "verify") return text.trim() ? { note: text, version } : { version };
  if (step !== "done") return { reason: text, version };
  return { proof: text, proofEvidence: evidence.split("\n").flatMap((line) => line.trim() || []), version };
}
