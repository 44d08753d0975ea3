import * as z from "zod";
import { PHASES, SEVERITIES } from "@/lib/incidents/model";
import { AUDIENCES, CHANNELS, MESSAGE_STATES, RESTS_ON, SUBSCRIBER_STATES } from "./model";

const ReachView = z.object({ people: z.number(), mail: z.number(), webhook: z.number() });

const RestView = z.object({
  id: z.string(),
  ref: z.string(),
  words: z.string(),
  how: z.enum(RESTS_ON),
  /** When the update was sent, or previewed. */
  standing: z.string(),
});
export type RestView = z.output<typeof RestView>;

export const UpdateView = z.object({
  id: z.string(),
  /** `U-3` within its incident. */
  ref: z.string(),
  no: z.number(),
  audience: z.enum(AUDIENCES),
  state: z.string(),
  /** Plain text, as it was sent. */
  body: z.string(),
  phase: z.enum(PHASES),
  severity: z.enum(SEVERITIES).nullable(),
  nextAt: z.string().nullable(),
  claims: z.array(RestView.extend({ standingNow: z.string().nullable() })),
  claimReason: z.string().nullable(),
  /** To whom it went when it was sent. */
  reach: ReachView,
  sentAt: z.string(),
  sentBy: z.string(),
  /** How many of its mails and webhooks stand where. */
  deliveries: z.record(z.enum(MESSAGE_STATES), z.number()),
});
export type UpdateView = z.output<typeof UpdateView>;

/** The promise that is due first. */
export const NextUpdateView = z.object({ ref: z.string(), audience: z.enum(AUDIENCES), at: z.string() });
export type NextUpdateView = z.output<typeof NextUpdateView>;

export const UpdatePage = z.object({
  data: z.array(UpdateView),
  nextCursor: z.string().nullable(),
  next: NextUpdateView.nullable(),
});
export type UpdatePage = z.output<typeof UpdatePage>;

export const DraftView = z.object({ state: z.string(), body: z.string(), nextAt: z.string().nullable() });
export type DraftView = z.output<typeof DraftView>;

export const PreviewView = z.object({
  /** As a mail reads, to the letter but for the number and the link that ends the subscription. */
  subject: z.string(),
  text: z.string(),
  reach: ReachView,
  /** What keeps it from somebody: sentences for whoever is about to send it. */
  notes: z.array(z.string()),
  contradicted: z.array(RestView),
});
export type PreviewView = z.output<typeof PreviewView>;

export const MessageView = z.object({
  id: z.string(),
  channel: z.enum(CHANNELS),
  address: z.string(),
  state: z.enum(MESSAGE_STATES),
  tries: z.array(
    z.object({ at: z.string(), status: z.number().nullable(), error: z.string().nullable(), ms: z.number() }),
  ),
  nextTryAt: z.string().nullable(),
  createdAt: z.string(),
});
export type MessageView = z.output<typeof MessageView>;
export const MessageList = z.object({ data: z.array(MessageView), nextCursor: z.null() });
export type MessageList = z.output<typeof MessageList>;

export const SubscriberView = z.object({
  id: z.string(),
  channel: z.enum(CHANNELS),
  address: z.string(),
  audience: z.enum(AUDIENCES),
  state: z.enum(SUBSCRIBER_STATES),
  /** Whose address it is, if a user's: that one had not to confirm it. */
  user: z.string().nullable(),
  addedAt: z.string(),
  addedBy: z.string(),
  confirmedAt: z.string().nullable(),
  endedAt: z.string().nullable(),
  endedBy: z.string().nullable(),
  /** The last message to it, whatever it was. */
  last: z.object({ state: z.enum(MESSAGE_STATES), tries: z.number(), error: z.string().nullable() }).nullable(),
});
export type SubscriberView = z.output<typeof SubscriberView>;

export const SubscriberList = z.object({
  data: z.array(SubscriberView),
  nextCursor: z.null(),
  /** Whether this installation can send mail. */
  mail: z.boolean(),
  /** Nothing about a restricted incident leaves, so its subscribers get nothing. */
  restricted: z.boolean(),
});
export type SubscriberList = z.output<typeof SubscriberList>;

/** The secret of a webhook is in this answer and nowhere else; null where it was given. */
export const NewSubscriberView = SubscriberView.extend({ secret: z.string().nullable() });
export type NewSubscriberView = z.output<typeof NewSubscriberView>;

export const SubscriptionView = z.object({
  incident: z.string(),
  address: z.string(),
  state: z.enum(SUBSCRIBER_STATES),
});
export type SubscriptionView = z.output<typeof SubscriptionView>;
