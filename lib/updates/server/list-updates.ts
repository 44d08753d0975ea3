import { and, asc, eq } from "drizzle-orm";
import { db } from "@/db/client";
import { incidentUpdates, outgoingMessages } from "@/db/schema";
import { requireIncident } from "@/lib/access/server/require";
import { decodeCursor, encodeCursor } from "@/lib/api/cursor";
import { AppError, invariant } from "@/lib/api/errors";
import type { Ctx } from "@/lib/api/server/context";
import { inTransaction } from "@/lib/api/server/in-transaction";
import type { ListUpdatesQuery } from "../inputs";
import { LIMITS } from "../model";
import type { MessageList, MessageView, UpdatePage } from "../views";
import { enqueue } from "./queue-message";
import { addressFor } from "./subscribers";
import { nextUpdateOf, toUpdateViews, updateRows } from "./update-rows";

/** What was sent, newest first, with the promise that is due first. */
export async function listUpdates(ctx: Ctx, ref: string, query: ListUpdatesQuery): Promise<UpdatePage> {
  const incident = await requireIncident(ctx, db(), ref, "read");
  const after = decodeCursor(query.cursor, 1);
  const before = after === null ? null : Number(after[0]);
  const rows = await updateRows(db(), incident.id, { before, limit: query.limit + 1 });
  const page = rows.slice(0, query.limit);
  const last = page.at(-1);
  return {
    data: await toUpdateViews(db(), incident.id, page),
    nextCursor: rows.length > query.limit && last ? encodeCursor([last.no]) : null,
    next: await nextUpdateOf(db(), incident),
  };
}

/** All of them, in the order of sending, for the postmortem. */
export async function allUpdates(ctx: Ctx, ref: string) {
  const incident = await requireIncident(ctx, db(), ref, "read");
  const rows = await updateRows(db(), incident.id, { before: null, limit: LIMITS.updates });
  return toUpdateViews(db(), incident.id, rows.reverse());
}

/** The mails and webhooks of one update, with every try. */
export async function listDeliveries(ctx: Ctx, ref: string, id: string): Promise<MessageList> {
  const incident = await requireIncident(ctx, db(), ref, "respond");
  const [update] = await db()
    .select({ id: incidentUpdates.id })
    .from(incidentUpdates)
    .where(and(eq(incidentUpdates.incidentId, incident.id), eq(incidentUpdates.id, id)));
  if (!update) throw new AppError("not_found", "This incident has no such update.");
  const rows = await db()
    .select()
    .from(outgoingMessages)
    .where(eq(outgoingMessages.updateId, id))
    .orderBy(asc(outgoingMessages.channel), asc(outgoingMessages.address))
    .limit(LIMITS.subscribers);
  return { data: rows.map((row) => toMessageView(ctx, row)), nextCursor: null };
}

/** Tries a message once more that was given up, for instance after the mail server was repaired. */
export async function retryMessage(ctx: Ctx, ref: string, id: string): Promise<MessageView> {
  return inTransaction(ctx, async (tx) => {
    const incident = await requireIncident(ctx, tx, ref, "respond");
    const [row] = await tx
      .select()
      .from(outgoingMessages)
      .where(
        and(
          eq(outgoingMessages.incidentId, incident.id),
          eq(outgoingMessages.id, id),
          eq(outgoingMessages.purpose, "update"),
        ),
      )
      .for("update");
    if (!row) throw new AppError("not_found", "No message of this incident has this id.");
    if (row.state !== "gave_up") {
      throw new AppError("conflict", `It is ${row.state}: only what was given up is sent again.`);
    }
    const [waiting] = await tx
      .update(outgoingMessages)
      .set({ state: "waiting", nextTryAt: ctx.now() })
      .where(eq(outgoingMessages.id, id))
      .returning();
    invariant(waiting, "the locked row is there");
    await enqueue(tx, id, row.tries.length);
    return toMessageView(ctx, waiting);
  });
}

function toMessageView(ctx: Ctx, row: typeof outgoingMessages.$inferSelect): MessageView {
  const { id, channel, state, tries, nextTryAt, createdAt } = row;
  return { id, channel, address: addressFor(ctx, row), state, tries, nextTryAt, createdAt };
}
