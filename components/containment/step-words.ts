import type { ActionView } from "@/lib/containment/views";
import type { How } from "./start-fields";
import type { StepName } from "./step-form";

export const ACTS: Record<How, string> = {
  webhook: "Call the kill switch",
  done: "Record it as done",
  begun: "Record it as begun",
};

export const LABELS: Record<StepName, { label: string; hint?: string; act: string }> = {
  approve: { label: "What you looked at", act: "Approve" },
  start: { label: "What was done", act: "Carry it out" },
  done: { label: "What was done", act: "Record it as done" },
  checks: {
    label: "What you tried, and what you saw",
    hint: "“As the test account: GetItem on user-profiles is refused.”",
    act: "Record",
  },
  broken: {
    label: "What you saw",
    hint: "“It mailed a customer again at 17:40.” Severity and the room react: a stop that fails sets floor F6.",
    act: "It no longer holds",
  },
  drop: { label: "Why", hint: "An honest outcome. The postmortem prints the reason.", act: "Drop" },
  "ai-system": { label: "", act: "Name it" },
};

/** What has to be written, by step; `alone` goes ahead without the approval that it needs. */
export const MISSING: Partial<Record<StepName | "alone", string>> = {
  checks: "Say what you tried and what you saw.",
  broken: "Say what you saw.",
  drop: "Say why.",
  alone: "Say why it can’t wait.",
};

export const OWN_LOOK = "Cite an event of the logs, or have somebody else check.";

export function saidOf({ ref, state, verdict, execution }: ActionView, step: StepName): string {
  if (step === "ai-system") return `${ref} names its AI system`;
  if (state === "done") {
    if (verdict === "verified") return `${ref} is verified`;
    return verdict === "failed" ? `${ref} does not hold` : `${ref} is done, not verified yet`;
  }
  if (state === "started") return execution === "webhook" ? `${ref}: the kill switch is called` : `${ref} is under way`;
  if (state === "dropped") return `${ref} is dropped`;
  return state === "approved" ? `${ref} is approved` : `${ref}: you approved`;
}
