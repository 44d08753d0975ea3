"use client";

import { type FormEvent, useState } from "react";
import { Button } from "@/components/ui/button";
import { Dialog, DialogContent } from "@/components/ui/dialog";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { type EnteredTime, NaturalTimeInput } from "@/components/ui/natural-time-input";
import { Segmented } from "@/components/ui/segmented";
import { Textarea } from "@/components/ui/textarea";
import { toast } from "@/components/ui/toast";
import { useAgentPost } from "@/lib/agents/mutations";
import type { AiSystemView } from "@/lib/agents/views";
import { failureText, fieldErrors } from "@/lib/api/field-errors";

/** Somebody tried the stop: when, whether it worked, and how long it took. */
export default function StopTestDialog({ agent, onClose }: { agent: AiSystemView; onClose: () => void }) {
  const [outcome, setOutcome] = useState<"worked" | "failed">("worked");
  const [seconds, setSeconds] = useState("");
  const [note, setNote] = useState("");
  const [time, setTime] = useState<EnteredTime | null>(null);
  const record = useAgentPost(agent.id, "stop-tests");
  const errors = fieldErrors(record.error);

  function submit(event: FormEvent) {
    event.preventDefault();
    if (record.isPending) return;
    record.mutate(
      {
        outcome,
        note,
        secondsToStop: seconds === "" ? null : Number(seconds),
        ...(time ? { testedAt: time.instant } : {}),
      },
      {
        onSuccess: () => {
          toast("The test is recorded");
          onClose();
        },
      },
    );
  }

  return (
    <Dialog open onOpenChange={(open) => !open && onClose()}>
      <DialogContent
        title={`Test of the stop of ${agent.name}`}
        description="A stop that nobody tries is not one to rely on. Every quarter is usual."
        render={<form onSubmit={submit} noValidate />}
        footer={
          <>
            <Button onClick={onClose}>Cancel</Button>
            <Button variant="primary" type="submit" busy={record.isPending}>
              Record
            </Button>
          </>
        }
      >
        <div className="flex flex-col gap-4">
          <Segmented
            label="Did it stop?"
            className="self-start"
            options={[
              { value: "worked", label: "It stopped" },
              { value: "failed", label: "It did not stop" },
            ]}
            value={outcome}
            onValueChange={setOutcome}
          />
          <Field label="When" error={errors.testedAt}>
            <NaturalTimeInput onTime={setTime} emptyIsNow />
          </Field>
          <Field label="Seconds from the command to its last action" optional error={errors.secondsToStop}>
            <Input
              inputMode="numeric"
              className="max-w-40"
              value={seconds}
              onValueChange={(text) => setSeconds(text.replaceAll(/\D/g, "").slice(0, 6))}
            />
          </Field>
          <Field label="What was tried" optional error={errors.note}>
            <Textarea value={note} onChange={(event) => setNote(event.currentTarget.value)} maxLength={2000} rows={2} />
          </Field>
          {record.error && Object.keys(errors).length === 0 && (
            <p role="alert" className="text-exposed text-sm">
              {failureText(record.error)}
            </p>
          )}
        </div>
      </DialogContent>
    </Dialog>
  );
}
