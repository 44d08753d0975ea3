"use client";

import { useQuery } from "@tanstack/react-query";
import { type FormEvent, useId, useState } from "react";
import { Button } from "@/components/ui/button";
import { Combobox } from "@/components/ui/combobox";
import { Field, FieldGroup } from "@/components/ui/field";
import { focusFirstInvalid } from "@/components/ui/focus-first-invalid";
import { Input } from "@/components/ui/input";
import { type EnteredTime, NaturalTimeInput } from "@/components/ui/natural-time-input";
import { Notice } from "@/components/ui/notice";
import { Segmented } from "@/components/ui/segmented";
import { Textarea } from "@/components/ui/textarea";
import { toast } from "@/components/ui/toast";
import { useDraft } from "@/components/ui/use-draft";
import { agentList } from "@/lib/agents/queries";
import { failureText, fieldErrors } from "@/lib/api/field-errors";
import type { Visibility } from "@/lib/incidents/model";
import { LIMITS } from "@/lib/triage/model";
import { useReport } from "@/lib/triage/mutations";

interface ReportDraft {
  what: string;
  details: string;
  whenText: string;
  aiSystem: string | null;
  link: string;
  visibility: Visibility;
}

const BLANK: ReportDraft = { what: "", details: "", whenText: "", aiSystem: null, link: "", visibility: "open" };

/** What happened, when, which AI system, and where to look: one line is enough. */
export function ReportForm() {
  // A new form after each report, with a key of its own.
  const [round, setRound] = useState(0);
  return <Form key={round} onDone={() => setRound((old) => old + 1)} />;
}

function Form({ onDone }: { onDone: () => void }) {
  const id = useId();
  const draft = useDraft<ReportDraft>("report", BLANK);
  const [key] = useState(() => crypto.randomUUID());
  const [when, setWhen] = useState<EnteredTime | null>(null);
  const [asked, setAsked] = useState(false);
  const systems = useQuery(agentList());
  const report = useReport(key);
  const errors = fieldErrors(report.error);
  const { what, details, whenText, aiSystem, link, visibility } = draft.value;
  const set = (part: Partial<ReportDraft>) => draft.change((old) => ({ ...old, ...part }));
  const options = (systems.data?.data ?? []).map((one) => ({ value: one.id, label: one.name }));
  const missing = asked && !what.trim() ? "Say what happened, in one line." : null;
  const unread = asked && whenText.trim() && !when ? "This is not understood as a time. Write it another way." : null;

  function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    const form = event.currentTarget;
    setAsked(true);
    if (report.isPending || report.isSuccess) return;
    if (!what.trim() || (whenText.trim() && !when)) return focusFirstInvalid(form);
    report.mutate(
      {
        what,
        visibility,
        ...(details.trim() ? { details } : {}),
        ...(when ? { happenedAt: when.instant, happenedPrecision: when.precision } : {}),
        ...(aiSystem ? { aiSystem } : {}),
        ...(link.trim() ? { link: link.trim() } : {}),
      },
      {
        onSuccess: ({ ref }) => {
          draft.discard();
          toast(`Reported as ${ref}. A commander decides what becomes of it.`);
          onDone();
        },
        onError: () => focusFirstInvalid(form),
      },
    );
  }

  return (
    <form onSubmit={submit} noValidate className="flex max-w-2xl flex-col gap-4">
      {draft.restored && (what || details) && (
        <Notice
          action={
            <Button size="sm" onClick={draft.discard}>
              Start anew
            </Button>
          }
        >
          Your draft from before is back.
        </Notice>
      )}
      <Field label="What happened?" error={missing ?? errors.what}>
        <Input
          className="h-9 text-md"
          maxLength={LIMITS.titleLength}
          autoComplete="off"
          placeholder="The assistant quoted a salary to me"
          value={what}
          onValueChange={(next) => set({ what: next })}
        />
      </Field>
      <Field
        label="What did you see?"
        optional
        error={errors.details}
        hint="A message, an answer, a name: as you saw it. It is all right if this is incomplete."
      >
        <Textarea
          rows={4}
          maxLength={LIMITS.textLength}
          value={details}
          onChange={(event) => set({ details: event.target.value })}
        />
      </Field>
      <div className="grid gap-4 sm:grid-cols-2">
        <Field label="When?" optional error={unread ?? errors.happenedAt}>
          <NaturalTimeInput
            key={String(draft.restored)}
            id={`${id}-when`}
            defaultText={whenText}
            onTime={(time, text) => {
              setWhen(time);
              if (text !== whenText) set({ whenText: text });
            }}
          />
        </Field>
        <Field label="Which AI system?" optional error={errors.aiSystem}>
          <Combobox
            options={options}
            value={aiSystem}
            onValueChange={(next) => set({ aiSystem: next })}
            placeholder="Not known"
            empty="None is called that. Leave it out, and name it above."
          />
        </Field>
      </div>
      <Field label="Where can one look?" optional error={errors.link} hint="The address of a message, a page or a log.">
        <Input
          type="url"
          inputMode="url"
          autoComplete="off"
          placeholder="https://"
          maxLength={LIMITS.linkLength}
          value={link}
          onValueChange={(next) => set({ link: next })}
        />
      </Field>
      <FieldGroup legend="Who may see it?">
        <Segmented
          label="Who may see it?"
          options={[
            { value: "open", label: "Everybody here" },
            { value: "restricted", label: "Commanders and you" },
          ]}
          value={visibility}
          onValueChange={(next) => set({ visibility: next })}
        />
      </FieldGroup>
      {report.error && Object.keys(errors).length === 0 && (
        <Notice kind="exposed" title="The report was not sent." live>
          {failureText(report.error)} What you typed is kept.
        </Notice>
      )}
      <div>
        <Button type="submit" variant="primary" size="lg" busy={report.isPending}>
          Report
        </Button>
      </div>
    </form>
  );
}
