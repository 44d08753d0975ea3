"use client";

import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { Combobox } from "@/components/ui/combobox";
import { Field } from "@/components/ui/field";
import { groupList, peopleSearch } from "@/lib/people/queries";
import { KIND_WORDS } from "./words";

export type Whose = { principal: string } | { group: string };

/** A principal or a group, by name. */
export function WhoseField({ value, onChange }: { value: Whose | null; onChange: (whose: Whose | null) => void }) {
  const [text, setText] = useState("");
  const people = useQuery(peopleSearch(text));
  const groups = useQuery(groupList());
  const wanted = text.trim().toLowerCase();
  const options = [
    ...(groups.data?.data ?? [])
      .filter(({ name }) => name.toLowerCase().includes(wanted))
      .slice(0, 20)
      .map(({ name }) => ({ value: `g:${name}`, label: name, detail: "group" })),
    ...(people.data?.data ?? []).map(({ name, kind }) => ({
      value: `p:${name}`,
      label: name,
      detail: KIND_WORDS[kind].toLowerCase(),
    })),
  ];
  return (
    <Field label="Whose">
      <Combobox
        placeholder="Type a name of a person, agent, service or group"
        options={options}
        value={value === null ? null : "group" in value ? `g:${value.group}` : `p:${value.principal}`}
        onValueChange={(key) => onChange(key === null ? null : named(key))}
        onSearch={setText}
        empty="Nobody by that name. Add them on the page People first."
      />
    </Field>
  );
}

function named(key: string): Whose {
  const name = key.slice(2);
  return key.startsWith("g:") ? { group: name } : { principal: name };
}
