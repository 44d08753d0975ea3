"use client";

import { type FormEvent, useState } from "react";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { focusFirstInvalid } from "@/components/ui/focus-first-invalid";
import { Input } from "@/components/ui/input";
import { Select } from "@/components/ui/select";
import { failureText, fieldErrors } from "@/lib/api/field-errors";
import { CLASSIFICATIONS, type Classification } from "@/lib/assets/model";
import { useSaveAsset } from "@/lib/assets/mutations";
import type { AssetView } from "@/lib/assets/views";
import { type PatternDraft, PatternsField } from "./patterns-field";
import { CLASSIFICATION_WORDS } from "./words";

export interface AssetFormProps {
  /** Null for a new one. */
  asset: AssetView | null;
  /** What a new one begins with. */
  suggested?: Partial<Pick<AssetView, "name" | "systems" | "patterns">>;
  onSaved: (asset: AssetView) => void;
  onCancel: () => void;
}

const classificationOptions = CLASSIFICATIONS.map((value) => ({ value, label: CLASSIFICATION_WORDS[value] }));

/** What holds data: how sensitive it is, whose logs would show access to it, and how those logs name it. */
export function AssetForm({ asset, suggested, onSaved, onCancel }: AssetFormProps) {
  const before = asset ?? suggested;
  const save = useSaveAsset(asset?.id ?? null);
  const [name, setName] = useState(before?.name ?? "");
  const [classification, setClassification] = useState<Classification | null>(asset?.classification ?? null);
  const [owner, setOwner] = useState(asset?.owner ?? "");
  const [systems, setSystems] = useState(before?.systems?.join(", ") ?? "");
  const [patterns, setPatterns] = useState<PatternDraft[]>(
    before?.patterns?.map(({ system, resource }) => ({ system: system ?? "", resource })) ?? [
      { system: "", resource: "" },
    ],
  );
  const [missing, setMissing] = useState<Record<string, string>>({});
  const errors = { ...fieldErrors(save.error), ...missing };
  const stated = patterns.filter(({ resource }) => resource !== "");

  function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    // The form may stand inside another one's dialog.
    event.stopPropagation();
    const lacks: Record<string, string> = {};
    if (!name.trim()) lacks.name = "Give the asset a name.";
    if (!classification) lacks.classification = "Say how sensitive it is: clearances are held against it.";
    setMissing(lacks);
    if (!classification || lacks.name) return focusFirstInvalid(event.currentTarget);
    if (save.isPending) return;
    save.mutate(
      {
        name,
        classification,
        owner: owner.trim() || null,
        systems: listOf(systems),
        patterns: stated.map(({ system, resource }) => (system.trim() ? { system, resource } : { resource })),
      },
      { onSuccess: onSaved },
    );
  }

  return (
    <form onSubmit={submit} noValidate className="flex flex-col gap-4">
      <div className="grid gap-4 sm:grid-cols-[1fr_11rem]">
        <Field label="Name" error={errors.name}>
          <Input autoFocus value={name} onValueChange={setName} maxLength={200} autoComplete="off" />
        </Field>
        <Field label="Classification" error={errors.classification}>
          <Select
            options={classificationOptions}
            value={classification}
            onValueChange={setClassification}
            placeholder="Choose"
          />
        </Field>
      </div>
      <div className="grid gap-4 sm:grid-cols-2">
        <Field label="Owner" optional hint="Who decides who may reach it." error={errors.owner}>
          <Input value={owner} onValueChange={setOwner} maxLength={200} autoComplete="off" />
        </Field>
        <Field
          label="Systems"
          error={errors.systems ?? errors["systems/0"]}
          hint="Whose logs would show access to it: aws-cloudtrail, okta. Without one, every window of it is a gap."
        >
          <Input value={systems} onValueChange={setSystems} className="mono" autoComplete="off" />
        </Field>
      </div>
      <PatternsField patterns={patterns} onChange={setPatterns} errors={errors} />
      {save.error && Object.keys(fieldErrors(save.error)).length === 0 && (
        <p role="alert" className="text-exposed text-sm">
          {failureText(save.error)} What you entered is kept.
        </p>
      )}
      <div className="flex justify-end gap-2">
        <Button onClick={onCancel}>Cancel</Button>
        <Button variant="primary" type="submit" busy={save.isPending}>
          {asset ? "Save" : "Create"}
        </Button>
      </div>
    </form>
  );
}

function listOf(text: string): string[] {
  return [
    ...new Set(
      text
        .split(",")
        .map((part) => part.trim())
        .filter(Boolean),
    ),
  ];
}
