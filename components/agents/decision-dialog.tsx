"use client";

import { type FormEvent, useState } from "react";
import { Button } from "@/components/ui/button";
import { Dialog, DialogContent } from "@/components/ui/dialog";
import { Field } from "@/components/ui/field";
import { Segmented } from "@/components/ui/segmented";
import { Textarea } from "@/components/ui/textarea";
import { toast } from "@/components/ui/toast";
import { useDecideAssessment } from "@/lib/agents/mutations";
import type { AiSystemView, AssessmentView } from "@/lib/agents/views";
import { failureText, fieldErrors } from "@/lib/api/field-errors";
import { dateToInstant } from "@/lib/time/instant";
import { ReachSummary } from "./reach-summary";

interface DecisionDialogProps {
  agent: AiSystemView;
  assessment: AssessmentView;
  kind: "decide" | "withdraw";
  onClose: () => void;
}

const MONTHS = { "1": "a month", "3": "3 months", "6": "6 months", "12": "a year" } as const;
type Months = keyof typeof MONTHS;

/** Approve with an end, refuse, or take back: each with its reason. */
export default function DecisionDialog({ agent, assessment, kind, onClose }: DecisionDialogProps) {
  const [decision, setDecision] = useState<"approved" | "refused" | "withdrawn">(
    kind === "withdraw" ? "withdrawn" : "approved",
  );
  const [months, setMonths] = useState<Months>("6");
  const [reason, setReason] = useState("");
  const [missing, setMissing] = useState<string | null>(null);
  const decide = useDecideAssessment(agent.id);
  const errors = fieldErrors(decide.error);

  function submit(event: FormEvent) {
    event.preventDefault();
    if (decide.isPending) return;
    if (!reason.trim()) return setMissing("Say why.");
    const expiresAt = decision === "approved" ? { expiresAt: monthsFromNow(Number(months)) } : {};
    decide.mutate(
      { assessment: assessment.id, body: { decision, reason, ...expiresAt } },
      {
        onSuccess: () => {
          toast(`Access of ${agent.name}: ${decision}`);
          onClose();
        },
      },
    );
  }

  return (
    <Dialog open onOpenChange={(open) => !open && onClose()}>
      <DialogContent
        title={kind === "withdraw" ? "Withdraw" : `Access for ${agent.name}`}
        description={assessment.purpose}
        render={<form onSubmit={submit} noValidate />}
        footer={
          <>
            <Button onClick={onClose}>Cancel</Button>
            <Button variant={decision === "approved" ? "primary" : "danger"} type="submit" busy={decide.isPending}>
              {decision === "approved" ? "Approve" : decision === "refused" ? "Refuse" : "Withdraw"}
            </Button>
          </>
        }
      >
        <div className="flex flex-col gap-4">
          <ReachSummary reach={assessment.reach} />
          {kind === "decide" && (
            <>
              <Segmented
                label="Decision"
                className="self-start"
                options={[
                  { value: "approved", label: "Approve" },
                  { value: "refused", label: "Refuse" },
                ]}
                value={decision === "withdrawn" ? "approved" : decision}
                onValueChange={setDecision}
              />
              {decision === "approved" && (
                <div>
                  <p className="mb-1 font-medium text-sm">For how long</p>
                  <Segmented
                    label="For how long"
                    options={(Object.keys(MONTHS) as Months[]).map((value) => ({ value, label: MONTHS[value] }))}
                    value={months}
                    onValueChange={setMonths}
                  />
                  {errors.expiresAt && <p className="mt-1 text-exposed text-sm">{errors.expiresAt}</p>}
                </div>
              )}
            </>
          )}
          <Field label="Why" error={missing ?? errors.reason}>
            <Textarea
              value={reason}
              onChange={(event) => setReason(event.currentTarget.value)}
              maxLength={2000}
              rows={2}
            />
          </Field>
          {decide.error && Object.keys(errors).length === 0 && (
            <p role="alert" className="text-exposed text-sm">
              {failureText(decide.error)}
            </p>
          )}
        </div>
      </DialogContent>
    </Dialog>
  );
}

function monthsFromNow(months: number): string {
  const date = new Date();
  date.setUTCMonth(date.getUTCMonth() + months);
  return dateToInstant(date);
}
