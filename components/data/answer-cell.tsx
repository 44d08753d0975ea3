"use client";

import type { Question } from "@/lib/data/model";
import type { AffectedDataView, DataAnswerView } from "@/lib/data/views";
import { QUESTION_WORDS } from "@/lib/data/words";
import { AnswerForm } from "./answer-form";
import { AnswerMark } from "./answer-mark";
import { EditCell } from "./edit-cell";

interface AnswerCellProps {
  incidentRef: string;
  item: AffectedDataView;
  question: Question;
  editable: boolean;
}

export function AnswerCell({ incidentRef, item, question, editable }: AnswerCellProps) {
  const view = item.answers[question];
  const { head, asks } = QUESTION_WORDS[question];
  const reason = reasonText(view);
  return (
    <EditCell
      title={asks}
      label={`${head}: ${view.answer}. ${reason}`}
      tip={<span className="block max-w-72 whitespace-normal">{reason}</span>}
      form={(close) => (
        <AnswerForm incidentRef={incidentRef} item={item} question={question} editable={editable} close={close} />
      )}
    >
      <AnswerMark answer={view.answer} />
      {view.basis === "computed" && <Basis text="by evidence" />}
      {view.basis === "person" && view.computed && view.computed.answer !== view.answer && (
        <Basis text={`evidence: ${view.computed.answer}${hasChanged(view) ? ", new" : ""}`} differs />
      )}
    </EditCell>
  );
}

/** Whether the evidence says something else than when the person answered. */
export function hasChanged({ basis, computed, computedThen }: DataAnswerView): boolean {
  return basis === "person" && computed !== null && (computedThen ?? null) !== null && computed.answer !== computedThen;
}

function Basis({ text, differs }: { text: string; differs?: boolean }) {
  return <span className={differs ? "block text-unknown text-xs" : "block text-ink-3 text-xs"}>{text}</span>;
}

function reasonText({ basis, reasons, by }: DataAnswerView): string {
  if (basis === "nobody") return "Nobody has answered yet.";
  const said = reasons.join(" ") || "No reason given.";
  return basis === "person" ? `${by}: ${said}` : `From the evidence: ${said}`;
}
