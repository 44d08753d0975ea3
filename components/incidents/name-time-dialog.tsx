"use client";

import { type FormEvent, useState } from "react";
import { Button } from "@/components/ui/button";
import { Dialog, DialogContent } from "@/components/ui/dialog";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { type EnteredTime, NaturalTimeInput } from "@/components/ui/natural-time-input";
import { Select } from "@/components/ui/select";
import { Time } from "@/components/ui/time";
import { failureText, fieldErrors } from "@/lib/api/field-errors";
import { TIME_NAMES, type TimeName } from "@/lib/incidents/model";
import { useNameTime } from "@/lib/incidents/mutations";
import type { RoomView } from "@/lib/incidents/views";
import { TIME_WORDS } from "./words";

interface NameTimeDialogProps {
  room: RoomView;
  /** Which time is asked for; null for the first that nobody has named. */
  first: TimeName | null;
  onClose: () => void;
}

/** Says when something was so in the world, how exactly that is known, and from what. */
export function NameTimeDialog({ room, first, onClose }: NameTimeDialogProps) {
  const missing = TIME_NAMES.find((name) => !room.times.some((time) => time.name === name)) ?? "started";
  const [name, setName] = useState<TimeName>(first ?? missing);
  const [time, setTime] = useState<EnteredTime | null>(null);
  const [basis, setBasis] = useState("");
  const [asked, setAsked] = useState(false);
  const save = useNameTime(room.incident.ref);
  const errors = fieldErrors(save.error);
  const former = room.times.find((other) => other.name === name);

  const isAhead = time !== null && Date.parse(time.instant) > Date.now() + 60_000;
  const wrong = !time ? "Give a time that is understood." : isAhead ? "This time has not come yet." : null;

  function submit(event: FormEvent) {
    event.preventDefault();
    setAsked(true);
    if (!time || isAhead || save.isPending) return;
    save.mutate(
      { name, at: time.instant, precision: time.precision, ...(basis.trim() ? { basis } : {}) },
      { onSuccess: onClose },
    );
  }

  return (
    <Dialog open onOpenChange={(open) => !open && onClose()}>
      <DialogContent
        title="Name a time"
        render={<form onSubmit={submit} noValidate />}
        description="When it was so in the world. Durations follow from these times only."
        footer={
          <>
            <Button onClick={onClose}>Cancel</Button>
            <Button type="submit" variant="primary" busy={save.isPending}>
              Save
            </Button>
          </>
        }
      >
        <div className="flex flex-col gap-4">
          <Field
            label="Which"
            error={errors.name}
            hint={
              former && (
                <>
                  Now <Time value={former.at} precision={former.precision} mode="datetime" withZone />. The record keeps
                  the former time.
                </>
              )
            }
          >
            <Select
              options={TIME_NAMES.map((value) => ({ value, label: TIME_WORDS[value] }))}
              value={name}
              onValueChange={setName}
            />
          </Field>
          <Field label="When" error={(asked && wrong) || (errors.at ?? null)}>
            <NaturalTimeInput onTime={setTime} />
          </Field>
          <Field label="How do you know?" optional error={errors.basis}>
            <Input value={basis} onValueChange={setBasis} placeholder="CloudTrail, first call of the role" />
          </Field>
          {save.error && Object.keys(errors).length === 0 && (
            <p role="alert" className="text-exposed text-sm">
              {failureText(save.error)}
            </p>
          )}
        </div>
      </DialogContent>
    </Dialog>
  );
}
