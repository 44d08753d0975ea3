"use client";

import { useRouter } from "next/navigation";
import { type FormEvent, useEffect, useId, useState } from "react";
import { Button } from "@/components/ui/button";
import { Field, FieldGroup } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { type EnteredTime, NaturalTimeInput } from "@/components/ui/natural-time-input";
import { Notice } from "@/components/ui/notice";
import { Segmented } from "@/components/ui/segmented";
import { Select } from "@/components/ui/select";
import { takeTypedAhead } from "@/components/ui/typed-ahead";
import { useDraft } from "@/components/ui/use-draft";
import { failureText, fieldErrors } from "@/lib/api/field-errors";
import { type Mode, SEVERITIES, type Severity, type Visibility } from "@/lib/incidents/model";
import { useDeclareIncident } from "@/lib/incidents/mutations";
import { MembersField } from "./members-field";
import { SEVERITY_HELP } from "./words";

interface DeclareDraft {
  title: string;
  severity: Severity | "unsure";
  visibility: Visibility;
  members: string[];
  /** As it was typed; absent in drafts of before. */
  startText?: string;
  mode?: Mode;
  declaredText?: string;
}

const BLANK: DeclareDraft = {
  title: "",
  severity: "unsure",
  visibility: "open",
  members: [],
  startText: "",
  mode: "real",
  declaredText: "",
};

const SEVERITY_OPTIONS = [
  { value: "unsure" as const, label: "Not sure yet", detail: "Counts as the worst plausible until somebody knows" },
  ...SEVERITIES.map((value) => ({ value, label: value, detail: SEVERITY_HELP[value] })),
];

const MODE_HELP = {
  drill: "Marked as a drill everywhere, told as one, and in no figure.",
  retrospective: "For the record: nothing in it runs out or asks for a hurry.",
};

/** Two fields and Enter. What else there is to say, the room asks when it matters. */
export function DeclareForm({ onDone }: { onDone?: (ref: string) => void }) {
  const router = useRouter();
  const draft = useDraft<DeclareDraft>("declare", BLANK);
  const [key] = useState(() => crypto.randomUUID());
  const declare = useDeclareIncident(key);
  const [started, setStarted] = useState<EnteredTime | null>(null);
  const [missing, setMissing] = useState<string | null>(null);
  const errors = fieldErrors(declare.error);
  const formId = useId();
  const { title, severity, visibility, members, startText = "", mode = "real", declaredText = "" } = draft.value;
  const [declared, setDeclared] = useState<EnteredTime | null>(null);
  const [declaredUnread, setDeclaredUnread] = useState<string | null>(null);
  const [unread, setUnread] = useState<string | null>(null);

  const { loaded, change } = draft;
  useEffect(() => {
    // After the kept draft, which must not be lost to a quick hand; what was typed then stands behind it.
    if (!loaded) return;
    const typed = takeTypedAhead();
    if (typed) change((old) => ({ ...old, title: old.title ? `${old.title} ${typed}` : typed }));
  }, [loaded, change]);

  function submit(event: FormEvent) {
    event.preventDefault();
    // A second Enter while the first is under way is the same wish.
    if (declare.isPending || declare.isSuccess) return;
    if (!title.trim()) {
      setMissing("Give the incident a title.");
      document.getElementById(`${formId}-title`)?.focus();
      return;
    }
    setMissing(null);
    if (startText.trim() && !started) {
      setUnread("This is not understood as a time. Write it another way, or leave it empty.");
      document.getElementById(`${formId}-start`)?.focus();
      return;
    }
    if (mode === "retrospective" && declaredText.trim() && !declared) {
      setDeclaredUnread("This is not understood as a time. Write it another way, or leave it empty.");
      document.getElementById(`${formId}-declared`)?.focus();
      return;
    }
    declare.mutate(
      {
        title,
        visibility,
        ...(mode === "real" ? {} : { mode }),
        ...(mode === "retrospective" && declared ? { declaredAt: declared.instant } : {}),
        ...(started ? { startedAt: started.instant } : {}),
        ...(severity === "unsure" ? {} : { severity }),
        ...(visibility === "restricted" ? { members } : {}),
      },
      {
        onSuccess: ({ ref }) => {
          draft.discard();
          onDone?.(ref);
          router.push(`/incidents/${ref}`);
        },
      },
    );
  }

  return (
    <form onSubmit={submit} className="flex flex-col gap-4" noValidate>
      {draft.restored && (title || startText) && (
        <Notice
          action={
            <Button
              size="sm"
              onClick={() => {
                draft.discard();
                setStarted(null);
              }}
            >
              Start anew
            </Button>
          }
        >
          Your draft from before is back.
        </Notice>
      )}
      <Field label="What is happening?" error={missing ?? errors.title}>
        <Input
          id={`${formId}-title`}
          autoFocus
          className="h-9 text-md"
          maxLength={200}
          autoComplete="off"
          placeholder="Agent opened user_profiles to all engineers"
          value={title}
          onValueChange={(next) => draft.change((old) => ({ ...old, title: next }))}
        />
      </Field>
      <div className="grid gap-4 sm:grid-cols-2">
        <Field label="How bad?" error={errors.severity}>
          <Select
            options={SEVERITY_OPTIONS}
            value={severity}
            onValueChange={(next) => draft.change((old) => ({ ...old, severity: next }))}
          />
        </Field>
        <FieldGroup legend="Who may see it?">
          <Segmented
            label="Who may see it?"
            options={[
              { value: "open", label: "Everybody here" },
              { value: "restricted", label: "Only members" },
            ]}
            value={visibility}
            onValueChange={(next) => draft.change((old) => ({ ...old, visibility: next }))}
          />
        </FieldGroup>
      </div>
      <Field
        label="When did it start?"
        optional
        error={unread ?? errors.startedAt}
        hint="Such as “2 h ago” or “14:05”; the room asks again."
      >
        <NaturalTimeInput
          key={String(draft.restored)}
          id={`${formId}-start`}
          defaultText={startText}
          onTime={(time, text) => {
            setStarted(time);
            setUnread(null);
            if (text !== startText) change((old) => ({ ...old, startText: text }));
          }}
        />
      </Field>
      <FieldGroup legend="What is it?">
        <Segmented
          label="What is it?"
          options={[
            { value: "real", label: "Happening now" },
            { value: "drill", label: "A drill" },
            { value: "retrospective", label: "In the past" },
          ]}
          value={mode}
          onValueChange={(next) => draft.change((old) => ({ ...old, mode: next }))}
        />
        {mode !== "real" && <p className="mt-1 text-ink-3 text-sm">{MODE_HELP[mode]}</p>}
      </FieldGroup>
      {mode === "retrospective" && (
        <Field
          label="When was it declared?"
          optional
          error={declaredUnread ?? errors.declaredAt}
          hint="Left empty: now. Each time can be named anew in the room, with how it is known."
        >
          <NaturalTimeInput
            id={`${formId}-declared`}
            defaultText={declaredText}
            onTime={(time, text) => {
              setDeclared(time);
              setDeclaredUnread(null);
              if (text !== declaredText) change((old) => ({ ...old, declaredText: text }));
            }}
          />
        </Field>
      )}
      {visibility === "restricted" && (
        <MembersField
          value={members}
          error={errors.members}
          onChange={(next) => draft.change((old) => ({ ...old, members: next }))}
        />
      )}
      {declare.error && Object.keys(errors).length === 0 && (
        <Notice kind="exposed" title="The incident was not declared." live>
          {failureText(declare.error)} What you typed is kept.
        </Notice>
      )}
      <div className="flex items-center justify-between gap-3">
        <p className="text-ink-3 text-sm">If unsure, declare. You become the commander until somebody takes over.</p>
        <Button type="submit" variant="primary" size="lg" busy={declare.isPending || declare.isSuccess}>
          Declare
        </Button>
      </div>
    </form>
  );
}
