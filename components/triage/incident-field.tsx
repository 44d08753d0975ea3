"use client";

import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { Combobox } from "@/components/ui/combobox";
import { Field } from "@/components/ui/field";
import { incidentSearch } from "@/lib/incidents/queries";

interface IncidentFieldProps {
  label: string;
  /** The incident that one comes from: never an answer. */
  except: string;
  value: string | null;
  onChange: (ref: string | null) => void;
  error?: string | null | undefined;
}

/** Another incident, found by its number or a word of its title. */
export function IncidentField({ label, except, value, onChange, error }: IncidentFieldProps) {
  const [text, setText] = useState("");
  const found = useQuery({ ...incidentSearch(text.trim()), placeholderData: keepPreviousData });
  const options = (found.data?.data ?? [])
    .filter(({ ref }) => ref !== except)
    .map(({ ref, title, phase }) => ({ value: ref, label: `${ref} ${title}`, detail: phase }));
  return (
    <Field label={label} error={error}>
      <Combobox
        options={options}
        value={value}
        onValueChange={onChange}
        onSearch={setText}
        placeholder="INC-4, or a word of its title"
        empty="No incident that you may see matches."
      />
    </Field>
  );
}
