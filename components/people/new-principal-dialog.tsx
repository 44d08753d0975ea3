"use client";

import { useQueryClient } from "@tanstack/react-query";
import { type FormEvent, useId, useState } from "react";
import { Dialog, DialogContent } from "@/components/ui/dialog";
import { Field } from "@/components/ui/field";
import { FormFooter } from "@/components/ui/form-footer";
import { Input } from "@/components/ui/input";
import { Segmented } from "@/components/ui/segmented";
import { Textarea } from "@/components/ui/textarea";
import { toast } from "@/components/ui/toast";
import { failureText } from "@/lib/api/field-errors";
import { PRINCIPAL_KINDS, type PrincipalKind } from "@/lib/people/model";
import { useImportPrincipals } from "@/lib/people/mutations";
import { findByName } from "@/lib/people/queries";
import { KIND_WORDS } from "./words";

const kindOptions = PRINCIPAL_KINDS.map((value) => ({ value, label: KIND_WORDS[value] }));

export function NewPrincipalDialog({ open, onClose }: { open: boolean; onClose: () => void }) {
  return (
    <Dialog open={open} onOpenChange={(next) => !next && onClose()}>
      {open && <Content onClose={onClose} />}
    </Dialog>
  );
}

function Content({ onClose }: { onClose: () => void }) {
  const formId = useId();
  const queryClient = useQueryClient();
  const add = useImportPrincipals();
  const [name, setName] = useState("");
  const [kind, setKind] = useState<PrincipalKind>("human");
  const [aliases, setAliases] = useState("");
  const [missing, setMissing] = useState<string>();
  async function submit(event: FormEvent) {
    event.preventDefault();
    setMissing(name.trim() ? undefined : "Give a name.");
    if (add.isPending || !name.trim()) return;
    // An import goes by name: one that is known already would be made another kind.
    if (await findByName(queryClient, name.trim()).catch(() => null)) {
      setMissing(`${name.trim()} is known already. Open it in the list to add an alias.`);
      return;
    }
    const values = aliases
      .split("\n")
      .map((line) => line.trim())
      .filter(Boolean);
    add.mutate([{ name, kind, aliases: values.map((value) => ({ value })) }], {
      onSuccess: () => {
        toast(`Added: ${name}`);
        onClose();
      },
    });
  }
  return (
    <DialogContent
      title="Add a principal"
      footer={
        <FormFooter form={formId} busy={add.isPending}>
          Add
        </FormFooter>
      }
    >
      <form id={formId} onSubmit={(event) => void submit(event)} noValidate className="flex flex-col gap-4">
        <Field label="Name" error={missing}>
          <Input autoFocus value={name} onValueChange={setName} maxLength={200} autoComplete="off" />
        </Field>
        <Segmented label="Kind" className="self-start" options={kindOptions} value={kind} onValueChange={setKind} />
        <Field label="Aliases" optional hint="The identities by which logs name it, one a line.">
          <Textarea className="mono" value={aliases} onChange={(event) => setAliases(event.currentTarget.value)} />
        </Field>
        {add.error && (
          <p role="alert" className="text-exposed text-sm">
            {failureText(add.error)}
          </p>
        )}
      </form>
    </DialogContent>
  );
}
