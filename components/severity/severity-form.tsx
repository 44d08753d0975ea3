"use client";

import Link from "next/link";
import { type FormEvent, type ReactNode, useRef, useState } from "react";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { Select } from "@/components/ui/select";
import { Textarea } from "@/components/ui/textarea";
import { toast } from "@/components/ui/toast";
import { useDraft } from "@/components/ui/use-draft";
import { failureText, fieldErrors } from "@/lib/api/field-errors";
import { SEVERITIES, type Severity } from "@/lib/incidents/model";
import { assess, isWorse } from "@/lib/severity/assess";
import { type SeverityForm as Form, initialForm, toRequest } from "@/lib/severity/form";
import { FACTORS } from "@/lib/severity/model";
import { useAssessSeverity } from "@/lib/severity/mutations";
import type { AssessmentView, FactSuggestionView, SuggestionView } from "@/lib/severity/views";
import { FactorRow } from "./factor-row";
import { FactsFields } from "./facts-fields";
import { LiveResult } from "./live-result";
import { PrivacyGauge } from "./privacy-gauge";

interface SeverityFormProps {
  incidentRef: string;
  latest: AssessmentView | undefined;
  current: Severity | null;
  suggestions: readonly SuggestionView[];
  factSuggestions: readonly FactSuggestionView[];
  editable: boolean;
  badge: (level: Severity) => ReactNode;
}

/** The eight factors and the facts, with the level that they give while one chooses. */
export function SeverityForm(props: SeverityFormProps) {
  const { incidentRef, latest, current, suggestions, factSuggestions, editable, badge } = props;
  const draft = useDraft<Form>(
    `severity:${incidentRef}:${latest?.id ?? "first"}`,
    initialForm(latest, suggestions, factSuggestions),
  );
  const save = useAssessSeverity(incidentRef);
  const [key, setKey] = useState(() => crypto.randomUUID());
  const [missing, setMissing] = useState<string | null>(null);
  const reasonField = useRef<HTMLTextAreaElement>(null);
  const form = draft.value;
  const set = (part: Partial<Form>) => draft.change((before) => ({ ...before, ...part }));
  const result = assess(form.factors, form.facts);
  const level = form.override ?? result.level;
  const lowers = current !== null && isWorse(current, level);
  const needsReason = form.override !== null || lowers;

  function submit(event: FormEvent) {
    event.preventDefault();
    if (save.isPending) return;
    if (needsReason && !form.reason.trim()) {
      setMissing(
        form.override ? "Say why you override the rubric." : `Say what shows that it is no longer ${current}.`,
      );
      reasonField.current?.focus();
      return;
    }
    setMissing(null);
    save.mutate(
      { key, input: toRequest(form, suggestions) },
      {
        onSuccess: (assessed) => {
          draft.discard();
          setKey(crypto.randomUUID());
          toast(`Severity assessed: ${assessed.level}`, {
            detail: `${assessed.likely.score}–${assessed.high.score} points. Due dates that rest on it follow.`,
          });
        },
      },
    );
  }

  const errors = fieldErrors(save.error);
  return (
    <form onSubmit={submit} noValidate className="grid items-start gap-x-8 lg:grid-cols-[minmax(0,1fr)_280px]">
      <div className="min-w-0">
        {draft.restored && <Restored onDiscard={draft.discard} />}
        {FACTORS.map((factor) => (
          <FactorRow
            key={factor}
            incidentRef={incidentRef}
            factor={factor}
            value={form.factors[factor]}
            suggestion={suggestions.find((one) => one.factor === factor)}
            recorded={latest?.factors[factor]}
            editable={editable}
            onChange={(points) => set({ factors: { ...form.factors, [factor]: points } })}
          />
        ))}
        <FactsFields
          incidentRef={incidentRef}
          suggestions={factSuggestions}
          facts={form.facts}
          editable={editable}
          onChange={(facts) => set({ facts })}
        />
        <PrivacyGauge
          incidentRef={incidentRef}
          value={form.privacy}
          editable={editable}
          onChange={(privacy) => set({ privacy })}
        />
      </div>
      <div className="flex flex-col gap-3 py-3 max-lg:border-line max-lg:border-t lg:sticky lg:top-14">
        <LiveResult result={result} override={form.override} badge={badge} />
        {editable && (
          <>
            <Field label="Override" optional>
              <Select
                options={[
                  { value: "none", label: "No, as the rubric says" },
                  ...SEVERITIES.map((value) => ({ value, label: value })),
                ]}
                value={form.override ?? "none"}
                onValueChange={(value) => set({ override: value === "none" ? null : (value as Severity) })}
              />
            </Field>
            <Field
              label="Reason"
              optional={!needsReason}
              error={missing ?? errors.reason}
              hint={lowers ? `Lower than now (${current}): with what shows it.` : undefined}
            >
              <Textarea
                ref={reasonField}
                value={form.reason}
                onChange={(event) => set({ reason: event.currentTarget.value })}
                maxLength={5000}
              />
            </Field>
            <Field
              label="Evidence"
              optional
              hint="One a line: an event id such as 3-1204, or a link."
              error={errors.evidence}
            >
              <Textarea
                value={form.evidence}
                onChange={(event) => set({ evidence: event.currentTarget.value })}
                className="mono min-h-9"
              />
            </Field>
            {save.error && Object.keys(errors).length === 0 && (
              <p role="alert" className="text-exposed text-sm">
                {failureText(save.error)} What you chose is kept.
              </p>
            )}
            <Button type="submit" variant="primary" size="lg" busy={save.isPending}>
              Record as {level}
            </Button>
          </>
        )}
        <Link href={`/incidents/${incidentRef}/severity/rubric`} className="underline-quiet text-ink-2 text-sm">
          How the rubric works, and what it was fitted to
        </Link>
      </div>
    </form>
  );
}

function Restored({ onDiscard }: { onDiscard: () => void }) {
  return (
    <p className="mt-2 flex items-center gap-2 text-ink-2 text-sm">
      What you had chosen was brought back.
      <Button size="sm" onClick={onDiscard}>
        Begin again
      </Button>
    </p>
  );
}
