export const POSTMORTEM_STATES = ["draft", "in_review", "approved", "published"] as const;
export type PostmortemState = (typeof POSTMORTEM_STATES)[number];
