"use client";

import { useQuery } from "@tanstack/react-query";
import { type FormEvent, useState } from "react";
import { Button } from "@/components/ui/button";
import { Combobox } from "@/components/ui/combobox";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { toast } from "@/components/ui/toast";
import { failureText, fieldErrors } from "@/lib/api/field-errors";
import { useMergePrincipal, useSplitPrincipal } from "@/lib/people/mutations";
import { peopleSearch } from "@/lib/people/queries";
import type { PrincipalView } from "@/lib/people/views";
import { KIND_WORDS } from "./words";

/** Which principal this one is. That one stays; nothing is lost, and it can be taken back. */
export function MergeForm({ principal, onDone }: { principal: PrincipalView; onDone: () => void }) {
  const [text, setText] = useState("");
  const [into, setInto] = useState<string | null>(null);
  const [reason, setReason] = useState("");
  const [missing, setMissing] = useState(false);
  const found = useQuery(peopleSearch(text));
  const merge = useMergePrincipal();
  const split = useSplitPrincipal();
  const others = (found.data?.data ?? []).filter(({ id }) => id !== principal.id);
  const survivor = others.find(({ id }) => id === into);
  const error = fieldErrors(merge.error).into ?? (merge.error ? failureText(merge.error) : undefined);

  function submit(event: FormEvent) {
    event.preventDefault();
    setMissing(into === null);
    if (merge.isPending || into === null) return;
    merge.mutate(
      { id: principal.id, into, reason: reason.trim() },
      {
        onSuccess: (view) => {
          const back = { label: "Split again", onPress: () => split.mutate(principal.id) };
          toast(`${principal.name} is now ${view.name}`, { detail: "Answers are being computed again.", action: back });
          onDone();
        },
      },
    );
  }

  return (
    <form onSubmit={submit} noValidate className="mt-2 flex flex-col gap-3 rounded-md border border-line p-3">
      <p className="text-ink-2">
        What names {principal.name}, its groups and its clearances move to the one you choose. As known before, they
        stay two.
      </p>
      <div className="grid gap-3 sm:grid-cols-2">
        <Field label="It is the same as" error={missing && into === null ? "Choose the principal that stays." : error}>
          <Combobox
            placeholder="Type a name or an alias"
            options={others.map(({ id, name, kind }) => ({ value: id, label: name, detail: KIND_WORDS[kind] }))}
            value={into}
            onValueChange={setInto}
            onSearch={setText}
            empty="Nobody by that name."
          />
        </Field>
        <Field label="Why" optional>
          <Input value={reason} onValueChange={setReason} maxLength={2000} placeholder="one badge, two accounts" />
        </Field>
      </div>
      {survivor && survivor.kind !== principal.kind && (
        <p className="text-unknown">
          {survivor.name} is recorded as {KIND_WORDS[survivor.kind].toLowerCase()}, {principal.name} as{" "}
          {KIND_WORDS[principal.kind].toLowerCase()}. The one that stays decides how accesses are judged.
        </p>
      )}
      <div className="flex justify-end gap-2">
        <Button size="sm" onClick={onDone}>
          Cancel
        </Button>
        <Button size="sm" variant="primary" type="submit" busy={merge.isPending}>
          Merge
        </Button>
      </div>
    </form>
  );
}
