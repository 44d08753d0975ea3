"use client";

import { type FormEvent, useId, useState } from "react";
import { Checkbox } from "@/components/ui/checkbox";
import { Dialog, DialogContent } from "@/components/ui/dialog";
import { Field, FieldGroup } from "@/components/ui/field";
import { FormFooter } from "@/components/ui/form-footer";
import { Input } from "@/components/ui/input";
import { Segmented } from "@/components/ui/segmented";
import { Textarea } from "@/components/ui/textarea";
import { toast } from "@/components/ui/toast";
import { useDraft } from "@/components/ui/use-draft";
import { failureText, fieldErrors } from "@/lib/api/field-errors";
import type { Decision } from "@/lib/obligations/model";
import { useDecideObligations } from "@/lib/obligations/mutations";
import type { ObligationView } from "@/lib/obligations/views";

interface DecideDialogProps {
  incidentRef: string;
  /** The one it was asked for; null: several regimes at once. */
  obligation: ObligationView | null;
  all: readonly ObligationView[];
  onClose: () => void;
}

interface Choice {
  label: string;
  detail: string;
  rules: string[];
}

/** Whether rules apply, with the reason and under one's name. */
export function DecideDialog(props: DecideDialogProps) {
  return (
    <Dialog open onOpenChange={(open) => !open && props.onClose()}>
      <Content {...props} />
    </Dialog>
  );
}

/** Of one duty the phases of its regime; of several the regimes of which something is undecided. */
function choicesOf({ obligation, all }: Pick<DecideDialogProps, "obligation" | "all">): Choice[] {
  if (obligation) {
    return all
      .filter(({ regime, clock }) => regime === obligation.regime && clock !== "off")
      .map(({ phase, recipient, rule }) => ({ label: phase, detail: `to ${recipient}`, rules: [rule] }));
  }
  const open = all.filter(
    ({ clock, decision }) => decision === "undecided" && clock !== "off" && clock !== "submitted",
  );
  return [...new Set(open.map(({ regime }) => regime))].map((regime) => {
    const of = open.filter((one) => one.regime === regime);
    return { label: regime, detail: of.map(({ phase }) => phase).join(", "), rules: of.map(({ rule }) => rule) };
  });
}

function Content({ incidentRef, obligation, all, onClose }: DecideDialogProps) {
  const formId = useId();
  const choices = choicesOf({ obligation, all });
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set(obligation ? [obligation.rule] : []));
  const [decision, setDecision] = useState<Decision>(obligation ? "applies" : "does_not_apply");
  const draft = useDraft(`obligation:${incidentRef}:${obligation?.rule ?? "several"}`, { reason: "", paused: "" });
  const [key] = useState(() => crypto.randomUUID());
  const decide = useDecideObligations(incidentRef);
  const [asked, setAsked] = useState(false);
  const refused = fieldErrors(decide.error);
  const rules = choices.flatMap((choice) => choice.rules).filter((rule) => chosen.has(rule));
  const missing = {
    ...(rules.length === 0 ? { rules: "Choose at least one." } : {}),
    ...(draft.value.reason.trim() ? {} : { reason: "Say why; the record keeps the reason." }),
  };
  const errors: Record<string, string> = { ...refused, ...(asked ? missing : {}) };
  const toggle = (choice: Choice, on: boolean) => {
    const next = new Set(chosen);
    for (const rule of choice.rules) on ? next.add(rule) : next.delete(rule);
    setChosen(next);
  };

  function submit(event: FormEvent) {
    event.preventDefault();
    setAsked(true);
    if (decide.isPending || Object.keys(missing).length > 0) return;
    decide.mutate(
      { key, input: { rules, decision, reason: draft.value.reason, pausedReason: draft.value.paused } },
      {
        onSuccess: () => {
          draft.discard();
          toast(rules.length === 1 ? "The decision is signed" : `${rules.length} decisions are signed`);
          onClose();
        },
      },
    );
  }

  const options: { value: Decision; label: string }[] = [
    { value: "applies", label: "Applies" },
    { value: "does_not_apply", label: "Does not apply" },
    ...(obligation && obligation.decision !== "undecided"
      ? [{ value: "undecided" as const, label: "Undecided again" }]
      : []),
  ];
  return (
    <DialogContent
      title={obligation ? `Decide ${obligation.regime}` : "Decide several"}
      description="Signed with your name. It supersedes what was decided before, which the record keeps. Not legal advice."
      footer={
        <FormFooter form={formId} busy={decide.isPending}>
          {rules.length > 1 ? `Sign ${rules.length} decisions` : "Sign"}
        </FormFooter>
      }
    >
      <form id={formId} onSubmit={submit} noValidate className="flex flex-col gap-3">
        <Segmented
          label="Decision"
          className="self-start"
          options={options}
          value={decision}
          onValueChange={setDecision}
        />
        {(choices.length > 1 || !obligation) && (
          <FieldGroup legend={obligation ? "Phases" : "Regimes"}>
            <div className="flex max-h-56 flex-col overflow-y-auto">
              {choices.map((choice) => (
                <Checkbox
                  key={choice.label}
                  label={choice.label}
                  detail={choice.detail}
                  checked={choice.rules.every((rule) => chosen.has(rule))}
                  onCheckedChange={(on) => toggle(choice, on)}
                />
              ))}
            </div>
            {errors.rules && (
              <p role="alert" className="mt-1 text-exposed text-sm">
                {errors.rules}
              </p>
            )}
          </FieldGroup>
        )}
        <Field
          label="Reason"
          hint={
            decision === "applies"
              ? "What makes it apply: who we are under it, and what happened."
              : "What shows it: who we are under it, or which exception holds."
          }
          error={errors.reason}
        >
          <Textarea
            value={draft.value.reason}
            onChange={(event) => {
              const reason = event.currentTarget.value;
              draft.change((before) => ({ ...before, reason }));
            }}
            maxLength={5000}
          />
        </Field>
        {decision === "applies" && (
          <Field
            label="May wait because"
            optional
            hint="Such as a law-enforcement hold. The clock goes on."
            error={errors.pausedReason}
          >
            <Input
              value={draft.value.paused}
              onValueChange={(paused) => draft.change((before) => ({ ...before, paused }))}
              maxLength={2000}
            />
          </Field>
        )}
        {decide.error && Object.keys(errors).length === 0 && (
          <p role="alert" className="text-exposed text-sm">
            {failureText(decide.error)} What you wrote is kept.
          </p>
        )}
        {errors.rules && obligation && choices.length <= 1 && (
          <p role="alert" className="text-exposed text-sm">
            {errors.rules}
          </p>
        )}
      </form>
    </DialogContent>
  );
}
