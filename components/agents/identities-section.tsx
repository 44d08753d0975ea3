"use client";

import { type FormEvent, useState } from "react";
import { Button } from "@/components/ui/button";
import { SectionHeading } from "@/components/ui/definition-rows";
import { Field } from "@/components/ui/field";
import { Unknown } from "@/components/ui/figures";
import { Input } from "@/components/ui/input";
import { toast, toastFailed } from "@/components/ui/toast";
import { useAgentPost, useRemoveIdentity } from "@/lib/agents/mutations";
import type { AiSystemView } from "@/lib/agents/views";
import { failureText, fieldErrors } from "@/lib/api/field-errors";

/** The names by which logs know it. One recorded here resolves actors in every incident at once. */
export function IdentitiesSection({ agent, editable }: { agent: AiSystemView; editable: boolean }) {
  const remove = useRemoveIdentity(agent.id);
  return (
    <section aria-labelledby="identities" id="identities-of">
      <SectionHeading id="identities" count={agent.identities.length || undefined}>
        How logs name it
      </SectionHeading>
      {agent.identities.length === 0 && (
        <p className="border-line border-b py-1.25">
          <Unknown>No log names it yet.</Unknown>{" "}
          <span className="text-ink-2">Without a name, nothing that it did can be told apart.</span>
        </p>
      )}
      <ul>
        {agent.identities.map(({ principal, aliases }) => (
          <li key={principal.id} className="flex items-start justify-between gap-2 border-line border-b py-1.25">
            <span className="min-w-0">
              {principal.name}
              <span className="mono block break-all text-ink-2 text-sm">
                {aliases.map(({ system, value }) => (system ? `${value} (${system})` : value)).join(", ") || (
                  <Unknown>no alias</Unknown>
                )}
              </span>
            </span>
            {editable && (
              <Button
                size="sm"
                variant="quiet"
                aria-label={`Remove the identity ${principal.name}`}
                disabled={remove.isPending}
                onClick={() =>
                  remove.mutate(principal.id, {
                    onSuccess: () => toast(`${principal.name} is no longer one of its identities`),
                    onError: (error) => toastFailed("It was not removed", { detail: failureText(error) }),
                  })
                }
              >
                Remove
              </Button>
            )}
          </li>
        ))}
      </ul>
      {editable && <AddIdentity id={agent.id} />}
    </section>
  );
}

function AddIdentity({ id }: { id: string }) {
  const [value, setValue] = useState("");
  const [system, setSystem] = useState("");
  const [missing, setMissing] = useState<string | null>(null);
  const add = useAgentPost(id, "identities");
  const errors = fieldErrors(add.error);

  function submit(event: FormEvent) {
    event.preventDefault();
    if (add.isPending) return;
    if (!value.trim()) return setMissing("Give the identity as logs write it.");
    setMissing(null);
    add.mutate(system.trim() ? { value, system } : { value }, {
      onSuccess: () => {
        toast(`Logs name it ${value}`, { detail: "Actors of every incident are resolved by it." });
        setValue("");
        setSystem("");
      },
    });
  }

  return (
    <form onSubmit={submit} noValidate className="mt-2 grid grid-cols-[1fr_6.5rem_auto] items-start gap-1.5">
      <Field label="Identity, as logs write it" hideLabel error={missing ?? errors.value}>
        <Input
          value={value}
          onValueChange={setValue}
          className="mono"
          placeholder="forum-assistant"
          autoComplete="off"
          maxLength={1000}
        />
      </Field>
      <Field label="Only in the logs of" hideLabel error={errors.system}>
        <Input value={system} onValueChange={setSystem} className="mono" placeholder="any log" autoComplete="off" />
      </Field>
      <Button type="submit" busy={add.isPending}>
        Add
      </Button>
      {add.error && Object.keys(errors).length === 0 && (
        <p role="alert" className="col-span-3 text-exposed text-sm">
          {failureText(add.error)}
        </p>
      )}
    </form>
  );
}
