/** Whom an update is written for. Everyone includes the other two. */
export const AUDIENCES = ["responders", "executives", "everyone"] as const;
export type Audience = (typeof AUDIENCES)[number];

export const AUDIENCE_WORDS: Record<Audience, string> = {
  responders: "responders",
  executives: "executives",
  everyone: "everyone",
};

export const CHANNELS = ["mail", "webhook"] as const;
export type Channel = (typeof CHANNELS)[number];

/** `pending`: the owner of a mail address has not confirmed it yet, so it gets nothing. */
export const SUBSCRIBER_STATES = ["pending", "confirmed", "ended"] as const;
export type SubscriberState = (typeof SUBSCRIBER_STATES)[number];

/** `withheld`: the incident became restricted, or the subscription ended, before it was sent. */
export const MESSAGE_STATES = ["waiting", "delivered", "gave_up", "withheld"] as const;
export type MessageState = (typeof MESSAGE_STATES)[number];

export const MESSAGE_PURPOSES = ["update", "confirmation", "notice"] as const;
export type MessagePurpose = (typeof MESSAGE_PURPOSES)[number];

/** How an update rests on a claim: somebody linked it, or the text holds its exact words. */
export const RESTS_ON = ["linked", "words"] as const;

export interface ClaimRest {
  id: string;
  ref: string;
  words: string;
  how: (typeof RESTS_ON)[number];
  /** When the update was sent. */
  standing: string;
}

/** To whom an update went: people in the app, mails, webhooks. */
export interface Reach {
  people: number;
  mail: number;
  webhook: number;
}

/** One try to send a message. */
export interface Try {
  at: string;
  /** What a webhook or a mail server answered. */
  status: number | null;
  error: string | null;
  ms: number;
}

export const LIMITS = {
  state: 120,
  body: 10_000,
  reason: 2000,
  claims: 20,
  updates: 1000,
  subscribers: 500,
  nextWithinDays: 30,
} as const;
