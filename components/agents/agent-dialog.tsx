"use client";

import { useQuery } from "@tanstack/react-query";
import { type FormEvent, useState } from "react";
import { Button } from "@/components/ui/button";
import { MultiCombobox } from "@/components/ui/combobox";
import { Dialog, DialogContent } from "@/components/ui/dialog";
import { Field } from "@/components/ui/field";
import { focusFirstInvalid } from "@/components/ui/focus-first-invalid";
import { Input } from "@/components/ui/input";
import { type EnteredTime, NaturalTimeInput } from "@/components/ui/natural-time-input";
import { Segmented } from "@/components/ui/segmented";
import { Select } from "@/components/ui/select";
import { Textarea } from "@/components/ui/textarea";
import { toast } from "@/components/ui/toast";
import { useDraft } from "@/components/ui/use-draft";
import { AI_STATUSES, APPROVAL_MODES, AUTONOMY_LEVELS, OVERSIGHT_MODES } from "@/lib/agents/model";
import { useChangeAgent, useRegisterAgent } from "@/lib/agents/mutations";
import type { AiSystemView, AiVersionView } from "@/lib/agents/views";
import {
  APPROVAL_MODE_WORDS,
  AUTONOMY_WORDS,
  classificationWords,
  OVERSIGHT_WORDS,
  STATUS_WORDS,
} from "@/lib/agents/words";
import { failureText, fieldErrors } from "@/lib/api/field-errors";
import { CLASSIFICATIONS } from "@/lib/assets/model";
import { assetList } from "@/lib/assets/queries";
import { type Form, formOf, linesOf, toFacts } from "./agent-form";

interface AgentDialogProps {
  /** Null registers a new one. */
  agent: (AiVersionView & { id: string }) | null;
  onClose: () => void;
  onSaved?: (saved: AiSystemView) => void;
}

const UNKNOWN = { value: "unknown", label: "Unknown" } as const;
const options = <V extends string>(values: readonly V[], words: Record<V, string>) => [
  UNKNOWN,
  ...values.map((value) => ({ value, label: words[value] })),
];
const reachOptions = [
  { value: "unknown", label: "Only the assets named" },
  ...CLASSIFICATIONS.map((value) => ({ value, label: classificationWords(value) })),
];

/** What is true of an AI system. A change says whether it changed in the world, or was recorded wrongly. */
export default function AgentDialog({ agent, onClose, onSaved }: AgentDialogProps) {
  const [kind, setKind] = useState<"changed" | "corrected">("changed");
  const [since, setSince] = useState<EnteredTime | null>(null);
  const [reason, setReason] = useState("");
  const [key] = useState(() => crypto.randomUUID());
  const [missing, setMissing] = useState<string | null>(null);
  const draft = useDraft(`agent:${agent?.versionId ?? "new"}`, formOf(agent));
  const assets = useQuery(assetList());
  const register = useRegisterAgent();
  const change = useChangeAgent(agent?.id ?? "");
  const { error, isPending } = agent ? change : register;
  const errors = fieldErrors(error);
  const form = draft.value;
  const set = (part: Partial<Form>) => draft.change((before) => ({ ...before, ...part }));

  function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    if (isPending) return;
    if (!form.name.trim()) {
      setMissing("Give the AI system a name.");
      return focusFirstInvalid(event.currentTarget);
    }
    const onSuccess = (saved: AiSystemView) => {
      draft.discard();
      toast(agent ? `Saved: ${saved.name}` : `Registered: ${saved.name}`);
      // Either: closing writes the address too, and would take back where one is led.
      if (onSaved) onSaved(saved);
      else onClose();
    };
    const facts = toFacts(form);
    const from = since ? { from: since.instant } : {};
    if (!agent) {
      const identities = linesOf(form.identities).map((value) => ({ value }));
      register.mutate({ key, input: { ...facts, ...from, identities } }, { onSuccess });
    } else {
      const how = kind === "corrected" ? { corrects: agent.versionId } : {};
      change.mutate({ ...facts, ...from, ...how, ...(reason.trim() ? { reason } : {}) }, { onSuccess });
    }
  }

  return (
    <Dialog open onOpenChange={(open) => !open && onClose()}>
      <DialogContent
        width="lg"
        title={agent ? `Change ${agent.name}` : "Register an AI system"}
        description={
          agent
            ? "What stood before stays: an incident asks for what stood when it began."
            : "Only the name is needed. What nobody knows stays unknown, and can be said later."
        }
        render={<form onSubmit={submit} noValidate />}
        footer={
          <>
            <Button onClick={onClose}>Cancel</Button>
            <Button variant="primary" type="submit" busy={isPending}>
              {agent ? "Save" : "Register"}
            </Button>
          </>
        }
      >
        <div className="flex flex-col gap-4">
          {agent && (
            <Segmented
              label="What kind of change"
              className="self-start"
              options={[
                { value: "changed", label: "It changed" },
                { value: "corrected", label: "It was recorded wrongly" },
              ]}
              value={kind}
              onValueChange={setKind}
            />
          )}
          <div className="grid gap-4 sm:grid-cols-[1fr_11rem]">
            <Field label="Name" error={missing ?? errors.name}>
              <Input value={form.name} onValueChange={(name) => set({ name })} maxLength={200} autoComplete="off" />
            </Field>
            <Field label="Status">
              <Select
                options={AI_STATUSES.map((value) => ({ value, label: STATUS_WORDS[value] }))}
                value={form.status}
                onValueChange={(status) => set({ status })}
              />
            </Field>
          </div>
          <Field label="What it is for" optional error={errors.purpose}>
            <Textarea
              value={form.purpose}
              onChange={(event) => set({ purpose: event.currentTarget.value })}
              maxLength={2000}
              rows={2}
            />
          </Field>
          <div className="grid gap-4 sm:grid-cols-2">
            <Text label="Owner" hint="Who answers for it." value={form.owner} onChange={(owner) => set({ owner })} />
            <Text label="Vendor" value={form.vendor} onChange={(vendor) => set({ vendor })} />
            <Text label="Model" value={form.model} onChange={(model) => set({ model })} />
            <Text label="Model version" value={form.modelVersion} onChange={(modelVersion) => set({ modelVersion })} />
            <Text
              label="Prompt version"
              value={form.promptVersion}
              onChange={(promptVersion) => set({ promptVersion })}
            />
            <Field label="Tools" optional hint="With commas between." error={errors.tools}>
              <Input value={form.tools} onValueChange={(tools) => set({ tools })} className="mono" autoComplete="off" />
            </Field>
            <Field label="Autonomy">
              <Select
                options={options(AUTONOMY_LEVELS, AUTONOMY_WORDS)}
                value={form.autonomy}
                onValueChange={(autonomy) => set({ autonomy })}
              />
            </Field>
            <Field label="A person agrees beforehand">
              <Select
                options={options(APPROVAL_MODES, APPROVAL_MODE_WORDS)}
                value={form.approvalMode}
                onValueChange={(approvalMode) => set({ approvalMode })}
              />
            </Field>
            <Field label="Oversight">
              <Select
                options={options(OVERSIGHT_MODES, OVERSIGHT_WORDS)}
                value={form.oversight}
                onValueChange={(oversight) => set({ oversight })}
              />
            </Field>
            <Field label="May reach by classification" error={errors.classification}>
              <Select
                options={reachOptions}
                value={form.classification}
                onValueChange={(value) => set({ classification: value as Form["classification"] })}
              />
            </Field>
          </div>
          <Field label="May reach these assets" optional error={errors.assets}>
            <MultiCombobox
              options={(assets.data?.data ?? []).map(({ id, name, classification }) => ({
                value: id,
                label: name,
                detail: classification,
              }))}
              value={form.assets}
              onValueChange={(next) => set({ assets: next })}
              placeholder="Type an asset’s name"
              empty="No asset by that name. Define it under Assets & people."
            />
          </Field>
          <div className="grid gap-4 sm:grid-cols-2">
            <Field
              label="How it is stopped"
              optional
              hint="The kill switch, step by step."
              error={errors.killSwitchHow}
            >
              <Textarea
                value={form.killSwitchHow}
                onChange={(event) => set({ killSwitchHow: event.currentTarget.value })}
                maxLength={2000}
                rows={2}
              />
            </Field>
            <Field label="Where" optional hint="A page, a host, a person on call." error={errors.killSwitchWhere}>
              <Textarea
                value={form.killSwitchWhere}
                onChange={(event) => set({ killSwitchWhere: event.currentTarget.value })}
                maxLength={500}
                rows={2}
              />
            </Field>
          </div>
          {!agent && (
            <Field
              label="How logs name it"
              optional
              hint="One a line, as logs write it. Actors of every incident are resolved by it at once."
              error={errors.identities ?? errors.value}
            >
              <Textarea
                value={form.identities}
                onChange={(event) => set({ identities: event.currentTarget.value })}
                className="mono min-h-9"
                rows={2}
              />
            </Field>
          )}
          {kind === "changed" && (
            <Field
              label="Since when"
              optional={!agent}
              error={errors.from}
              hint={agent ? undefined : "Left empty: nobody knows since when."}
            >
              <NaturalTimeInput onTime={setSince} emptyIsNow={agent !== null} />
            </Field>
          )}
          {agent && (
            <Field label="Why" optional error={errors.reason}>
              <Input value={reason} onValueChange={setReason} maxLength={2000} autoComplete="off" />
            </Field>
          )}
          {error && (
            <p role="alert" className="text-exposed text-sm">
              {failureText(error)} What you entered is kept.
            </p>
          )}
        </div>
      </DialogContent>
    </Dialog>
  );
}

interface TextProps {
  label: string;
  hint?: string;
  value: string;
  onChange: (value: string) => void;
}

function Text({ label, hint, value, onChange }: TextProps) {
  return (
    <Field label={label} optional hint={hint}>
      <Input value={value} onValueChange={onChange} maxLength={200} autoComplete="off" />
    </Field>
  );
}
