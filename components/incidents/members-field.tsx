"use client";

import { useQuery } from "@tanstack/react-query";
import { MultiCombobox } from "@/components/ui/combobox";
import { Field } from "@/components/ui/field";
import { people } from "@/lib/access/queries";
import { useViewer } from "@/lib/access/use-viewer";

export function MembersField({
  value,
  error,
  onChange,
}: {
  value: string[];
  error?: string | undefined;
  onChange: (ids: string[]) => void;
}) {
  const viewer = useViewer();
  const found = useQuery(people());
  const options = (found.data?.data ?? [])
    .filter((person) => person.id !== viewer.id)
    .map((person) => ({ value: person.id, label: person.name, detail: person.role }));
  return (
    <Field
      label="Members besides you"
      error={error}
      hint="To everybody else the incident does not exist. You can add people later."
    >
      <MultiCombobox options={options} value={value} onValueChange={onChange} placeholder="Type a name" />
    </Field>
  );
}
