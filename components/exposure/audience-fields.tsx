"use client";

import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { Combobox, MultiCombobox } from "@/components/ui/combobox";
import { Field } from "@/components/ui/field";
import { Segmented } from "@/components/ui/segmented";
import { AUDIENCE_KINDS } from "@/lib/exposure/audience";
import { groupList, peopleSearch } from "@/lib/people/queries";
import type { WindowDraft } from "./window-input";
import { AUDIENCE_WORDS } from "./words";

interface AudienceFieldsProps {
  draft: WindowDraft;
  set: (part: Partial<WindowDraft>) => void;
  errors: Record<string, string>;
}

const kinds = AUDIENCE_KINDS.map((value) => ({ value, label: AUDIENCE_WORDS[value] }));

/** Who could reach it: named people, a group as its members change, everyone inside, or the public. */
export function AudienceFields({ draft, set, errors }: AudienceFieldsProps) {
  return (
    <div className="flex flex-col gap-2">
      <span className="font-medium text-sm" id="audience-label">
        Open to
      </span>
      <Segmented
        label="Open to"
        className="self-start"
        options={kinds}
        value={draft.kind}
        onValueChange={(kind) => set({ kind })}
      />
      {draft.kind === "group" && <GroupField draft={draft} set={set} error={errors["audience/group"]} />}
      {draft.kind === "listed" && <ListedField draft={draft} set={set} error={errors["audience/principals"]} />}
      {draft.kind === "organisation" && (
        <p className="text-ink-3 text-sm">
          Every principal that is known here. Import people so that they can be counted.
        </p>
      )}
      {draft.kind === "public" && (
        <p className="text-ink-3 text-sm">Anybody, so nobody can count who could and did not.</p>
      )}
    </div>
  );
}

interface ChoiceProps extends Pick<AudienceFieldsProps, "draft" | "set"> {
  error: string | undefined;
}

function GroupField({ draft, set, error }: ChoiceProps) {
  const groups = useQuery(groupList());
  const options = (groups.data?.data ?? []).map(({ name, members }) => ({
    value: name,
    label: name,
    detail: `${members.toLocaleString("en")} ${members === 1 ? "member" : "members"}, now or before`,
  }));
  return (
    <Field label="Group" error={error} hint="Its members at each moment count; import people with their groups first.">
      <Combobox
        options={options}
        value={draft.group}
        onValueChange={(group) => set({ group })}
        placeholder={options.length > 0 ? `Choose one of ${options.length} known` : "No group is known yet"}
        empty="No such group. Import people with their groups."
      />
    </Field>
  );
}

function ListedField({ draft, set, error }: ChoiceProps) {
  const [text, setText] = useState("");
  const found = useQuery(peopleSearch(text));
  const known = new Map(draft.principals.map((one) => [one.id, one.name]));
  for (const { id, name } of found.data?.data ?? []) known.set(id, name);
  const options = [...known].map(([value, label]) => ({ value, label }));
  return (
    <Field label="People" error={error}>
      <MultiCombobox
        options={options}
        value={draft.principals.map(({ id }) => id)}
        onValueChange={(ids) => set({ principals: ids.map((id) => ({ id, name: known.get(id) ?? id })) })}
        onSearch={setText}
        placeholder="Type a name or an alias"
        empty="Nobody by that name. Import people first."
      />
    </Field>
  );
}
