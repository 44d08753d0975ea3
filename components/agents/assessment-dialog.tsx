"use client";

import { useQuery } from "@tanstack/react-query";
import { type FormEvent, useState } from "react";
import { Button } from "@/components/ui/button";
import { MultiCombobox } from "@/components/ui/combobox";
import { Dialog, DialogContent } from "@/components/ui/dialog";
import { Field, FieldGroup } from "@/components/ui/field";
import { focusFirstInvalid } from "@/components/ui/focus-first-invalid";
import { Segmented } from "@/components/ui/segmented";
import { Select } from "@/components/ui/select";
import { Textarea } from "@/components/ui/textarea";
import { toast } from "@/components/ui/toast";
import { useDraft } from "@/components/ui/use-draft";
import type { InternAnswer } from "@/lib/agents/model";
import { useAgentPost } from "@/lib/agents/mutations";
import { reachOf } from "@/lib/agents/queries";
import type { AiSystemView, AssessmentView } from "@/lib/agents/views";
import { classificationWords } from "@/lib/agents/words";
import { failureText, fieldErrors } from "@/lib/api/field-errors";
import { CLASSIFICATIONS, type Classification } from "@/lib/assets/model";
import { assetList } from "@/lib/assets/queries";
import { ReachSummary } from "./reach-summary";

interface Draft {
  purpose: string;
  assets: string[];
  classification: Classification | "none";
  intern: InternAnswer | "";
  internReason: string;
}

/** What it needs, what it would reach with that, and whether a new intern would get the same. */
export default function AssessmentDialog({ agent, onClose }: { agent: AiSystemView; onClose: () => void }) {
  const draft = useDraft<Draft>(`assessment:${agent.id}`, {
    purpose: "",
    assets: agent.assets.map(({ id }) => id),
    classification: agent.classification ?? "none",
    intern: "",
    internReason: "",
  });
  const [missing, setMissing] = useState<Record<string, string>>({});
  const assets = useQuery(assetList());
  const form = draft.value;
  const classification = form.classification === "none" ? null : form.classification;
  const reach = useQuery(reachOf(agent.id, form.assets, classification));
  const ask = useAgentPost<AssessmentView>(agent.id, "assessments");
  const errors = { ...fieldErrors(ask.error), ...missing };
  const set = (part: Partial<Draft>) => draft.change((before) => ({ ...before, ...part }));

  function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    if (ask.isPending) return;
    const lacks: Record<string, string> = {};
    if (!form.purpose.trim()) lacks.purpose = "Say what it needs the access for.";
    if (form.assets.length === 0 && !classification) lacks.assets = "Choose the assets, or a classification.";
    if (!form.intern) lacks.intern = "Answer the question: it is the one that finds most.";
    if (!form.internReason.trim()) lacks.internReason = "Say why a new intern would, or would not, get this access.";
    setMissing(lacks);
    if (Object.keys(lacks).length > 0) return focusFirstInvalid(event.currentTarget);
    const { purpose, intern, internReason } = form;
    ask.mutate(
      { purpose, assets: form.assets, classification, intern, internReason },
      {
        onSuccess: () => {
          draft.discard();
          toast("Asked for access", { detail: "Somebody else decides." });
          onClose();
        },
      },
    );
  }

  return (
    <Dialog open onOpenChange={(open) => !open && onClose()}>
      <DialogContent
        width="lg"
        title={`Access for ${agent.name}`}
        description="Asked before it is given. Somebody other than you decides."
        render={<form onSubmit={submit} noValidate />}
        footer={
          <>
            <Button onClick={onClose}>Cancel</Button>
            <Button variant="primary" type="submit" busy={ask.isPending}>
              Ask
            </Button>
          </>
        }
      >
        <div className="flex flex-col gap-4">
          <Field label="What it needs the access for" error={errors.purpose}>
            <Textarea
              value={form.purpose}
              onChange={(event) => set({ purpose: event.currentTarget.value })}
              maxLength={2000}
              rows={2}
            />
          </Field>
          <div className="grid gap-4 sm:grid-cols-[1fr_13rem]">
            <Field label="To these assets" error={errors.assets}>
              <MultiCombobox
                options={(assets.data?.data ?? []).map(({ id, name, classification: detail }) => ({
                  value: id,
                  label: name,
                  detail,
                }))}
                value={form.assets}
                onValueChange={(next) => set({ assets: next })}
                placeholder="Type an asset’s name"
                empty="No asset by that name."
              />
            </Field>
            <Field label="And everything" error={errors.classification}>
              <Select
                options={[
                  { value: "none", label: "nothing else" },
                  ...CLASSIFICATIONS.map((value) => ({ value, label: classificationWords(value) })),
                ]}
                value={form.classification}
                onValueChange={(value) => set({ classification: value as Draft["classification"] })}
              />
            </Field>
          </div>
          <div aria-live="polite" className="rounded-md bg-sunk px-3 py-2">
            <h3 className="mb-0.5 font-medium text-sm">What it would reach</h3>
            {reach.data ? (
              <ReachSummary reach={reach.data} />
            ) : (
              <p className="text-ink-2 text-sm">Choose assets or a classification.</p>
            )}
          </div>
          <FieldGroup legend="Would a new intern get this access?">
            <Segmented
              label="Would a new intern get this access?"
              options={[
                { value: "yes", label: "Yes" },
                { value: "no", label: "No" },
              ]}
              value={form.intern as InternAnswer}
              onValueChange={(intern) => set({ intern })}
            />
            {errors.intern && <p className="mt-1 text-exposed text-sm">{errors.intern}</p>}
          </FieldGroup>
          <Field label="Why" error={errors.internReason}>
            <Textarea
              value={form.internReason}
              onChange={(event) => set({ internReason: event.currentTarget.value })}
              maxLength={2000}
              rows={2}
            />
          </Field>
          {ask.error && Object.keys(fieldErrors(ask.error)).length === 0 && (
            <p role="alert" className="text-exposed text-sm">
              {failureText(ask.error)} What you wrote is kept.
            </p>
          )}
        </div>
      </DialogContent>
    </Dialog>
  );
}
