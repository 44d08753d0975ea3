import * as z from "zod";
import { NOTICE_CHANNELS, NOTICE_KINDS } from "./model";

export const NoticeView = z.object({
  id: z.string(),
  kind: z.enum(NOTICE_KINDS),
  /** One sentence, without a full stop. */
  text: z.string(),
  /** Where it leads in the app. */
  href: z.string(),
  incident: z.string().nullable(),
  title: z.string().nullable(),
  at: z.string(),
  readAt: z.string().nullable(),
});
export type NoticeView = z.output<typeof NoticeView>;

export const NoticePage = z.object({ data: z.array(NoticeView), nextCursor: z.string().nullable() });
export type NoticePage = z.output<typeof NoticePage>;

/** Counted up to one more than is shown. */
export const UnreadView = z.object({ unread: z.number() });
export type UnreadView = z.output<typeof UnreadView>;

export const NoticeSettingsView = z.object({
  data: z.array(z.object({ kind: z.enum(NOTICE_KINDS), channel: z.enum(NOTICE_CHANNELS) })),
  nextCursor: z.null(),
  /** Whether this installation can send mail. */
  mail: z.boolean(),
});
export type NoticeSettingsView = z.output<typeof NoticeSettingsView>;
