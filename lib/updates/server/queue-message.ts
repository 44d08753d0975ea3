import { randomUUID } from "node:crypto";
import { sql } from "drizzle-orm";
import type { Transaction } from "@/db/client";
import { outgoingMessages } from "@/db/schema";
import type { Incident } from "@/lib/access/server/require";
import type { Ctx } from "@/lib/api/server/context";
import { incidentRef } from "@/lib/incidents/model";
import { payloadOf, subjectOf, type Told, textOf } from "../message";
import { originOf } from "./origin";
import type { SubscriberRow } from "./readers";
import type { UpdateRow } from "./update-rows";

type Message = typeof outgoingMessages.$inferInsert;

/** Writes an update to each of its subscribers and queues it, in the caller's transaction. */
export async function queueUpdate(
  tx: Transaction,
  ctx: Ctx,
  incident: Pick<Incident, "id" | "mode">,
  update: UpdateRow,
  targets: readonly SubscriberRow[],
): Promise<void> {
  const told = toldOf(incident, update);
  for (const { id, userId, channel, address, leaveSecret } of targets) {
    await queueMessage(tx, ctx, {
      purpose: "update",
      channel,
      incidentId: incident.id,
      updateId: update.id,
      subscriberId: id,
      userId,
      address,
      subject: channel === "mail" ? subjectOf(told) : "",
      body: channel === "mail" ? textOf(told, leavePage(leaveSecret)) : payloadOf(told),
    });
  }
}

export function toldOf(incident: Pick<Incident, "id" | "mode">, row: Omit<UpdateRow, "reach" | "id">): Told {
  const { no, audience, state, body, nextAt, sentAt, sentByName } = row;
  const { id, mode } = incident;
  return { incident: incidentRef(id), mode, no, audience, state, body, nextAt, sentAt, sentBy: sentByName };
}

export async function queueMessage(
  tx: Transaction,
  ctx: Ctx,
  message: Omit<Message, "id" | "state" | "createdAt" | "nextTryAt">,
): Promise<void> {
  const id = randomUUID();
  await tx
    .insert(outgoingMessages)
    .values({ ...message, id, state: "waiting", nextTryAt: ctx.now(), createdAt: ctx.now() });
  await enqueue(tx, id, 0);
}

/** The queue's task for one try. */
export async function enqueue(tx: Transaction, messageId: string, tries: number, at?: string): Promise<void> {
  const payload = JSON.stringify({ messageId });
  const key = `message:${messageId}:${tries}`;
  await tx.execute(
    at === undefined
      ? sql`select enqueue_job('deliver_message', ${payload}::json, ${key})`
      : sql`select enqueue_job_at('deliver_message', ${payload}::json, ${at}::timestamptz, ${key})`,
  );
}

/** Where a person ends a subscription. */
export function leavePage(secret: string): string {
  return `${originOf()}/subscription?leave=${secret}`;
}

/** Where a mail program ends it, without a page. */
export function leaveCall(secret: string): string {
  return `${originOf()}/api/v1/update-subscriptions/${secret}/leave`;
}

export function confirmPage(secret: string): string {
  return `${originOf()}/subscription?confirm=${secret}`;
}
