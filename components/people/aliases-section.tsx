"use client";

import { X } from "lucide-react";
import { type FormEvent, useState } from "react";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { toast, toastFailed } from "@/components/ui/toast";
import { failureText, fieldErrors } from "@/lib/api/field-errors";
import { useAddAlias, useRemoveAlias } from "@/lib/people/mutations";
import type { AliasView, PrincipalView } from "@/lib/people/views";

/** The identities by which logs name a principal. One identity is one principal at a time. */
export function AliasesSection({ principal, editable }: { principal: PrincipalView; editable: boolean }) {
  const add = useAddAlias();
  const remove = useRemoveAlias();
  const [value, setValue] = useState("");
  const [system, setSystem] = useState("");
  const errors = fieldErrors(add.error);

  function submit(event: FormEvent) {
    event.preventDefault();
    if (add.isPending || !value) return;
    add.mutate(
      { id: principal.id, alias: { value, ...(system.trim() ? { system } : {}) } },
      { onSuccess: () => setValue("") },
    );
  }
  function take(alias: AliasView) {
    remove.mutate(
      { id: principal.id, aliasId: alias.id },
      {
        onSuccess: () =>
          toast(`No longer an alias: ${alias.value}`, {
            action: {
              label: "Undo",
              onPress: () => add.mutate({ id: principal.id, alias: { value: alias.value, system: alias.system } }),
            },
          }),
        onError: (error) => toastFailed("The alias is still there.", { detail: failureText(error) }),
      },
    );
  }

  return (
    <section aria-labelledby="aliases">
      <h3 id="aliases" className="mb-1 font-semibold">
        How logs name it
      </h3>
      {principal.aliases.length === 0 && <p className="text-ink-2">By no identity yet: its accesses can’t be found.</p>}
      <ul>
        {principal.aliases.map((alias) => (
          <li key={alias.id} className="flex items-center gap-3 border-line border-b py-1">
            <span className="mono min-w-0 flex-1 break-all">{alias.value}</span>
            <span className="text-ink-3 text-sm">{alias.system ?? "every system"}</span>
            {editable && (
              <Button
                size="icon"
                variant="quiet"
                className="size-6"
                aria-label={`Remove the alias ${alias.value}`}
                onClick={() => take(alias)}
              >
                <X aria-hidden="true" />
              </Button>
            )}
          </li>
        ))}
      </ul>
      {editable && (
        <form onSubmit={submit} noValidate className="mt-2 flex items-start gap-1.5">
          <Field
            label="Identity"
            hideLabel
            className="flex-1"
            error={errors.value ?? (add.error ? failureText(add.error) : undefined)}
          >
            <Input
              value={value}
              onValueChange={setValue}
              placeholder="Identity as logs write it"
              className="mono"
              autoComplete="off"
            />
          </Field>
          <Field label="System" hideLabel className="w-36" error={errors.system}>
            <Input
              value={system}
              onValueChange={setSystem}
              placeholder="every system"
              className="mono"
              autoComplete="off"
            />
          </Field>
          <Button type="submit" busy={add.isPending}>
            Add
          </Button>
        </form>
      )}
    </section>
  );
}
