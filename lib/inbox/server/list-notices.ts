import { and, desc, eq, inArray, isNull, lt, lte, or, type SQL, sql } from "drizzle-orm";
import { db } from "@/db/client";
import { incidents, noticeSettings, notices } from "@/db/schema";
import { requireActor, visibleTo } from "@/lib/access/server/require";
import { decodeCursor, encodeCursor } from "@/lib/api/cursor";
import { AppError } from "@/lib/api/errors";
import type { Actor, Ctx } from "@/lib/api/server/context";
import { inTransaction } from "@/lib/api/server/in-transaction";
import { incidentRef, type Mode } from "@/lib/incidents/model";
import { mailSettings } from "@/lib/updates/server/smtp";
import type { ListNoticesQuery, MarkInput, SetNoticeInput } from "../inputs";
import { DEFAULT_CHANNEL, MOST_UNREAD, NOTICE_KINDS } from "../model";
import { noticeHref, noticeSentence } from "../sentences";
import type { NoticePage, NoticeSettingsView, NoticeView, UnreadView } from "../views";

/** Of whom they are. The software itself has no inbox. */
function requireUser(ctx: Ctx): Actor {
  const actor = requireActor(ctx);
  if (actor.kind === "system") throw new AppError("forbidden", "Only a user has an inbox.");
  return actor;
}

/** One's own, and about an incident only while one may see it, with the right to read. */
function seen(ctx: Ctx): SQL {
  const actor = requireUser(ctx);
  const incident = actor.permissions.has("read")
    ? sql`exists (select 1 from ${incidents} where ${incidents.id} = ${notices.incidentId} and ${visibleTo(ctx)})`
    : sql`false`;
  return and(eq(notices.userId, actor.userId), or(isNull(notices.incidentId), incident)) as SQL;
}

/** What one was told, newest first. */
export async function listNotices(ctx: Ctx, query: ListNoticesQuery): Promise<NoticePage> {
  requireUser(ctx);
  const after = decodeCursor(query.cursor, 2);
  const rows = await db()
    .select({ notice: notices, title: incidents.title, mode: incidents.mode })
    .from(notices)
    .leftJoin(incidents, eq(incidents.id, notices.incidentId))
    .where(
      and(
        seen(ctx),
        query.unread === "true" ? isNull(notices.readAt) : undefined,
        after
          ? or(
              lt(notices.at, String(after[0])),
              and(eq(notices.at, String(after[0])), lt(notices.id, String(after[1]))),
            )
          : undefined,
      ),
    )
    .orderBy(desc(notices.at), desc(notices.id))
    .limit(query.limit + 1);
  const page = rows.slice(0, query.limit);
  const last = page.at(-1)?.notice;
  return {
    data: page.map(({ notice, ...incident }) => toView(notice, incident)),
    nextCursor: rows.length > query.limit && last ? encodeCursor([last.at, last.id]) : null,
  };
}

interface About {
  title: string | null;
  mode: Mode | null;
}

function toView(row: typeof notices.$inferSelect, { title, mode }: About): NoticeView {
  const { id, kind, incidentId, data, at, readAt } = row;
  const incident = incidentId === null ? null : incidentRef(incidentId);
  return {
    id,
    kind,
    text: noticeSentence(kind, data, mode),
    href: noticeHref(kind, data, incident),
    incident,
    title,
    at,
    readAt,
  };
}

/** Counted up to one more than anybody is shown. */
export async function countUnread(ctx: Ctx): Promise<UnreadView> {
  requireUser(ctx);
  const rows = await db()
    .select({ id: notices.id })
    .from(notices)
    .where(and(seen(ctx), isNull(notices.readAt)))
    .limit(MOST_UNREAD + 1);
  return { unread: rows.length };
}

export async function markNotice(ctx: Ctx, id: string, { read }: MarkInput): Promise<NoticeView> {
  requireUser(ctx);
  return inTransaction(ctx, async (tx) => {
    const [row] = await tx
      .update(notices)
      .set({ readAt: read ? sql`coalesce(${notices.readAt}, ${ctx.now()})` : null })
      .where(and(eq(notices.id, id), seen(ctx)))
      .returning();
    if (!row) throw new AppError("not_found", "There is no such notice.");
    const [incident] =
      row.incidentId === null
        ? []
        : await tx
            .select({ title: incidents.title, mode: incidents.mode })
            .from(incidents)
            .where(eq(incidents.id, row.incidentId));
    return toView(row, incident ?? { title: null, mode: null });
  });
}

/** All up to now: one that comes meanwhile stays unread. */
export async function markAllRead(ctx: Ctx): Promise<UnreadView> {
  requireUser(ctx);
  await inTransaction(ctx, async (tx) => {
    const unread = tx
      .select({ id: notices.id })
      .from(notices)
      .where(and(seen(ctx), isNull(notices.readAt), lte(notices.at, ctx.now())));
    await tx.update(notices).set({ readAt: ctx.now() }).where(inArray(notices.id, unread));
  });
  return countUnread(ctx);
}

export async function listNoticeSettings(ctx: Ctx): Promise<NoticeSettingsView> {
  const { userId } = requireUser(ctx);
  const rows = await db().select().from(noticeSettings).where(eq(noticeSettings.userId, userId));
  const chosen = new Map(rows.map(({ kind, channel }) => [kind, channel]));
  return {
    data: NOTICE_KINDS.map((kind) => ({ kind, channel: chosen.get(kind) ?? DEFAULT_CHANNEL })),
    nextCursor: null,
    mail: mailSettings() !== null,
  };
}

/** How one wants to be told of a kind from now on. */
export async function setNotice(ctx: Ctx, { kind, channel }: SetNoticeInput): Promise<NoticeSettingsView> {
  const { userId } = requireUser(ctx);
  await db()
    .insert(noticeSettings)
    .values({ userId, kind, channel })
    .onConflictDoUpdate({ target: [noticeSettings.userId, noticeSettings.kind], set: { channel } });
  return listNoticeSettings(ctx);
}
