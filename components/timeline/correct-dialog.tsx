"use client";

import { type FormEvent, useState } from "react";
import { Button } from "@/components/ui/button";
import { keysLabel } from "@/components/ui/commands";
import { Dialog, DialogContent } from "@/components/ui/dialog";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { type EnteredTime, NaturalTimeInput } from "@/components/ui/natural-time-input";
import { Textarea } from "@/components/ui/textarea";
import { Time } from "@/components/ui/time";
import { toast } from "@/components/ui/toast";
import { useDraft } from "@/components/ui/use-draft";
import { failureText, fieldErrors } from "@/lib/api/field-errors";
import { isWritten, type WrittenKind } from "@/lib/timeline/model";
import { useCorrectEntry } from "@/lib/timeline/mutations";
import type { TimelineEntryView } from "@/lib/timeline/views";
import { EvidenceField } from "./evidence-field";
import { KindChips } from "./kind-chips";

interface CorrectDialogProps {
  incidentRef: string;
  entry: TimelineEntryView;
  onClose: () => void;
}

/** Says what an entry should have said. What it said stays beside it, with the reason. */
export default function CorrectDialog({ incidentRef, entry, onClose }: CorrectDialogProps) {
  const draft = useDraft(`correct:${incidentRef}:${entry.id}`, {
    body: entry.body,
    kind: (isWritten(entry.kind) ? entry.kind : "note") as WrittenKind,
    evidence: entry.evidenceEventIds,
    reason: "",
  });
  const [time, setTime] = useState<EnteredTime | null>(null);
  const [missing, setMissing] = useState<string | null>(null);
  const correct = useCorrectEntry(incidentRef, entry.id);
  const errors = fieldErrors(correct.error);
  const { body, kind, evidence, reason } = draft.value;
  function change(next: Partial<typeof draft.value>) {
    // What was wrong is being mended: the words about it would be about something that is gone.
    setMissing(null);
    if (correct.isError) correct.reset();
    draft.change((now) => ({ ...now, ...next }));
  }

  function submit(event?: FormEvent) {
    event?.preventDefault();
    setMissing(null);
    if (correct.isPending) return;
    if (!reason.trim()) return setMissing("Say why it is corrected; everybody who reads the entry sees it.");
    correct.mutate(
      {
        ...(body === entry.body ? {} : { body }),
        ...(kind === entry.kind ? {} : { kind }),
        ...(time ? { occurredAt: time.instant, precision: time.precision } : {}),
        ...(evidence.join() === entry.evidenceEventIds.join() ? {} : { evidenceEventIds: evidence }),
        reason,
        basedOn: entry.correctedBy ?? entry.id,
      },
      {
        onSuccess: () => {
          draft.discard();
          toast(`Entry ${entry.id} corrected.`);
          onClose();
        },
      },
    );
  }

  return (
    <Dialog open onOpenChange={(open) => !open && onClose()}>
      <DialogContent
        width="lg"
        render={<form onSubmit={submit} noValidate />}
        title={`Correct entry ${entry.id}`}
        description="The former reading stays visible. Nothing is erased."
        footer={
          <>
            <Button onClick={onClose}>Cancel</Button>
            <Button type="submit" variant="primary" busy={correct.isPending} hint={keysLabel("mod+enter")}>
              Correct
            </Button>
          </>
        }
      >
        <div className="flex flex-col gap-3.5">
          <Field label="What happened" error={errors.body}>
            <Textarea value={body} rows={3} onChange={(event) => change({ body: event.target.value })} />
          </Field>
          <Field
            label="When"
            error={errors.occurredAt}
            hint={
              <>
                Now <Time value={entry.occurredAt} precision={entry.precision} mode="datetime" withZone />. Leave empty
                to keep it.
              </>
            }
          >
            <NaturalTimeInput
              onTime={(next) => {
                setTime(next);
                if (correct.isError) correct.reset();
              }}
            />
          </Field>
          <KindChips name={`correct-${entry.id}`} value={kind} onChange={(next) => change({ kind: next })} />
          <EvidenceField
            incidentRef={incidentRef}
            value={evidence}
            error={errors.evidenceEventIds}
            onChange={(ids) => change({ evidence: ids })}
          />
          <Field label="Why" error={missing ?? errors.reason}>
            <Input
              value={reason}
              onValueChange={(next) => change({ reason: next })}
              placeholder="The laptop’s clock was ten minutes fast"
            />
          </Field>
          {correct.error && Object.keys(errors).length === 0 && (
            <p role="alert" className="text-exposed text-sm">
              {failureText(correct.error)}
            </p>
          )}
        </div>
      </DialogContent>
    </Dialog>
  );
}
