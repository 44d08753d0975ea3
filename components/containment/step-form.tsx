"use client";

import { type FormEvent, type ReactNode, useState } from "react";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { type EnteredTime, NaturalTimeInput } from "@/components/ui/natural-time-input";
import { Segmented } from "@/components/ui/segmented";
import { Textarea } from "@/components/ui/textarea";
import { toast } from "@/components/ui/toast";
import { useDraft } from "@/components/ui/use-draft";
import { failureText, fieldErrors } from "@/lib/api/field-errors";
import type { Preservation } from "@/lib/containment/model";
import { type ActionStep, useActionStep } from "@/lib/containment/mutations";
import type { ActionView } from "@/lib/containment/views";
import { PRESERVATION_WORDS } from "@/lib/containment/words";

export type StepName = ActionStep;

interface StepFormProps {
  action: ActionView;
  step: StepName;
  onDone: () => void;
  onCancel: () => void;
}

type How = "done" | "begun" | "webhook";
const PRESERVED = ["preserved", "harm_continues", "nothing_to_preserve"] as const;

interface Draft {
  text: string;
  evidence: string;
  kept: string;
}

/** One step of an action with what it needs. */
export function StepForm({ action, step, onDone, onCancel }: StepFormProps) {
  const draft = useDraft<Draft>(`containment-${step}:${action.id}`, { text: "", evidence: "", kept: "" });
  const canCall = action.kind === "stop_agent" && action.aiSystem?.webhook === true;
  const [how, setHow] = useState<How>(canCall ? "webhook" : "done");
  const [preservation, setPreservation] = useState<Preservation>("preserved");
  const [holds, setHolds] = useState<"holds" | "broken">("holds");
  const [started, setStarted] = useState<EnteredTime | null>(null);
  const [at, setAt] = useState<EnteredTime | null>(null);
  const [missing, setMissing] = useState<string | null>(null);
  const send = useActionStep(action.incident);
  const errors = fieldErrors(send.error);
  const { text, evidence, kept } = draft.value;
  const set = (part: Partial<Draft>) => draft.change((before) => ({ ...before, ...part }));
  const unapproved = step === "start" && action.state === "requested";
  const finishes = step === "done" || (step === "start" && how === "done");

  function submit(event: FormEvent) {
    event.preventDefault();
    if (send.isPending) return;
    const needsText = step === "drop" || step === "checks" || unapproved;
    if (needsText && !text.trim()) return setMissing(MISSING[unapproved ? "alone" : step]);
    setMissing(null);
    send.mutate(
      { id: action.id, step: finishes ? "done" : step, body: body() },
      {
        onSuccess: (after) => {
          draft.discard();
          toast(saidOf(after));
          onDone();
        },
      },
    );
  }

  function body(): Record<string, unknown> {
    const { version } = action;
    const times = { ...(started ? { startedAt: started.instant } : {}), ...(at ? { doneAt: at.instant } : {}) };
    switch (step) {
      case "approve":
        return { note: text, version };
      case "drop":
        return { reason: text, version };
      case "checks":
        return {
          holds: holds === "holds",
          what: text,
          evidence: evidence.split("\n").flatMap((line) => line.trim() || []),
          ...(at ? { at: at.instant } : {}),
        };
      case "done":
        return { note: text, version, ...times };
      case "start": {
        const preserve = {
          preservation,
          preservationNote: kept,
          ...(unapproved ? { withoutApproval: text } : {}),
          version,
        };
        if (how === "done") return { ...preserve, ...times, note: unapproved ? "" : text };
        const execution = how === "webhook" ? "webhook" : "by_hand";
        return { ...preserve, execution, ...(started && how === "begun" ? { startedAt: started.instant } : {}) };
      }
    }
  }

  return (
    <form onSubmit={submit} noValidate className="flex flex-col gap-3.5">
      {step === "start" && (
        <>
          <Segmented
            label="How"
            className="self-start"
            options={[
              ...(canCall ? [{ value: "webhook" as const, label: "Call its kill switch" }] : []),
              { value: "done", label: "It is done, by hand" },
              { value: "begun", label: "Begin by hand" },
            ]}
            value={how}
            onValueChange={setHow}
          />
          <div>
            <p className="mb-1 font-medium text-sm">Preserved before it is changed?</p>
            <Segmented
              label="Preserved before it is changed?"
              options={PRESERVED.map((value) => ({ value, label: PRESERVATION_WORDS[value] }))}
              value={preservation}
              onValueChange={setPreservation}
            />
          </div>
          <Field
            label={preservation === "preserved" ? "What was kept, and where" : "What is lost with it"}
            optional
            hint="Model, prompt, memory, index, configuration, traces of the time."
            error={errors.preservationNote}
          >
            <Textarea
              value={kept}
              onChange={(event) => set({ kept: event.currentTarget.value })}
              maxLength={2000}
              rows={2}
            />
          </Field>
        </>
      )}
      {(finishes || how === "begun") && (step === "start" || step === "done") && (
        <div className="grid gap-3 sm:grid-cols-2">
          <Field label="When the order was given" error={errors.startedAt}>
            <NaturalTimeInput onTime={setStarted} emptyIsNow={step === "start"} />
          </Field>
          {finishes && (
            <Field label="Since when it holds" error={errors.doneAt}>
              <NaturalTimeInput onTime={setAt} emptyIsNow />
            </Field>
          )}
        </div>
      )}
      {step === "checks" && (
        <>
          <Segmented
            label="What the look showed"
            className="self-start"
            options={[
              { value: "holds", label: "It holds" },
              { value: "broken", label: "It does not hold" },
            ]}
            value={holds}
            onValueChange={setHolds}
          />
          <Field label="When" error={errors.at}>
            <NaturalTimeInput onTime={setAt} emptyIsNow />
          </Field>
        </>
      )}
      <Text
        label={unapproved ? "Why it can’t wait for the approval" : LABELS[step].label}
        optional={!(step === "drop" || step === "checks" || unapproved)}
        hint={unapproved ? "The record keeps it, and the postmortem prints it." : LABELS[step].hint}
        error={missing ?? errors.reason ?? errors.what ?? errors.note ?? errors.withoutApproval}
        value={text}
        onChange={(next) => set({ text: next })}
      />
      {step === "checks" && (
        <Field
          label="Evidence"
          optional
          hint="One a line: an event id such as 3-1204, or a link."
          error={errors.evidence}
        >
          <Textarea
            value={evidence}
            onChange={(event) => set({ evidence: event.currentTarget.value })}
            className="mono min-h-9"
            rows={1}
          />
        </Field>
      )}
      {send.error && Object.keys(errors).length === 0 && (
        <p role="alert" className="text-exposed text-sm">
          {failureText(send.error)} What you wrote is kept.
        </p>
      )}
      <div className="flex justify-end gap-2">
        <Button variant="quiet" onClick={onCancel}>
          Cancel
        </Button>
        <Button type="submit" variant={unapproved || step === "drop" ? "danger" : "primary"} busy={send.isPending}>
          {step === "start" ? ACTS[how] : LABELS[step].act}
        </Button>
      </div>
    </form>
  );
}

const ACTS: Record<How, string> = { webhook: "Call the kill switch", done: "It is done", begun: "Begin" };

const LABELS: Record<StepName, { label: string; hint?: ReactNode; act: string }> = {
  approve: { label: "What you looked at", act: "Agree" },
  start: { label: "What was done", act: "Carry out" },
  done: { label: "What was done", act: "Done" },
  checks: {
    label: "What you tried, and what you saw",
    hint: "“As the test account: GetItem on user-profiles is refused.”",
    act: "Record",
  },
  drop: { label: "Why", hint: "An honest outcome. The postmortem prints the reason.", act: "Drop" },
};

const MISSING: Record<StepName | "alone", string> = {
  approve: "",
  start: "",
  done: "",
  checks: "Say what you tried and what you saw.",
  drop: "Say why.",
  alone: "Say why it can’t wait.",
};

function saidOf({ ref, state, verdict, execution }: ActionView): string {
  if (state === "done") return verdict === "verified" ? `${ref} is done and verified` : `${ref} is done`;
  if (state === "started") return execution === "webhook" ? `${ref}: the kill switch is called` : `${ref} is under way`;
  if (state === "dropped") return `${ref} is dropped`;
  return state === "approved" ? `${ref} is ready` : `${ref}: you agreed`;
}

interface TextProps {
  label: string;
  optional: boolean;
  hint?: ReactNode;
  error: string | null | undefined;
  value: string;
  onChange: (value: string) => void;
}

function Text({ label, optional, hint, error, value, onChange }: TextProps) {
  return (
    <Field label={label} optional={optional} hint={hint} error={error}>
      <Textarea value={value} onChange={(event) => onChange(event.currentTarget.value)} maxLength={2000} rows={2} />
    </Field>
  );
}
