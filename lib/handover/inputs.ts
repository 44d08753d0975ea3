import * as z from "zod";
import { optionalText, textInput } from "@/lib/api/inputs";
import { INCIDENT_ROLES } from "@/lib/incidents/model";
import { LIMITS } from "./model";

const role = z.enum(INCIDENT_ROLES);
const note = optionalText(LIMITS.note).default("");

export const TakeRoleInput = z.strictObject({
  role,
  /** Left out: whoever asks. */
  userId: z.uuid().optional(),
});
export type TakeRoleInput = z.output<typeof TakeRoleInput>;

export const ReleaseRoleInput = z.strictObject({ reason: optionalText(LIMITS.reason).optional() });
export type ReleaseRoleInput = z.output<typeof ReleaseRoleInput>;

export const BeginHandoverInput = z.discriminatedUnion("kind", [
  z.strictObject({ kind: z.literal("request"), role, note }),
  z.strictObject({ kind: z.literal("offer"), role, toId: z.uuid("Say to whom."), note }),
  z.strictObject({
    kind: z.literal("take_over"),
    role,
    reason: textInput("Say why it can't wait; the record keeps it.", LIMITS.reason),
  }),
]);
export type BeginHandoverInput = z.output<typeof BeginHandoverInput>;
export type BeginHandoverRequest = z.input<typeof BeginHandoverInput>;

export const DeclineHandoverInput = z.strictObject({ reason: textInput("Say why.", LIMITS.reason) });
export type DeclineHandoverInput = z.output<typeof DeclineHandoverInput>;

export const WithdrawHandoverInput = z.strictObject({ reason: optionalText(LIMITS.reason).optional() });
export type WithdrawHandoverInput = z.output<typeof WithdrawHandoverInput>;

export const AcknowledgeHandoverInput = z.strictObject({
  /** The version of the brief that was read. */
  brief: z.number("Say which version of the brief you read.").int().min(1).max(10_000),
  notes: optionalText(LIMITS.takerNotes).default(""),
});
export type AcknowledgeHandoverInput = z.output<typeof AcknowledgeHandoverInput>;
