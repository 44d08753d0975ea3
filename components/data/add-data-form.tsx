"use client";

import { useQuery } from "@tanstack/react-query";
import { type FormEvent, useRef, useState } from "react";
import { Button } from "@/components/ui/button";
import { useCommand } from "@/components/ui/commands";
import { Field } from "@/components/ui/field";
import { focusFirstInvalid } from "@/components/ui/focus-first-invalid";
import { Input } from "@/components/ui/input";
import { Select } from "@/components/ui/select";
import { useDraft } from "@/components/ui/use-draft";
import { failureText, fieldErrors } from "@/lib/api/field-errors";
import type { DataCategory } from "@/lib/data/model";
import { useAddData } from "@/lib/data/mutations";
import { onlyAsset } from "@/lib/data/only-asset";
import { readCount } from "@/lib/data/read-count";
import { windowsOf } from "@/lib/exposure/queries";
import { type AssetChoice, AssetSelect } from "./asset-select";
import { categoryOptions } from "./what-cell";

interface Draft {
  description: string;
  /** Null until somebody says: a category weighs in the severity, so none is presumed. */
  category: DataCategory | null;
  /** Undefined while nobody chose: then it is the one that is exposed, where there is one only. */
  assetId?: string | null;
  people: string;
}

const BLANK: Draft = { description: "", category: null, people: "" };

/** One line for a new item; everything else is filled in where it then stands in the table. */
export function AddDataForm({ incidentRef, assets }: { incidentRef: string; assets: readonly AssetChoice[] }) {
  const draft = useDraft<Draft>(`data:${incidentRef}`, BLANK);
  const add = useAddData(incidentRef);
  const first = useRef<HTMLInputElement>(null);
  const [key, setKey] = useState(() => crypto.randomUUID());
  const [missing, setMissing] = useState<Record<string, string>>({});
  useCommand({ label: "Add an item of affected data", group: "Data", keys: "n", run: () => first.current?.focus() });

  const errors: Record<string, string | undefined> = { ...fieldErrors(add.error), ...missing };
  const set = (part: Partial<Draft>) => draft.change((before) => ({ ...before, ...part }));
  const { description, category, people } = draft.value;
  const windows = useQuery(windowsOf(incidentRef));
  const assetId = draft.value.assetId === undefined ? onlyAsset(windows.data?.data ?? []) : draft.value.assetId;

  function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    if (add.isPending) return;
    const count = readCount(people);
    const wrong: Record<string, string> = {};
    if (!description.trim()) wrong.description = "Say what data this is.";
    if (!count) wrong.people = "Write 61,000, ~61k, 40k–90k or unknown.";
    if (!category) wrong.category = "Choose what kind of data.";
    setMissing(wrong);
    if (!category || !count || wrong.description) return focusFirstInvalid(event.currentTarget);
    add.mutate(
      { key, input: { description, category, assetId, people: count } },
      {
        onSuccess: () => {
          draft.discard();
          setKey(crypto.randomUUID());
          first.current?.focus();
        },
      },
    );
  }

  return (
    <form
      onSubmit={submit}
      noValidate
      aria-label="Add an item"
      className="mt-3 grid grid-cols-1 items-start gap-2 sm:grid-cols-[minmax(12rem,1fr)_11rem_11rem_8rem_auto]"
    >
      <Field label="Data" hideLabel error={errors.description}>
        <Input
          ref={first}
          value={description}
          onValueChange={(next) => set({ description: next })}
          placeholder="What data? “Profiles of forum users”"
          maxLength={500}
          autoComplete="off"
        />
      </Field>
      <Field label="Category" hideLabel error={errors.category}>
        <Select
          options={categoryOptions}
          placeholder="Category"
          value={category}
          onValueChange={(next) => set({ category: next })}
        />
      </Field>
      <AssetSelect aria-label="Asset" assets={assets} value={assetId} onChange={(next) => set({ assetId: next })} />
      <Field label="People" hideLabel error={errors.people ?? errors["people/low"]}>
        <Input
          value={people}
          onValueChange={(next) => set({ people: next })}
          placeholder="People: ~61k"
          autoComplete="off"
        />
      </Field>
      <Button type="submit" busy={add.isPending} hint="N">
        Add
      </Button>
      {add.error && Object.keys(fieldErrors(add.error)).length === 0 && (
        <p role="alert" className="text-exposed text-sm sm:col-span-5">
          {failureText(add.error)} What you wrote is kept.
        </p>
      )}
    </form>
  );
}
