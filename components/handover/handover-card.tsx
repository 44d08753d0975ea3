"use client";

import { type FormEvent, useState } from "react";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { Time } from "@/components/ui/time";
import { toast } from "@/components/ui/toast";
import { failureText, fieldErrors } from "@/lib/api/field-errors";
import { useAnswerHandover } from "@/lib/handover/mutations";
import type { HandoverRow } from "@/lib/handover/views";
import { ROLE_NAMES } from "@/lib/handover/words";

interface HandoverCardProps {
  handover: HandoverRow;
  shown: boolean;
  onShow: () => void;
}

/** One handover under way, in a sentence, with what the reader can do about it. */
export function HandoverCard({ handover, shown, onShow }: HandoverCardProps) {
  const { can, state, note, begunAt } = handover;
  const answer = useAnswerHandover(handover.incident, handover.id);
  const [asking, setAsking] = useState<"decline" | "withdraw" | null>(null);
  const waits = can.accept || can.acknowledge;
  return (
    <article
      aria-label={sentenceOf(handover)}
      className={`rounded-lg border border-line border-l-3 px-3 py-2 ${waits ? "border-l-exposed" : "border-l-ink-3"}`}
    >
      <div className="flex flex-wrap items-baseline justify-between gap-x-4 gap-y-1.5">
        <p className="min-w-0">
          <span className="font-medium">{sentenceOf(handover)}</span>{" "}
          <Time value={begunAt} mode="relative" className="text-ink-3" />
        </p>
        <span className="flex flex-wrap gap-1.5">
          {can.withdraw && (
            <Button size="sm" variant="quiet" onClick={() => setAsking("withdraw")}>
              Withdraw…
            </Button>
          )}
          {can.decline && (
            <Button size="sm" onClick={() => setAsking("decline")}>
              Decline…
            </Button>
          )}
          {can.accept && (
            <Button
              size="sm"
              variant="primary"
              busy={answer.isPending}
              onClick={() =>
                answer.mutate(
                  { answer: "accept" },
                  { onSuccess: () => toast(`The brief lies before ${handover.to.name}`) },
                )
              }
            >
              Accept and make the brief
            </Button>
          )}
          {state === "waiting" && !shown && (
            <Button size="sm" variant={can.acknowledge ? "primary" : "default"} onClick={onShow}>
              Read the brief
            </Button>
          )}
        </span>
      </div>
      {note && <p className="wrap-anywhere mt-0.5 whitespace-pre-wrap text-ink-2">“{note}”</p>}
      {answer.error && !asking && (
        <p role="alert" className="mt-1 text-exposed text-sm">
          {failureText(answer.error)}
        </p>
      )}
      {asking && <EndForm key={asking} handover={handover} act={asking} onClose={() => setAsking(null)} />}
    </article>
  );
}

function sentenceOf({ kind, state, role, from, to }: HandoverRow): string {
  const name = ROLE_NAMES[role];
  if (kind === "take_over") {
    return `${to.name} took over as ${name}${from ? ` from ${from.name}` : ""}, and has not acknowledged the brief yet.`;
  }
  if (state === "asked") return `${to.name} asks to be ${name}; ${from?.name ?? "the holder"} answers.`;
  if (kind === "request")
    return `${from?.name ?? "The holder"} agrees that ${to.name} becomes ${name}; the brief waits.`;
  return `${from?.name ?? "A commander"} offers ${to.name} the role of ${name}; the brief waits.`;
}

interface EndFormProps {
  handover: HandoverRow;
  act: "decline" | "withdraw";
  onClose: () => void;
}

function EndForm({ handover, act, onClose }: EndFormProps) {
  const answer = useAnswerHandover(handover.incident, handover.id);
  const [reason, setReason] = useState("");
  const [missing, setMissing] = useState<string | null>(null);
  const errors = fieldErrors(answer.error);
  const required = act === "decline";
  function submit(event: FormEvent) {
    event.preventDefault();
    if (answer.isPending) return;
    if (required && !reason.trim()) return setMissing("Say why.");
    answer.mutate({ answer: act, body: reason.trim() ? { reason } : {} }, { onSuccess: onClose });
  }
  return (
    <form onSubmit={submit} noValidate className="mt-2 flex flex-wrap items-end gap-2">
      <Field
        label="Why"
        optional={!required}
        className="grow"
        error={missing ?? errors.reason ?? (answer.error ? failureText(answer.error) : null)}
      >
        <Input autoFocus value={reason} onValueChange={setReason} maxLength={2000} autoComplete="off" />
      </Field>
      <Button variant="quiet" onClick={onClose}>
        Cancel
      </Button>
      <Button type="submit" busy={answer.isPending}>
        {act === "decline" ? "Decline" : "Withdraw"}
      </Button>
    </form>
  );
}
