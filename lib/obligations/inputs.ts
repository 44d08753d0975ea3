import * as z from "zod";
import { instantInput, optionalText, RefParams, textInput } from "@/lib/api/inputs";
import { DECISIONS } from "./model";

const ruleId = z.string().min(1).max(80);

export const DecideObligationsInput = z.strictObject({
  /** One signature for several rules, where one reason holds for all of them. */
  rules: z.array(ruleId).min(1, "Choose at least one rule.").max(100),
  decision: z.enum(DECISIONS),
  reason: textInput("Say why; the record keeps the reason.", 5000),
  /** Why it may wait, such as a law-enforcement hold. The clock goes on. */
  pausedReason: optionalText(2000).default(""),
});
export type DecideObligationsInput = z.output<typeof DecideObligationsInput>;
export type DecideObligationsRequest = z.input<typeof DecideObligationsInput>;

export const SubmitObligationInput = z.strictObject({
  /** When it was handed in; left out: now. */
  at: instantInput().optional(),
  receipt: textInput("Name the receipt: a reference number, or who took it and how.", 500),
  evidence: z.array(textInput("Name the evidence.", 500)).max(50).default([]),
  note: optionalText(5000).default(""),
});
export type SubmitObligationInput = z.output<typeof SubmitObligationInput>;
export type SubmitObligationRequest = z.input<typeof SubmitObligationInput>;

export const WithdrawSubmissionInput = z.strictObject({
  reason: textInput("Say why this was not handed in.", 2000),
});
export type WithdrawSubmissionInput = z.output<typeof WithdrawSubmissionInput>;

export const ObligationParams = RefParams.extend({ rule: ruleId });
/** The token that the address holds. */
export const CalendarParams = z.object({ secret: z.string().regex(/^fb_[A-Za-z0-9_-]{20,100}$/) });
export const SubmissionParams = ObligationParams.extend({ id: z.uuid() });
