/** What the inbox tells of, in the order of the settings. */
export const NOTICE_KINDS = [
  "update_sent",
  "update_overdue",
  "approval_waits",
  "task_given",
  "task_to_verify",
  "role_given",
  "handover_waits",
  "claim_contradicted",
  "clock_runs_out",
  "alert_after_end",
  "review_asked",
] as const;
export type NoticeKind = (typeof NOTICE_KINDS)[number];

/** `mail` is in the app as well; nothing about a restricted incident is mailed. */
export const NOTICE_CHANNELS = ["app", "mail", "off"] as const;
export type NoticeChannel = (typeof NOTICE_CHANNELS)[number];

/** What somebody has who chose nothing. */
export const DEFAULT_CHANNEL: NoticeChannel = "app";

/** An unread count beyond this is told as "99+". */
export const MOST_UNREAD = 99;
