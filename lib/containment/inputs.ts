import * as z from "zod";
import { instantInput, optionalText, RefParams, textInput } from "@/lib/api/inputs";
import { CONTAINMENT_KINDS, MOST_APPROVALS, PRESERVATIONS, STAGES } from "./model";

const version = z.coerce.number().int().min(1).optional();
const citation = textInput("Name the evidence.", 500);

export const RequestActionInput = z.strictObject({
  kind: z.enum(CONTAINMENT_KINDS),
  /** Left out: what the kind says, with the AI system's name. */
  title: optionalText(300).default(""),
  detail: optionalText(5000).default(""),
  /** Needed where the kind is done to an AI system; one that is not of the incident yet becomes one that was involved. */
  aiSystem: z.uuid("Choose the AI system.").nullable().default(null),
  /** Left out: the kind's. */
  stage: z.enum(STAGES).optional(),
});
export type RequestActionInput = z.output<typeof RequestActionInput>;
export type RequestActionRequest = z.input<typeof RequestActionInput>;

export const ApproveActionInput = z.strictObject({ note: optionalText(2000).default(""), version });
export type ApproveActionInput = z.output<typeof ApproveActionInput>;

/** A commander's reason to go ahead without the approvals that the policy asks for. */
const withoutApproval = optionalText(2000).default("");

export const StartActionInput = z.strictObject({
  execution: z.enum(["by_hand", "webhook"], "Say how it is carried out."),
  /** When the stop was given; left out: now. */
  startedAt: instantInput().optional(),
  /** What was kept before anything was changed: model, prompt, memory, configuration, traces. */
  preservation: z.enum(PRESERVATIONS, "Say whether anything was preserved before."),
  /** What was kept and where, what is lost and why, or why there was nothing to keep. */
  preservationNote: textInput("Say what was kept and where, or what is lost and why.", 2000),
  withoutApproval,
  version,
});
export type StartActionInput = z.output<typeof StartActionInput>;

export const FinishActionInput = z.strictObject({
  startedAt: instantInput().optional(),
  /** Since when it holds; left out: now. */
  doneAt: instantInput().optional(),
  note: optionalText(5000).default(""),
  /** Both needed as for the start, where it was not begun before. */
  preservation: z.enum(PRESERVATIONS).optional(),
  preservationNote: optionalText(2000).default(""),
  withoutApproval,
  version,
});
export type FinishActionInput = z.output<typeof FinishActionInput>;

export const CheckActionInput = z.strictObject({
  holds: z.boolean(),
  what: textInput("Say what you tried and what you saw.", 2000),
  at: instantInput().optional(),
  evidence: z.array(citation).max(50).default([]),
});
export type CheckActionInput = z.output<typeof CheckActionInput>;

/** For an action that was asked for before it had to say to which AI system it is done. */
export const NameTargetInput = z.strictObject({ aiSystem: z.uuid("Choose the AI system."), version });
export type NameTargetInput = z.output<typeof NameTargetInput>;

export const DropActionInput = z.strictObject({ reason: textInput("Say why.", 2000), version });
export type DropActionInput = z.output<typeof DropActionInput>;

export const ActionParams = RefParams.extend({ id: z.uuid() });
export const PolicyParams = z.object({ kind: z.enum(CONTAINMENT_KINDS) });

export const SetPolicyInput = z.strictObject({ approvals: z.number().int().min(0).max(MOST_APPROVALS) });
export type SetPolicyInput = z.output<typeof SetPolicyInput>;
