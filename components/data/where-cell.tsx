"use client";

import { useState } from "react";
import { Field } from "@/components/ui/field";
import { Unknown } from "@/components/ui/figures";
import { Input } from "@/components/ui/input";
import { Select } from "@/components/ui/select";
import { PROTECTIONS } from "@/lib/data/model";
import type { AffectedDataView } from "@/lib/data/views";
import { PROTECTION_WORDS } from "@/lib/data/words";
import { CellForm, EditCell } from "./edit-cell";
import { useItemChange } from "./use-item-change";

interface WhereProps {
  incidentRef: string;
  item: AffectedDataView;
  editable: boolean;
}

const protectionOptions = PROTECTIONS.map((value) => ({ value, label: PROTECTION_WORDS[value] }));

/** How the data was protected, and under which law its subjects live. */
export function WhereCell({ incidentRef, item, editable }: WhereProps) {
  const text = (
    <>
      <span className="block whitespace-nowrap">
        {item.protection === "unknown" ? <Unknown /> : PROTECTION_WORDS[item.protection]}
      </span>
      <span className="block text-ink-2 text-sm">
        {item.jurisdictions.length > 0 ? item.jurisdictions.join(", ") : <Unknown>jurisdiction unknown</Unknown>}
      </span>
    </>
  );
  if (!editable) return text;
  return (
    <EditCell
      title="Protection and jurisdictions"
      label={`Protection and jurisdictions of ${item.description}, edit`}
      form={(close) => <WhereForm incidentRef={incidentRef} item={item} close={close} />}
    >
      {text}
    </EditCell>
  );
}

function WhereForm({ incidentRef, item, close }: Omit<WhereProps, "editable"> & { close: () => void }) {
  const { save, busy, failure, fields } = useItemChange(incidentRef, item, close);
  const [protection, setProtection] = useState(item.protection);
  const [places, setPlaces] = useState(item.jurisdictions.join(", "));
  const jurisdictions = places
    .split(",")
    .map((place) => place.trim())
    .filter(Boolean);
  return (
    <CellForm onSave={() => save({ protection, jurisdictions })} onCancel={close} busy={busy} failure={failure}>
      <Field label="Protection">
        <Select options={protectionOptions} value={protection} onValueChange={setProtection} />
      </Field>
      <Field
        label="Jurisdictions"
        optional
        error={fields.jurisdictions ?? fields["jurisdictions/0"]}
        hint="Where the people live, separated by commas: DE, FR, US-CA."
      >
        <Input value={places} onValueChange={setPlaces} autoComplete="off" />
      </Field>
    </CellForm>
  );
}
