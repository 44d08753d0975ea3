"use client";

import { type FormEvent, useState } from "react";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { focusFirstInvalid } from "@/components/ui/focus-first-invalid";
import { type EnteredTime, NaturalTimeInput } from "@/components/ui/natural-time-input";
import { Textarea } from "@/components/ui/textarea";
import { toast } from "@/components/ui/toast";
import { useDraft } from "@/components/ui/use-draft";
import { useViewer } from "@/lib/access/use-viewer";
import { failureText, fieldErrors } from "@/lib/api/field-errors";
import type { Preservation } from "@/lib/containment/model";
import { type ActionStep, useActionStep } from "@/lib/containment/mutations";
import type { ActionView } from "@/lib/containment/views";
import { AgentField, type AgentMenu } from "./agent-field";
import { Choice, type How, StartFields } from "./start-fields";
import { ACTS, LABELS, MISSING, OWN_LOOK, saidOf } from "./step-words";

/** A step of the API, or a check that says that what was verified no longer holds. */
export type StepName = ActionStep | "broken";

interface StepFormProps {
  action: ActionView;
  step: StepName;
  agents: AgentMenu;
  onDone: () => void;
  onCancel: () => void;
}

interface Draft {
  text: string;
  evidence: string;
  kept: string;
}

type Missing = Partial<
  Record<"how" | "preservation" | "preservationNote" | "holds" | "aiSystem" | "text" | "evidence", string>
>;

/** An event of the logs, as the API reads it. */
const EVENT = /^\d+-\d+(-\d+)?$/m;

/** One step of an action with what it needs. */
export function StepForm({ action, step, agents, onDone, onCancel }: StepFormProps) {
  const viewer = useViewer();
  const draft = useDraft<Draft>(`containment-${step}:${action.id}`, { text: "", evidence: "", kept: "" });
  const canCall = action.kind === "stop_agent" && action.aiSystem?.webhook === true;
  const [how, setHow] = useState<How | null>(null);
  const [preservation, setPreservation] = useState<Preservation | null>(null);
  const [holds, setHolds] = useState<"holds" | "broken" | null>(step === "broken" ? "broken" : null);
  const [agent, setAgent] = useState<string | null>(null);
  const [started, setStarted] = useState<EnteredTime | null>(null);
  const [at, setAt] = useState<EnteredTime | null>(null);
  const [missing, setMissing] = useState<Missing>({});
  const send = useActionStep(action.incident);
  const errors: Record<string, string | undefined> = { ...fieldErrors(send.error), ...missing };
  const { text, evidence, kept } = draft.value;
  const set = (part: Partial<Draft>) => draft.change((before) => ({ ...before, ...part }));
  const unapproved = step === "start" && action.state === "requested";
  const finishes = step === "done" || (step === "start" && how === "done");
  const checks = step === "checks" || step === "broken";
  const needsText = step === "drop" || checks || unapproved;
  const own = holds !== "broken" && action.doneBy?.id === viewer.id;

  function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    if (send.isPending) return;
    const found = whatIsMissing();
    setMissing(found);
    if (Object.keys(found).length > 0) return focusFirstInvalid(event.currentTarget);
    const sent: ActionStep = finishes ? "done" : step === "broken" ? "checks" : step;
    send.mutate(
      { id: action.id, step: sent, body: body() },
      {
        onSuccess: (after) => {
          draft.discard();
          toast(saidOf(after, step));
          onDone();
        },
      },
    );
  }

  function whatIsMissing(): Missing {
    return {
      ...(step === "start" && !how ? { how: "Say how it is carried out." } : {}),
      ...(step === "start" && !preservation ? { preservation: "Say whether anything was preserved before." } : {}),
      ...(step === "start" && !kept.trim()
        ? { preservationNote: "Say what was kept and where, or what is lost and why." }
        : {}),
      ...(checks && !holds ? { holds: "Say whether it holds." } : {}),
      ...(checks && holds === "holds" && own && !EVENT.test(evidence) ? { evidence: OWN_LOOK } : {}),
      ...(step === "ai-system" && !agent ? { aiSystem: "Choose the AI system." } : {}),
      ...(needsText && !text.trim() ? { text: MISSING[unapproved ? "alone" : step] ?? "" } : {}),
    };
  }

  function body(): Record<string, unknown> {
    const { version } = action;
    const times = { ...(started ? { startedAt: started.instant } : {}), ...(at ? { doneAt: at.instant } : {}) };
    switch (step) {
      case "approve":
        return { note: text, version };
      case "drop":
        return { reason: text, version };
      case "ai-system":
        return { aiSystem: agent, version };
      case "checks":
      case "broken":
        return {
          holds: holds === "holds",
          what: text,
          evidence: evidence.split("\n").flatMap((line) => line.trim() || []),
          ...(at ? { at: at.instant } : {}),
        };
      case "done":
        return { note: text, version, ...times };
      case "start": {
        const approval = unapproved ? { withoutApproval: text } : {};
        const preserve = { preservation, preservationNote: kept, ...approval, version };
        if (how === "done") return { ...preserve, ...times, note: unapproved ? "" : text };
        const execution = how === "webhook" ? "webhook" : "by_hand";
        return { ...preserve, execution, ...(started && how === "begun" ? { startedAt: started.instant } : {}) };
      }
    }
  }

  return (
    <form onSubmit={submit} noValidate className="flex flex-col gap-3.5">
      {step === "start" && (
        <StartFields
          canCall={canCall}
          how={how}
          onHow={setHow}
          preservation={preservation}
          onPreservation={setPreservation}
          kept={kept}
          onKept={(next) => set({ kept: next })}
          errors={errors}
        />
      )}
      {(finishes || (step === "start" && how === "begun")) && (
        <div className="grid gap-3 sm:grid-cols-2">
          <Field label="When the order was given" error={errors.startedAt}>
            <NaturalTimeInput onTime={setStarted} emptyIsNow={step === "start"} />
          </Field>
          {finishes && (
            <Field label="When it was done" error={errors.doneAt}>
              <NaturalTimeInput onTime={setAt} emptyIsNow />
            </Field>
          )}
        </div>
      )}
      {step === "checks" && (
        <Choice
          label="Does it hold?"
          options={[
            { value: "holds", label: "Yes, it holds" },
            { value: "broken", label: "No, it does not hold" },
          ]}
          value={holds}
          onValueChange={setHolds}
          error={errors.holds}
        />
      )}
      {checks && (
        <Field label={step === "broken" ? "Since when it no longer holds" : "When you looked"} error={errors.at}>
          <NaturalTimeInput onTime={setAt} emptyIsNow />
        </Field>
      )}
      {step === "ai-system" ? (
        <AgentField menu={agents} value={agent} onValueChange={setAgent} error={errors.aiSystem} />
      ) : (
        <Field
          label={unapproved ? "Why it can’t wait for the approval" : LABELS[step].label}
          optional={!needsText}
          hint={unapproved ? "The record keeps it, and the postmortem prints it." : LABELS[step].hint}
          error={errors.text ?? errors.reason ?? errors.what ?? errors.note ?? errors.withoutApproval}
        >
          <Textarea
            value={text}
            onChange={(event) => set({ text: event.currentTarget.value })}
            maxLength={2000}
            rows={2}
          />
        </Field>
      )}
      {checks && (
        <Field
          label="Evidence"
          optional={!own}
          hint={
            own
              ? "You carried it out, so your own look does not verify it: cite the event of the logs that shows it, such as 3-1204, or have somebody else check."
              : "One a line: an event of the logs such as 3-1204, or a link."
          }
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
      {send.error && Object.keys(fieldErrors(send.error)).length === 0 && (
        <p role="alert" className="text-exposed text-sm">
          {failureText(send.error)} What you wrote is kept.
        </p>
      )}
      <div className="flex justify-end gap-2">
        <Button variant="quiet" onClick={onCancel}>
          Cancel
        </Button>
        <Button
          type="submit"
          variant={unapproved || step === "drop" || step === "broken" ? "danger" : "primary"}
          busy={send.isPending}
        >
          {step === "start" && how ? ACTS[how] : LABELS[step].act}
        </Button>
      </div>
    </form>
  );
}
