"use client";

import { useState } from "react";
import { Chip } from "@/components/ui/chip";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { Select } from "@/components/ui/select";
import { categoriesOf } from "@/lib/data/breakdown";
import { DATA_CATEGORIES, SPECIAL_KINDS, SUBJECT_KINDS } from "@/lib/data/model";
import type { AffectedDataView } from "@/lib/data/views";
import { CATEGORY_WORDS, SPECIAL_WORDS, SUBJECT_WORDS } from "@/lib/data/words";
import { type AssetChoice, AssetSelect } from "./asset-select";
import { Choices } from "./choices";
import { CellForm, EditCell } from "./edit-cell";
import { useItemChange } from "./use-item-change";

interface WhatProps {
  incidentRef: string;
  item: AffectedDataView;
  assets: readonly AssetChoice[];
  editable: boolean;
}

/** What data it is, about whom, and in which asset. */
export function WhatCell({ incidentRef, item, assets, editable }: WhatProps) {
  const text = (
    <>
      <span className="block font-medium">{item.description}</span>
      <span className="mt-px flex flex-wrap items-center gap-x-1.5 text-ink-2 text-sm">
        {categoriesOf(item)
          .map((category) => CATEGORY_WORDS[category])
          .join(", ")}
        , {SUBJECT_WORDS[item.subjectKind]}
        {item.specialKinds?.map((kind) => (
          <Chip key={kind} tone="exposed">
            {SPECIAL_WORDS[kind]}
          </Chip>
        ))}
        {item.assetName && <Chip mono>{item.assetName}</Chip>}
      </span>
    </>
  );
  if (!editable) return text;
  return (
    <EditCell
      title="What data is this?"
      label={`${item.description}, edit what it is`}
      form={(close) => <WhatForm incidentRef={incidentRef} item={item} assets={assets} close={close} />}
    >
      {text}
    </EditCell>
  );
}

export const categoryOptions = DATA_CATEGORIES.map((value) => ({ value, label: CATEGORY_WORDS[value] }));
const subjectOptions = SUBJECT_KINDS.map((value) => ({ value, label: SUBJECT_WORDS[value] }));

function WhatForm({ incidentRef, item, assets, close }: Omit<WhatProps, "editable"> & { close: () => void }) {
  const { save, busy, failure, fields } = useItemChange(incidentRef, item, close);
  const [form, setForm] = useState({
    description: item.description,
    category: item.category,
    subjectKind: item.subjectKind,
    assetId: item.assetId,
    alsoCategories: item.alsoCategories ?? [],
    specialKinds: item.specialKinds ?? [],
  });
  return (
    <CellForm onSave={() => save(form)} onCancel={close} busy={busy} failure={failure}>
      <Field label="Data" error={fields.description}>
        <Input
          autoFocus
          maxLength={500}
          value={form.description}
          onValueChange={(description) => setForm({ ...form, description })}
        />
      </Field>
      <Field label="Category">
        <Select
          options={categoryOptions}
          value={form.category}
          onValueChange={(category) => setForm({ ...form, category })}
        />
      </Field>
      <Choices
        legend="Also in it"
        options={DATA_CATEGORIES.filter((category) => category !== form.category)}
        words={CATEGORY_WORDS}
        chosen={form.alsoCategories}
        onChange={(alsoCategories) => setForm({ ...form, alsoCategories })}
      />
      <Choices
        legend="Special categories (GDPR Articles 9 and 10)"
        options={SPECIAL_KINDS}
        words={SPECIAL_WORDS}
        chosen={form.specialKinds}
        onChange={(specialKinds) => setForm({ ...form, specialKinds })}
      />
      <Field label="About whom">
        <Select
          options={subjectOptions}
          value={form.subjectKind}
          onValueChange={(subjectKind) => setForm({ ...form, subjectKind })}
        />
      </Field>
      <Field label="Asset" optional error={fields.assetId} hint="With it, the evidence answers where it can.">
        <AssetSelect assets={assets} value={form.assetId} onChange={(assetId) => setForm({ ...form, assetId })} />
      </Field>
    </CellForm>
  );
}
