"use client";

import { useQuery } from "@tanstack/react-query";
import { type FormEvent, useEffect, useRef, useState } from "react";
import { Button } from "@/components/ui/button";
import { useCommand } from "@/components/ui/commands";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { Select } from "@/components/ui/select";
import { toast } from "@/components/ui/toast";
import { useDraft } from "@/components/ui/use-draft";
import { failureText, fieldErrors } from "@/lib/api/field-errors";
import { CONTAINMENT_KINDS, type ContainmentKind, KIND_FACTS } from "@/lib/containment/model";
import { useRequestAction } from "@/lib/containment/mutations";
import { containmentPolicies } from "@/lib/containment/queries";
import { KIND_WORDS, PROOF_WORDS, titleOf } from "@/lib/containment/words";

export interface AgentChoice {
  id: string;
  name: string;
}

interface RequestFormProps {
  incidentRef: string;
  agents: readonly AgentChoice[];
  focus: boolean;
}

interface Draft {
  kind: ContainmentKind;
  title: string;
  aiSystem: string;
}

const NONE = "none";

/** One line for the next step. What shows that it holds is said before it is done. */
export function RequestForm({ incidentRef, agents, focus }: RequestFormProps) {
  const first = agents[0]?.id ?? NONE;
  const draft = useDraft<Draft>(`containment:${incidentRef}`, { kind: "stop_agent", title: "", aiSystem: "" });
  const request = useRequestAction(incidentRef);
  const policies = useQuery(containmentPolicies());
  const title = useRef<HTMLInputElement>(null);
  const [key, setKey] = useState(() => crypto.randomUUID());
  useCommand({
    label: "Ask for a containment action",
    group: "Containment",
    keys: "n",
    run: () => title.current?.focus(),
  });
  useEffect(() => {
    if (focus) title.current?.focus();
  }, [focus]);

  const { kind, title: text } = draft.value;
  const chosen = draft.value.aiSystem || first;
  const ofAgent = KIND_FACTS[kind].ofAgent;
  const agent = ofAgent ? (agents.find(({ id }) => id === chosen) ?? null) : null;
  const approvals = policies.data?.data.find((one) => one.kind === kind)?.approvals ?? KIND_FACTS[kind].approvals;
  const errors = fieldErrors(request.error);
  const set = (part: Partial<Draft>) => draft.change((before) => ({ ...before, ...part }));

  function submit(event: FormEvent) {
    event.preventDefault();
    if (request.isPending) return;
    request.mutate(
      { key, input: { kind, title: text, aiSystem: agent?.id ?? null } },
      {
        onSuccess: (action) => {
          draft.discard();
          setKey(crypto.randomUUID());
          toast(`${action.ref} ${action.state === "requested" ? "waits for approval" : "is ready"}`);
        },
      },
    );
  }

  return (
    <form
      onSubmit={submit}
      noValidate
      aria-label="Ask for a containment action"
      className="grid grid-cols-1 items-start gap-2 sm:grid-cols-[13rem_minmax(0,1fr)_auto]"
    >
      <Select
        aria-label="What to do"
        options={CONTAINMENT_KINDS.map((value) => ({ value, label: KIND_WORDS[value] }))}
        value={kind}
        onValueChange={(next) => set({ kind: next })}
      />
      <Field label="What is done to what" hideLabel error={errors.title ?? errors.aiSystem}>
        <Input
          ref={title}
          value={text}
          onValueChange={(next) => set({ title: next })}
          placeholder={titleOf(kind, agent?.name ?? null)}
          maxLength={300}
          autoComplete="off"
        />
      </Field>
      <Button type="submit" busy={request.isPending} hint="N">
        Ask for it
      </Button>
      <p className="text-ink-2 text-sm sm:col-span-3">
        {ofAgent && agents.length > 1 && (
          <span className="mr-2 inline-block w-56 align-middle">
            <Select
              aria-label="Of which AI system"
              options={[
                ...agents.map(({ id, name }) => ({ value: id, label: name })),
                { value: NONE, label: "of none of them" },
              ]}
              value={chosen}
              onValueChange={(next) => set({ aiSystem: next })}
            />
          </span>
        )}
        <span className="text-ink-3">It holds when:</span> {PROOF_WORDS[kind]}{" "}
        {approvals > 0 && (
          <span className="text-unknown">
            {approvals === 1 ? "Another person has to agree first." : `${approvals} other people have to agree first.`}
          </span>
        )}
      </p>
      {request.error && Object.keys(errors).length === 0 && (
        <p role="alert" className="text-exposed text-sm sm:col-span-3">
          {failureText(request.error)} What you wrote is kept.
        </p>
      )}
    </form>
  );
}
