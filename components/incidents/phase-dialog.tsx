"use client";

import { useQuery } from "@tanstack/react-query";
import { CircleAlert, CircleCheck, CircleHelp } from "lucide-react";
import { type FormEvent, useState } from "react";
import { Button } from "@/components/ui/button";
import { Dialog, DialogContent } from "@/components/ui/dialog";
import { FailedState } from "@/components/ui/failed-state";
import { Field } from "@/components/ui/field";
import { type EnteredTime, NaturalTimeInput } from "@/components/ui/natural-time-input";
import { Notice } from "@/components/ui/notice";
import { Segmented } from "@/components/ui/segmented";
import { SkeletonRows } from "@/components/ui/skeleton";
import { Textarea } from "@/components/ui/textarea";
import { toast } from "@/components/ui/toast";
import { failureText, fieldErrors } from "@/lib/api/field-errors";
import { gatesOfIncident, useChangePhase } from "@/lib/incidents/gates-queries";
import type { Phase } from "@/lib/incidents/model";
import type { GatesView } from "@/lib/incidents/views";
import { PHASE_WORDS } from "./words";

const TIMED: readonly Phase[] = ["contained", "resolved", "closed"];

/** Where the incident may go, what stands in the way, and the written reason with which it is passed. */
export default function PhaseDialog({ incidentRef, onClose }: { incidentRef: string; onClose: () => void }) {
  const gates = useQuery({ ...gatesOfIncident(incidentRef), staleTime: 0 });
  return (
    <Dialog open onOpenChange={(open) => !open && onClose()}>
      {gates.data?.transitions.length === 0 ? (
        <DialogContent title="Change the phase">
          <p className="text-ink-2">
            {gates.data.phase === "triage"
              ? "It waits for triage. Accept it, decline it or merge it, above the five answers."
              : "It is merged into another incident. Take it out of that one first."}
          </p>
        </DialogContent>
      ) : gates.data ? (
        <Choice incidentRef={incidentRef} gates={gates.data} onClose={onClose} />
      ) : (
        <DialogContent title="Change the phase">
          {gates.error ? (
            <FailedState
              title="What stands in the way could not be read."
              detail={failureText(gates.error)}
              onRetry={() => void gates.refetch()}
              retrying={gates.isFetching}
            />
          ) : (
            <SkeletonRows rows={3} label="Being read" />
          )}
        </DialogContent>
      )}
    </Dialog>
  );
}

interface ChoiceProps {
  incidentRef: string;
  gates: GatesView;
  onClose: () => void;
}

function Choice({ incidentRef, gates, onClose }: ChoiceProps) {
  const [to, setTo] = useState<Phase | undefined>(gates.transitions[0]?.to);
  const [reason, setReason] = useState("");
  const [time, setTime] = useState<EnteredTime | null>(null);
  const [missing, setMissing] = useState<string | null>(null);
  const change = useChangePhase(incidentRef);
  const errors = fieldErrors(change.error);
  const transition = gates.transitions.find((one) => one.to === to);
  const unmet = transition?.gates.filter((gate) => gate.needed && !gate.met) ?? [];
  const needsReason = unmet.length > 0 || transition?.needsReason;

  function submit(event: FormEvent) {
    event.preventDefault();
    setMissing(null);
    if (!to || change.isPending) return;
    if (needsReason && !reason.trim()) return setMissing("Say why; the record keeps it and the postmortem prints it.");
    change.mutate(
      {
        to,
        ...(reason.trim() ? { reason } : {}),
        ...(time && TIMED.includes(to) ? { at: time.instant, precision: time.precision } : {}),
      },
      {
        onSuccess: () => {
          toast(`${incidentRef} is ${PHASE_WORDS[to].toLowerCase()}.`);
          onClose();
        },
      },
    );
  }

  return (
    <DialogContent
      title="Change the phase"
      render={<form onSubmit={submit} noValidate />}
      description={`Now ${PHASE_WORDS[gates.phase].toLowerCase()}. A phase follows from facts: each has its conditions.`}
      footer={
        <>
          <Button onClick={onClose}>Cancel</Button>
          <Button
            variant={unmet.length > 0 ? "danger" : "primary"}
            type="submit"
            busy={change.isPending}
            disabled={!to}
          >
            {unmet.length > 0 ? "Pass with this reason" : `To ${to ? PHASE_WORDS[to].toLowerCase() : ""}`}
          </Button>
        </>
      }
    >
      <div className="flex flex-col gap-3.5">
        <Segmented
          className="self-start"
          label="To which phase"
          options={gates.transitions.map((one) => ({ value: one.to, label: PHASE_WORDS[one.to] }))}
          value={to ?? gates.phase}
          onValueChange={(next) => setTo(next)}
        />
        <Gates gates={transition?.gates ?? []} />
        {transition?.notes.map((note) => (
          <Notice key={note} kind="unknown">
            {note}
          </Notice>
        ))}
        <Field
          label="Why"
          optional={!needsReason}
          error={missing ?? errors.reason}
          hint={unmet.length > 0 ? "A commander can pass a condition with a written reason." : undefined}
        >
          <Textarea value={reason} rows={2} onChange={(event) => setReason(event.target.value)} />
        </Field>
        {to && TIMED.includes(to) && (
          <Field
            label={`When was it ${PHASE_WORDS[to].toLowerCase()} in the world?`}
            optional
            error={errors.at}
            hint="Leave it empty if nobody knows. It is never taken from the press of a button."
          >
            <NaturalTimeInput onTime={setTime} />
          </Field>
        )}
        {change.error && Object.keys(errors).length === 0 && (
          <p role="alert" className="text-exposed text-sm">
            {failureText(change.error)}
          </p>
        )}
      </div>
    </DialogContent>
  );
}

function Gates({ gates }: { gates: GatesView["transitions"][number]["gates"] }) {
  if (gates.length === 0) return null;
  return (
    <ul className="flex flex-col gap-1.5">
      {gates.map((gate) => (
        <li key={gate.gate} className="flex items-start gap-2">
          {gate.met ? (
            <CircleCheck aria-label="Met" className="mt-0.5 size-3.5 shrink-0 text-verified" />
          ) : gate.standing === "unknown" ? (
            <CircleHelp aria-label="Unknown" className="mt-0.5 size-3.5 shrink-0 text-unknown" />
          ) : (
            <CircleAlert aria-label="Not met" className="mt-0.5 size-3.5 shrink-0 text-exposed" />
          )}
          <span>
            {gate.message}
            {!gate.met && !gate.needed && <span className="text-ink-3"> Not needed for this step.</span>}
          </span>
        </li>
      ))}
    </ul>
  );
}
