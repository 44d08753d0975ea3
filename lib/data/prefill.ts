import type { Answer, Question } from "./model";

/** What the exposure answer says about one asset, as far as the inventory needs it. */
export interface AssetVerdict {
  asset: string;
  exposedMs: { certain: number; possible: number };
  accessed: { verdict: Answer; reasons: readonly string[] };
  exfiltrated: { verdict: Answer; reasons: readonly string[] };
}

export interface ComputedAnswer {
  answer: Answer;
  reasons: string[];
}

/** Misuse can't be seen in logs of access: people answer it. */
export type ComputedQuestion = Exclude<Question, "misused">;

/** What the evidence answers for an asset that has exposure windows in the incident. */
export function computedAnswers(verdict: AssetVerdict): Record<ComputedQuestion, ComputedAnswer> {
  return {
    exposed: exposedAnswer(verdict.exposedMs),
    accessed: { answer: verdict.accessed.verdict, reasons: [...verdict.accessed.reasons] },
    exfiltrated: { answer: verdict.exfiltrated.verdict, reasons: [...verdict.exfiltrated.reasons] },
  };
}

function exposedAnswer({ certain, possible }: { certain: number; possible: number }): ComputedAnswer {
  if (certain > 0) return { answer: "yes", reasons: ["An exposure window of its asset is recorded."] };
  if (possible > 0) {
    return {
      answer: "unknown",
      reasons: ["The bounds of its asset's exposure window leave open whether it was open."],
    };
  }
  return { answer: "unknown", reasons: ["No exposure window of its asset has any length yet."] };
}
