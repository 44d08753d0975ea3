import type { NoticeChannel, NoticeKind } from "./model";

export const NOTICE_WORDS: Record<NoticeKind, { label: string; detail: string }> = {
  update_sent: {
    label: "An update was sent",
    detail: "that is written for you, or for the people of a room you work in",
  },
  update_overdue: { label: "A promised update is overdue", detail: "to who commands, speaks for it, or promised it" },
  approval_waits: { label: "An approval waits", detail: "of a containment action, or asked for by an AI system" },
  task_given: { label: "A task was given to me", detail: "by somebody else" },
  task_to_verify: { label: "A task waits to be verified", detail: "in an incident that I command or stand in for" },
  role_given: { label: "A role was given to me", detail: "by somebody else" },
  handover_waits: { label: "A handover waits for me", detail: "a role is offered to me, or asked of me" },
  claim_contradicted: { label: "A claim is contradicted", detail: "by the evidence, or by a person" },
  clock_runs_out: { label: "A regulatory clock runs out", detail: "a day before, four hours before, and when it has" },
  alert_after_end: { label: "An alert fires after the end", detail: "of an incident that is resolved or closed" },
  review_asked: { label: "A postmortem waits for review", detail: "to who may approve it, other than who asked" },
};

export const CHANNEL_WORDS: Record<NoticeChannel, string> = { app: "In app", mail: "In app and mail", off: "Off" };
