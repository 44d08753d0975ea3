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
import { approvalWords, KIND_WORDS, PROOF_WORDS, titleOf } from "@/lib/containment/words";
import { AgentField, type AgentMenu } from "./agent-field";

interface RequestFormProps {
  incidentRef: string;
  agents: AgentMenu;
  focus: boolean;
}

interface Draft {
  kind: ContainmentKind;
  title: string;
  aiSystem: string;
}

/** One line for the next step. To what it is done, whether it needs approval and what shows that it holds is said before. */
export function RequestForm({ incidentRef, agents, focus }: RequestFormProps) {
  const draft = useDraft<Draft>(`containment:${incidentRef}`, { kind: "stop_agent", title: "", aiSystem: "" });
  const request = useRequestAction(incidentRef);
  const policies = useQuery(containmentPolicies());
  const title = useRef<HTMLInputElement>(null);
  const [key, setKey] = useState(() => crypto.randomUUID());
  const [missing, setMissing] = useState<string | null>(null);
  useCommand({
    label: "Request a containment action",
    group: "Containment",
    keys: "n",
    run: () => title.current?.focus(),
  });
  useEffect(() => {
    if (focus) title.current?.focus();
  }, [focus]);

  const { kind, title: text } = draft.value;
  const ofAgent = KIND_FACTS[kind].ofAgent;
  const named = agents.choices.filter((agent) => agent.named);
  // Where the incident names one, it is that one; between several somebody chooses.
  const chosen = draft.value.aiSystem || (named.length === 1 ? named[0]?.id : null) || null;
  const agent = ofAgent ? (agents.choices.find(({ id }) => id === chosen) ?? null) : null;
  const policy = policies.data?.data.find((one) => one.kind === kind);
  const approvals = policy?.approvals ?? KIND_FACTS[kind].approvals;
  const errors = fieldErrors(request.error);
  const set = (part: Partial<Draft>) => draft.change((before) => ({ ...before, ...part }));

  function submit(event: FormEvent) {
    event.preventDefault();
    if (request.isPending) return;
    if (ofAgent && !agent) return setMissing("Say to which AI system it is done.");
    setMissing(null);
    request.mutate(
      { key, input: { kind, title: text, aiSystem: agent?.id ?? null } },
      {
        onSuccess: (action) => {
          draft.discard();
          setKey(crypto.randomUUID());
          toast(`${action.ref} ${action.state === "requested" ? "waits for approval" : "can be carried out"}`);
        },
      },
    );
  }

  return (
    <form
      onSubmit={submit}
      noValidate
      aria-label="Request a containment action"
      className="grid grid-cols-1 items-start gap-2 sm:grid-cols-[12rem_minmax(0,1fr)_auto]"
    >
      <Select
        aria-label="What to do"
        options={CONTAINMENT_KINDS.map((value) => ({ value, label: KIND_WORDS[value] }))}
        value={kind}
        onValueChange={(next) => set({ kind: next })}
      />
      <div className={ofAgent ? "grid gap-2 sm:grid-cols-2" : undefined}>
        {ofAgent && (
          <AgentField
            menu={agents}
            hideLabel
            value={agent?.id ?? null}
            onValueChange={(id) => {
              setMissing(null);
              set({ aiSystem: id });
            }}
            error={missing ?? errors.aiSystem}
          />
        )}
        <Field label="What is done to what" hideLabel error={errors.title}>
          <Input
            ref={title}
            value={text}
            onValueChange={(next) => set({ title: next })}
            placeholder={titleOf(kind, agent?.name ?? null)}
            maxLength={300}
            autoComplete="off"
          />
        </Field>
      </div>
      <Button type="submit" busy={request.isPending} hint="N">
        Request
      </Button>
      <p className="text-ink-2 text-sm sm:col-span-3">
        <span className={approvals > 0 ? "text-unknown" : undefined}>
          {approvalWords(approvals, policy?.recordedAt === null || policy === undefined)}
        </span>{" "}
        <span className="text-ink-3">It holds when:</span> {PROOF_WORDS[kind]}
      </p>
      {request.error && Object.keys(errors).length === 0 && (
        <p role="alert" className="text-exposed text-sm sm:col-span-3">
          {failureText(request.error)} What you wrote is kept.
        </p>
      )}
    </form>
  );
}
