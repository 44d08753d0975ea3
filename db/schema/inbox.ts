import { sql } from "drizzle-orm";
import { check, index, integer, jsonb, pgTable, primaryKey, text, uniqueIndex, uuid } from "drizzle-orm/pg-core";
import { NOTICE_CHANNELS, NOTICE_KINDS, type NoticeChannel, type NoticeKind } from "@/lib/inbox/model";
import { users } from "./access";
import { instant, words } from "./columns";
import { incidents } from "./incidents";

/** What a user is told in the inbox. One about an incident is read through the right to see it, each time. */
export const notices = pgTable(
  "notices",
  {
    id: uuid().primaryKey().defaultRandom(),
    userId: uuid("user_id")
      .notNull()
      .references(() => users.id),
    kind: text().$type<NoticeKind>().notNull(),
    incidentId: integer("incident_id").references(() => incidents.id),
    /** What it is about: nobody is told the same thing twice. */
    about: text().notNull(),
    /** What its sentence is made of. */
    data: jsonb().$type<Record<string, unknown>>().notNull(),
    at: instant().notNull(),
    readAt: instant("read_at"),
  },
  (t) => [
    uniqueIndex("notices_about_key").on(t.userId, t.kind, t.about),
    index("notices_user_idx").on(t.userId, t.at),
    index("notices_unread_idx").on(t.userId).where(sql`read_at is null`),
    check("notices_kind_check", sql.raw(`kind in (${words(NOTICE_KINDS)})`)),
  ],
);

/** How somebody wants to be told of a kind; without a row, as the default says. */
export const noticeSettings = pgTable(
  "notice_settings",
  {
    userId: uuid("user_id")
      .notNull()
      .references(() => users.id),
    kind: text().$type<NoticeKind>().notNull(),
    channel: text().$type<NoticeChannel>().notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.userId, t.kind] }),
    check("notice_settings_kind_check", sql.raw(`kind in (${words(NOTICE_KINDS)})`)),
    check("notice_settings_channel_check", sql.raw(`channel in (${words(NOTICE_CHANNELS)})`)),
  ],
);
