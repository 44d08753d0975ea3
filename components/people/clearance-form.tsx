"use client";

import { useQuery } from "@tanstack/react-query";
import { type FormEvent, useState } from "react";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { NaturalTimeInput } from "@/components/ui/natural-time-input";
import { Select } from "@/components/ui/select";
import { failureText } from "@/lib/api/field-errors";
import { CLASSIFICATIONS, type Classification } from "@/lib/assets/model";
import { assetList } from "@/lib/assets/queries";
import { STANDINGS, type Standing } from "@/lib/people/model";
import { useImportClearances } from "@/lib/people/mutations";
import type { Instant } from "@/lib/time/instant";
import { type Whose, WhoseField } from "./whose-field";
import { STANDING_WORDS } from "./words";

interface ClearanceFormProps {
  /** Whose it is, by name; asked for when left out. */
  who?: Whose;
  onDone: () => void;
}

const standingOptions = STANDINGS.map((value) => ({ value, label: STANDING_WORDS[value] }));

/** One clearance: for an asset, or for a classification and everything below it. */
export function ClearanceForm({ who: given, onDone }: ClearanceFormProps) {
  const assets = useQuery(assetList());
  const add = useImportClearances();
  const [chosen, setChosen] = useState<Whose | null>(null);
  const who = given ?? chosen;
  const [what, setWhat] = useState<string | null>(null);
  const [standing, setStanding] = useState<Standing>("valid");
  const [from, setFrom] = useState<Instant | null>(null);
  const [until, setUntil] = useState<Instant | null>(null);
  const options = [
    ...CLASSIFICATIONS.map((one) => ({ value: `c:${one}`, label: `Everything up to ${one}` })),
    ...(assets.data?.data ?? []).map(({ name, classification }) => ({
      value: `a:${name}`,
      label: name,
      detail: classification,
    })),
  ];
  function submit(event: FormEvent) {
    event.preventDefault();
    if (add.isPending || !what || !who) return;
    const target = what.startsWith("a:")
      ? { asset: what.slice(2) }
      : { classification: what.slice(2) as Classification };
    add.mutate([{ ...who, ...target, from, until, standing }], { onSuccess: onDone });
  }
  return (
    <form onSubmit={submit} noValidate className="mt-2 flex flex-col gap-3 rounded-md border border-line p-3">
      {!given && <WhoseField value={chosen} onChange={setChosen} />}
      <div className="grid gap-3 sm:grid-cols-2">
        <Field label="For">
          <Select options={options} value={what} onValueChange={setWhat} placeholder="An asset or a classification" />
        </Field>
        <Field label="Standing">
          <Select options={standingOptions} value={standing} onValueChange={setStanding} />
        </Field>
        <Field label="From" optional>
          <NaturalTimeInput onTime={(time) => setFrom(time?.instant ?? null)} placeholder="always" />
        </Field>
        <Field label="Until" optional>
          <NaturalTimeInput onTime={(time) => setUntil(time?.instant ?? null)} placeholder="no end" />
        </Field>
      </div>
      {add.error && (
        <p role="alert" className="text-exposed text-sm">
          {failureText(add.error)}
        </p>
      )}
      <div className="flex justify-end gap-2">
        <Button size="sm" onClick={onDone}>
          Cancel
        </Button>
        <Button size="sm" variant="primary" type="submit" busy={add.isPending} disabled={!what || !who}>
          Record
        </Button>
      </div>
    </form>
  );
}
