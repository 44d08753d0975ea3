"use client";

import { useState } from "react";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { Segmented } from "@/components/ui/segmented";
import { Textarea } from "@/components/ui/textarea";
import { Time } from "@/components/ui/time";
import type { Answer, Question } from "@/lib/data/model";
import type { AffectedDataView } from "@/lib/data/views";
import { AnswerMark } from "./answer-mark";
import { CellForm } from "./edit-cell";
import { EvidenceChips } from "./evidence-chips";
import { useItemChange } from "./use-item-change";

interface AnswerFormProps {
  incidentRef: string;
  item: AffectedDataView;
  question: Question;
  editable: boolean;
  close: () => void;
}

const CHOICES = [
  { value: "yes" as const, label: "Yes" },
  { value: "no" as const, label: "No" },
  { value: "unknown" as const, label: "Unknown" },
];

/** What the evidence says, what a person says, and what each rests on. */
export function AnswerForm({ incidentRef, item, question, editable, close }: AnswerFormProps) {
  const view = item.answers[question];
  const { save, busy, failure, fields } = useItemChange(incidentRef, item, close);
  const [answer, setAnswer] = useState<Answer>(view.answer);
  const [reason, setReason] = useState(view.basis === "person" ? view.reasons.join(" ") : "");
  const [evidence, setEvidence] = useState(view.evidence.join("\n"));
  const lines = evidence.split("\n").filter((line) => line.trim() !== "");
  return (
    <div className="flex flex-col gap-3">
      <AnswerFacts incidentRef={incidentRef} item={item} question={question} />
      {editable && (
        <CellForm
          onSave={() => save({ answers: { [question]: { answer, reason, evidence: lines } } })}
          onCancel={close}
          busy={busy}
          failure={failure}
          extra={
            view.basis === "person" && (
              <Button size="sm" variant="quiet" onClick={() => save({ answers: { [question]: null } })}>
                Take back
              </Button>
            )
          }
        >
          <Segmented label="Answer" className="self-start" options={CHOICES} value={answer} onValueChange={setAnswer} />
          <Field
            label="Reason"
            optional={answer === "unknown"}
            error={fields[`answers/${question}/reason`]}
            hint={
              answer === "no" ? "No needs proof: complete logs, or a statement by somebody who checked." : undefined
            }
          >
            <Textarea value={reason} onChange={(event) => setReason(event.currentTarget.value)} maxLength={2000} />
          </Field>
          <Field
            label="Evidence"
            optional={question !== "misused" || answer === "unknown"}
            error={fields[`answers/${question}/evidence`]}
            hint="One a line: an event id such as 3-1204, a link, or a statement."
          >
            <Textarea
              value={evidence}
              onChange={(event) => setEvidence(event.currentTarget.value)}
              className="mono min-h-9"
            />
          </Field>
        </CellForm>
      )}
    </div>
  );
}

function AnswerFacts({ incidentRef, item, question }: Pick<AnswerFormProps, "incidentRef" | "item" | "question">) {
  const { basis, answer, reasons, by, at, evidence, computed, computedThen } = item.answers[question];
  return (
    <dl className="flex flex-col gap-2 border-line border-b pb-3 text-sm">
      {computed && (
        <div>
          <dt className="text-ink-3 text-xs">The evidence says</dt>
          <dd>
            <AnswerMark answer={computed.answer} />
            {basis === "person" && computedThen && computedThen !== computed.answer && (
              <span className="block text-unknown">
                It said {computedThen} when {by} answered. The answer below stands until somebody changes it.
              </span>
            )}
            {computed.reasons.map((reason) => (
              <span key={reason} className="block text-ink-2">
                {reason}
              </span>
            ))}
          </dd>
        </div>
      )}
      {basis === "person" && (
        <div>
          <dt className="text-ink-3 text-xs">
            {by} says, <Time value={at} />
          </dt>
          <dd>
            <AnswerMark answer={answer} />
            <span className="block text-ink-2">{reasons.join(" ") || "No reason given."}</span>
            <EvidenceChips incidentRef={incidentRef} evidence={evidence} />
          </dd>
        </div>
      )}
      {basis === "nobody" && (
        <p className="text-ink-2">
          {question === "misused"
            ? "Logs of access can’t show misuse. A person answers this, with evidence."
            : item.assetId
              ? "Nobody has answered, and its asset has no exposure window yet."
              : "Nobody has answered. Name its asset, and the evidence answers where it can."}
        </p>
      )}
    </dl>
  );
}
