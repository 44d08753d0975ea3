"use client";

import { Field } from "@/components/ui/field";
import { Select } from "@/components/ui/select";
import type { ColumnMapping, MappedColumns } from "@/lib/evidence/formats/format";

const FIELDS: readonly { name: keyof MappedColumns; label: string; hint: string }[] = [
  { name: "occurredAt", label: "Time", hint: "When it happened. Rows without it are rejected." },
  {
    name: "occurredUntil",
    label: "Until",
    hint: "Where a row stands for several acts: when the last could have been.",
  },
  { name: "actor", label: "Actor", hint: "Who did it, as this log names them." },
  { name: "onBehalfOf", label: "On behalf of", hint: "The person an agent acted for." },
  { name: "action", label: "Action", hint: "What was done, in the log's words." },
  { name: "verb", label: "Verb", hint: "read, list, write, … where a column says so." },
  { name: "resource", label: "Resource", hint: "What was touched; asset patterns match this." },
  { name: "outcome", label: "Outcome", hint: "success, denied, failed. Not mapped: unknown." },
  { name: "sourceIp", label: "Source address", hint: "Where it came from." },
  { name: "session", label: "Session", hint: "Session, key or token." },
  { name: "records", label: "Records returned", hint: "How many, where the log says." },
  { name: "eventId", label: "Event id", hint: "Unique per event; makes duplicates count once." },
];

interface MappingFieldsProps {
  columns: readonly string[];
  mapping: Partial<ColumnMapping>;
  onChange: (mapping: Partial<ColumnMapping>) => void;
}

/** Which column holds what. */
export function MappingFields({ columns, mapping, onChange }: MappingFieldsProps) {
  const options = [
    { value: "", label: "not in this file" },
    ...columns.map((column) => ({ value: column, label: column })),
  ];
  return (
    <fieldset className="grid gap-3 sm:grid-cols-2 lg:grid-cols-3">
      <legend className="mb-2 font-medium">Which column is what?</legend>
      {FIELDS.map(({ name, label, hint }) => (
        <Field key={name} label={label} hint={hint} optional={name !== "occurredAt"}>
          <Select
            options={options}
            value={mapping[name] ?? ""}
            onValueChange={(column) => {
              const { [name]: _, ...rest } = mapping;
              // What the words of another column meant says nothing of these.
              if (name === "outcome") delete rest.outcomes;
              if (name === "action" || name === "verb") delete rest.verbs;
              onChange(column ? { ...rest, [name]: column } : rest);
            }}
          />
        </Field>
      ))}
    </fieldset>
  );
}
