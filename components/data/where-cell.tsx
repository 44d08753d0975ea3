"use client";

import { useState } from "react";
import { Field } from "@/components/ui/field";
import { Unknown } from "@/components/ui/figures";
import { Input } from "@/components/ui/input";
import { Select } from "@/components/ui/select";
import { PROTECTIONS } from "@/lib/data/model";
import { countText, readCount } from "@/lib/data/read-count";
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
        {item.protectionNote && <span className="sr-only"> ({item.protectionNote})</span>}
      </span>
      <span className="block text-ink-2 text-sm">
        {item.jurisdictions.length > 0 ? (
          item.jurisdictions.map((place) => placeText(place, item)).join(", ")
        ) : (
          <Unknown>jurisdiction unknown</Unknown>
        )}
      </span>
    </>
  );
  if (!editable) return text;
  return (
    <EditCell
      tip={
        item.protectionNote ? (
          <span className="block max-w-72 whitespace-normal">{item.protectionNote}</span>
        ) : undefined
      }
      title="Protection and jurisdictions"
      label={`Protection and jurisdictions of ${item.description}, edit`}
      form={(close) => <WhereForm incidentRef={incidentRef} item={item} close={close} />}
    >
      {text}
    </EditCell>
  );
}

function placeText(place: string, { peopleByPlace }: AffectedDataView): string {
  const count = peopleByPlace?.[place];
  return count ? `${place} ${countText(count)}` : place;
}

function WhereForm({ incidentRef, item, close }: Omit<WhereProps, "editable"> & { close: () => void }) {
  const { save, busy, failure, fields } = useItemChange(incidentRef, item, close);
  const [protection, setProtection] = useState(item.protection);
  const [protectionNote, setNote] = useState(item.protectionNote ?? "");
  const [places, setPlaces] = useState(item.jurisdictions.join(", "));
  const [byPlace, setByPlace] = useState<Record<string, string>>(
    Object.fromEntries(Object.entries(item.peopleByPlace ?? {}).map(([place, count]) => [place, countText(count)])),
  );
  const jurisdictions = places
    .split(",")
    .map((place) => place.trim())
    .filter(Boolean);
  const counts = jurisdictions.map((place) => [place, readCount(byPlace[place] ?? "")] as const);
  const unread = counts.find(([, count]) => count === null)?.[0];

  function submit() {
    if (unread !== undefined) return;
    const known = counts.filter(([, count]) => count && count.certainty !== "unknown");
    save({ protection, protectionNote, jurisdictions, peopleByPlace: Object.fromEntries(known) as never });
  }

  return (
    <CellForm onSave={submit} onCancel={close} busy={busy} failure={failure}>
      <Field label="Protection">
        <Select options={protectionOptions} value={protection} onValueChange={setProtection} />
      </Field>
      <Field
        label="How it was protected"
        optional
        error={fields.protectionNote}
        hint="Which encryption, and where the key was."
      >
        <Input value={protectionNote} onValueChange={setNote} maxLength={1000} autoComplete="off" />
      </Field>
      <Field
        label="Jurisdictions"
        optional
        error={fields.jurisdictions ?? fields["jurisdictions/0"]}
        hint="Where the people live, separated by commas: DE, FR, US-CA."
      >
        <Input value={places} onValueChange={setPlaces} autoComplete="off" />
      </Field>
      {jurisdictions.length > 1 && item.subjectKind !== "none" && (
        <fieldset className="grid max-h-48 gap-1.5 overflow-y-auto">
          <legend className="mb-1 font-medium text-sm">People in each, where known</legend>
          {jurisdictions.map((place) => (
            <Field
              key={place}
              label={`People in ${place}`}
              hideLabel
              error={
                readCount(byPlace[place] ?? "")
                  ? undefined
                  : "This is no count. Write 61,000, ~61k, 40k–90k or unknown."
              }
            >
              <span className="flex items-center gap-2">
                <span aria-hidden="true" className="w-16 shrink-0 truncate text-sm">
                  {place}
                </span>
                <Input
                  value={byPlace[place] ?? ""}
                  onValueChange={(next) => setByPlace({ ...byPlace, [place]: next })}
                  placeholder="unknown"
                  autoComplete="off"
                />
              </span>
            </Field>
          ))}
        </fieldset>
      )}
    </CellForm>
  );
}
