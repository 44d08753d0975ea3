"use client";

import { useQuery } from "@tanstack/react-query";
import { Combobox } from "@/components/ui/combobox";
import { people } from "@/lib/access/queries";

interface OwnerSelectProps {
  value: string | null;
  onChange: (id: string | null) => void;
  className?: string;
}

/** One of the people of the installation, found by typing. */
export function OwnerSelect({ value, onChange, className }: OwnerSelectProps) {
  const { data } = useQuery(people());
  const options = (data?.data ?? []).map((person) => ({ value: person.id, label: person.name }));
  return (
    <Combobox
      aria-label="Owner"
      options={options}
      value={value}
      onValueChange={onChange}
      placeholder="Owner: nobody"
      empty="Nobody of that name."
      {...(className ? { className } : {})}
    />
  );
}
