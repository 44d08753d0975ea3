import * as z from "zod";
import { SourceView } from "@/lib/evidence/views";

export const IngestTokenView = z.object({
  id: z.string(),
  name: z.string(),
  prefix: z.string(),
  createdAt: z.string(),
  lastUsedAt: z.string().nullable(),
  revokedAt: z.string().nullable(),
});
export type IngestTokenView = z.output<typeof IngestTokenView>;

/** The only answer in which the token ever stands. */
export const NewIngestTokenView = IngestTokenView.extend({ token: z.string() });
export type NewIngestTokenView = z.output<typeof NewIngestTokenView>;

export const LiveSourceView = z.object({ source: SourceView, token: NewIngestTokenView });
export type LiveSourceView = z.output<typeof LiveSourceView>;

export const LiveStateView = z.object({
  tokens: z.array(IngestTokenView),
  /** Requests taken so far, and those that the worker has not made evidence of yet. */
  deliveries: z.number(),
  waiting: z.number(),
  lastReceivedAt: z.string().nullable(),
});
export type LiveStateView = z.output<typeof LiveStateView>;
