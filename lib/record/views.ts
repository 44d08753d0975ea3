import * as z from "zod";

/** What a check of an incident's record found, in the database as it stands. */
export const VerificationView = z.object({
  sound: z.boolean(),
  /** How many entries were checked. */
  entries: z.number(),
  /** The first entry that is not as it was written; seq 0 means the incident's cached columns or the head. */
  firstBad: z.object({ seq: z.number(), reason: z.string() }).nullable(),
  /** The chain's last link, in hex: to be compared with one noted elsewhere. */
  head: z.string(),
  checkedAt: z.string(),
});
export type VerificationView = z.output<typeof VerificationView>;

export const AuditEntryView = z.object({
  id: z.string(),
  at: z.string(),
  actorId: z.string().nullable(),
  actorName: z.string(),
  action: z.string(),
  subject: z.string().nullable(),
  detail: z.record(z.string(), z.unknown()),
  ip: z.string().nullable(),
});
export type AuditEntryView = z.output<typeof AuditEntryView>;

export const AuditPage = z.object({ data: z.array(AuditEntryView), nextCursor: z.string().nullable() });
export type AuditPage = z.output<typeof AuditPage>;
