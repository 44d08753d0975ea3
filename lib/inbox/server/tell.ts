import { and, eq, inArray, isNull, or, sql } from "drizzle-orm";
import type { Executor, Transaction } from "@/db/client";
import { incidentMembers, noticeSettings, notices, users } from "@/db/schema";
import type { Incident } from "@/lib/access/server/require";
import type { Ctx } from "@/lib/api/server/context";
import { incidentRef } from "@/lib/incidents/model";
import { oneLine } from "@/lib/updates/message";
import { originOf } from "@/lib/updates/server/origin";
import { queueMessage } from "@/lib/updates/server/queue-message";
import { mailSettings } from "@/lib/updates/server/smtp";
import { DEFAULT_CHANNEL, type NoticeKind } from "../model";
import { noticeHref, noticeSentence } from "../sentences";

interface Telling {
  kind: NoticeKind;
  incident: Pick<Incident, "id" | "visibility" | "mode"> | null;
  to: readonly string[];
}

interface News extends Telling {
  /** What it is about: nobody is told the same thing twice. */
  about: string;
  data: Record<string, unknown>;
  /** Users who get the same by mail anyway. */
  mailedAlready?: readonly string[];
}

interface Receiver {
  id: string;
  email: string;
  channel: string;
}

/**
 * Puts a notice into the inbox of each of these users who may see the incident and has not switched the kind off; never
 * of whoever caused it. By mail as well where somebody chose so, and never about a restricted incident. In the caller's
 * transaction; the ids of those who were told come back.
 */
export async function tell(tx: Transaction, ctx: Ctx, news: News): Promise<string[]> {
  const receivers = await whoIsTold(tx, ctx, news);
  if (receivers.length === 0) return [];
  const { kind, incident, about, data, mailedAlready = [] } = news;
  const told = await tx
    .insert(notices)
    .values(
      receivers.map(({ id }) => ({ userId: id, kind, incidentId: incident?.id ?? null, about, data, at: ctx.now() })),
    )
    .onConflictDoNothing()
    .returning({ userId: notices.userId });
  const ids = told.map(({ userId }) => userId);
  const mailed = receivers.filter(
    ({ id, channel }) => channel === "mail" && ids.includes(id) && !mailedAlready.includes(id),
  );
  if (incident?.visibility !== "restricted") await mail(tx, ctx, news, mailed);
  return ids;
}

export async function whoIsTold(executor: Executor, ctx: Ctx, { kind, incident, to }: Telling): Promise<Receiver[]> {
  const wanted = [...new Set(to)].filter((id) => ctx.actor?.kind === "system" || id !== ctx.actor?.userId);
  if (wanted.length === 0) return [];
  const rows = await executor
    .select({ id: users.id, email: users.email, channel: noticeSettings.channel })
    .from(users)
    .leftJoin(noticeSettings, and(eq(noticeSettings.userId, users.id), eq(noticeSettings.kind, kind)))
    .where(
      and(
        inArray(users.id, wanted),
        isNull(users.disabledAt),
        incident?.visibility === "restricted"
          ? sql`exists (select 1 from ${incidentMembers} m where m.incident_id = ${incident.id} and m.user_id = ${users.id})`
          : undefined,
        or(isNull(noticeSettings.channel), sql`${noticeSettings.channel} <> 'off'`),
      ),
    );
  return rows.map((row) => ({ ...row, channel: row.channel ?? DEFAULT_CHANNEL }));
}

async function mail(tx: Transaction, ctx: Ctx, { kind, incident, data }: News, to: readonly Receiver[]): Promise<void> {
  if (to.length === 0 || !mailSettings()) return;
  const ref = incident ? incidentRef(incident.id) : null;
  const says = noticeSentence(kind, data, incident?.mode ?? null);
  const settings = `${originOf()}/settings/notices`;
  const body = [
    `${says}.`,
    "",
    `${originOf()}${noticeHref(kind, data, ref)}`,
    "",
    "-- ",
    `You chose to get this by mail: ${settings}`,
    "",
  ].join("\n");
  for (const { id, email } of to) {
    await queueMessage(tx, ctx, {
      purpose: "notice",
      channel: "mail",
      incidentId: incident?.id ?? null,
      userId: id,
      address: email,
      subject: oneLine(`${ref ? `[${ref}] ` : ""}${says}`).slice(0, 180),
      body,
    });
  }
}
