"use client";

import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { toast } from "@/components/ui/toast";
import { failureText } from "@/lib/api/field-errors";
import { PRINCIPAL_KINDS, type PrincipalKind } from "@/lib/people/model";
import { useAddAlias, useImportPrincipals } from "@/lib/people/mutations";
import { findByName, peopleSearch } from "@/lib/people/queries";
import { KIND_WORDS } from "./words";

interface ResolveFormProps {
  /** As the log writes it. */
  actor: string;
  onDone: () => void;
}

/** Says who an actor of the logs is: one press on a known principal, or one that makes it a principal of its own. */
export function ResolveForm({ actor, onDone }: ResolveFormProps) {
  const [text, setText] = useState("");
  const queryClient = useQueryClient();
  const found = useQuery(peopleSearch(text));
  const add = useAddAlias();
  const create = useImportPrincipals();
  const error = add.error ?? create.error;
  const busy = add.isPending || create.isPending;

  function attach(id: string, name: string) {
    if (busy) return;
    add.mutate(
      { id, alias: { value: actor } },
      {
        onSuccess: () => {
          toast(`${actor} is ${name}`, { detail: "The answer is being computed again." });
          onDone();
        },
      },
    );
  }
  async function make(kind: PrincipalKind) {
    if (busy) return;
    // An import goes by name: one that is known already would be made another kind.
    const known = await findByName(queryClient, actor).catch(() => null);
    if (known) {
      attach(known.id, known.name);
      return;
    }
    create.mutate([{ name: actor, kind, aliases: [{ value: actor }] }], {
      onSuccess: () => {
        toast(`${actor} is now a principal`, { detail: "Give it a clearance where it had one." });
        onDone();
      },
    });
  }

  return (
    <div className="flex flex-col gap-4">
      <Field label="It is somebody known">
        <Input autoFocus type="search" value={text} onValueChange={setText} placeholder="Type a name or an alias" />
      </Field>
      <ul aria-label="Principals" className="-mt-2 max-h-56 overflow-y-auto">
        {(found.data?.data ?? []).map(({ id, name, kind }) => (
          <li key={id}>
            <button
              type="button"
              disabled={busy}
              onClick={() => attach(id, name)}
              className="flex w-full justify-between gap-3 rounded-md px-2 py-1.5 text-left hover:bg-hover"
            >
              {name}
              <span className="text-ink-3">{KIND_WORDS[kind]}</span>
            </button>
          </li>
        ))}
        {found.data?.data.length === 0 && <li className="px-2 py-1.5 text-ink-3">Nobody by that name.</li>}
      </ul>
      <div>
        <p className="mb-1 font-medium text-sm">It is nobody known yet; add it as</p>
        <div className="flex flex-wrap gap-2">
          {PRINCIPAL_KINDS.map((kind) => (
            <Button key={kind} size="sm" disabled={busy} onClick={() => void make(kind)}>
              {KIND_WORDS[kind]}
            </Button>
          ))}
        </div>
      </div>
      {error && (
        <p role="alert" className="text-exposed text-sm">
          {failureText(error)}
        </p>
      )}
    </div>
  );
}
