import * as z from "zod";
import { PageQuery } from "@/lib/api/inputs";
import { NOTICE_CHANNELS, NOTICE_KINDS } from "./model";

export const ListNoticesQuery = PageQuery.extend({ unread: z.enum(["true", "false"]).default("false") });
export type ListNoticesQuery = z.output<typeof ListNoticesQuery>;

export const NoticeParams = z.object({ id: z.uuid() });
export const MarkInput = z.strictObject({ read: z.boolean() });
export type MarkInput = z.output<typeof MarkInput>;

export const SetNoticeInput = z.strictObject({ kind: z.enum(NOTICE_KINDS), channel: z.enum(NOTICE_CHANNELS) });
export type SetNoticeInput = z.output<typeof SetNoticeInput>;
