import { randomBytes } from "node:crypto";
import { and, eq, isNull, sql } from "drizzle-orm";
import { db, type Executor, type Transaction } from "@/db/client";
import { updateSubscribers, users } from "@/db/schema";
import { requireActor, requireIncident } from "@/lib/access/server/require";
import { newSecret } from "@/lib/access/server/secrets";
import { ForbiddenTarget, resolveTarget } from "@/lib/agents/server/allowed-target";
import { sealSecret } from "@/lib/agents/server/sealed-secret";
import { AppError, invariant } from "@/lib/api/errors";
import type { Ctx } from "@/lib/api/server/context";
import { inTransaction } from "@/lib/api/server/in-transaction";
import { incidentRef } from "@/lib/incidents/model";
import { lockRecord, recordEvent } from "@/lib/record/server/record-event";
import type { AddSubscriberInput } from "../inputs";
import { LIMITS } from "../model";
import type { NewSubscriberView, SubscriberList, SubscriberView } from "../views";
import { queueMessage } from "./queue-message";
import type { SubscriberRow } from "./readers";
import { mailSettings, NO_MAIL } from "./smtp";

/** Who gets the updates by mail or webhook, and who got them: those that ended stay listed. */
export async function listSubscribers(ctx: Ctx, ref: string): Promise<SubscriberList> {
  const incident = await requireIncident(ctx, db(), ref, "respond");
  return {
    data: (await viewsOf(db(), incident.id)).map((one) => ({ ...one, address: addressFor(ctx, one) })),
    nextCursor: null,
    mail: mailSettings() !== null,
    restricted: incident.visibility === "restricted",
  };
}

/**
 * Adds a mail address or a webhook. An address that is nobody's here gets a link first, and nothing else until its owner
 * has confirmed. Being a subscriber gives no access: no role, no link into the app.
 */
export async function addSubscriber(ctx: Ctx, ref: string, input: AddSubscriberInput): Promise<NewSubscriberView> {
  // Whoever may not is told so before any name is resolved for them.
  await requireIncident(ctx, db(), ref, "command");
  if (input.channel === "webhook") await refuseForbidden(input.address);
  const add = async (tx: Transaction) => {
    const incident = await requireIncident(ctx, tx, ref, "command");
    await lockRecord(tx, incident.id);
    if (incident.visibility === "restricted") {
      throw new AppError("conflict", "The incident is restricted: nothing about it leaves, so nobody can subscribe.");
    }
    if (input.channel === "mail" && !mailSettings()) throw new AppError("unavailable", NO_MAIL);
    await refuseTooMany(tx, incident.id);
    const user = input.channel === "mail" ? await userOf(tx, input.address) : null;
    const made = input.channel === "webhook" && !input.secret ? `whsec_${randomBytes(32).toString("base64")}` : null;
    const row = await insert(tx, ctx, incident.id, input, user, made);
    await recordEvent(tx, ctx, {
      incidentId: incident.id,
      kind: "update_subscriber_added",
      data: { id: row.id, channel: row.channel, address: shown(row), audience: row.audience },
    });
    if (row.state === "pending") await queueConfirmation(tx, ctx, row);
    return { ...(await viewOf(tx, row)), secret: made };
  };
  return inTransaction(ctx, add, { isSecret: input.channel === "webhook" && !input.secret });
}

async function refuseForbidden(address: string): Promise<void> {
  try {
    await resolveTarget(address);
  } catch (error) {
    if (!(error instanceof ForbiddenTarget)) throw error;
    throw new AppError("invalid", error.message, { fields: [{ pointer: "/address", message: error.message }] });
  }
}

async function refuseTooMany(tx: Transaction, incidentId: number): Promise<void> {
  const [kept] = await tx
    .select({ n: sql<number>`count(*)::int` })
    .from(updateSubscribers)
    .where(eq(updateSubscribers.incidentId, incidentId));
  if ((kept?.n ?? 0) < LIMITS.subscribers) return;
  throw new AppError("conflict", `An incident holds at most ${LIMITS.subscribers} subscribers. Use a mailing list.`);
}

async function userOf(tx: Transaction, address: string): Promise<string | null> {
  const [user] = await tx
    .select({ id: users.id })
    .from(users)
    .where(and(eq(sql`lower(${users.email})`, address.toLowerCase()), isNull(users.disabledAt)));
  return user?.id ?? null;
}

async function insert(
  tx: Transaction,
  ctx: Ctx,
  incidentId: number,
  input: AddSubscriberInput,
  userId: string | null,
  made: string | null,
): Promise<SubscriberRow> {
  const id = crypto.randomUUID();
  const pending = input.channel === "mail" && userId === null;
  const secret = input.channel === "webhook" ? (input.secret ?? made) : null;
  const [row] = await tx
    .insert(updateSubscribers)
    .values({
      id,
      incidentId,
      channel: input.channel,
      address: input.address,
      audience: input.audience,
      userId,
      state: pending ? "pending" : "confirmed",
      leaveSecret: newSecret(),
      secretSealed: secret === null ? null : sealSecret(secret, id),
      addedAt: ctx.now(),
      addedBy: requireActor(ctx).name,
      confirmedAt: pending ? null : ctx.now(),
    })
    .onConflictDoNothing()
    .returning();
  if (row) return row;
  const message = "This address gets the updates of this incident already. Remove it first to change its audience.";
  throw new AppError("conflict", message, { fields: [{ pointer: "/address", message }] });
}

/** As who may add it reads it; to others the host of a webhook alone, since its path may hold a secret. */
export function addressFor(ctx: Ctx, { channel, address }: Pick<SubscriberRow, "channel" | "address">): string {
  if (channel === "mail" || ctx.actor?.permissions.has("command")) return address;
  return new URL(address).host;
}

/** The record names a mail address, and of a webhook the host alone: its path may hold a secret. */
function shown({ channel, address }: Pick<SubscriberRow, "channel" | "address">): string {
  return channel === "webhook" ? new URL(address).host : address;
}

async function queueConfirmation(tx: Transaction, ctx: Ctx, row: SubscriberRow): Promise<void> {
  await queueMessage(tx, ctx, {
    purpose: "confirmation",
    channel: "mail",
    incidentId: row.incidentId,
    subscriberId: row.id,
    address: row.address,
    subject: `[${incidentRef(row.incidentId)}] Confirm that you want status updates`,
  });
}

/** Sends the link again, for instance after the week in which the first one worked. */
export async function confirmAgain(ctx: Ctx, ref: string, id: string): Promise<SubscriberView> {
  return inTransaction(ctx, async (tx) => {
    const incident = await requireIncident(ctx, tx, ref, "command");
    const row = await lockSubscriber(tx, incident.id, id);
    if (row.state !== "pending") throw new AppError("conflict", "There is nothing left to confirm.");
    if (!mailSettings()) throw new AppError("unavailable", NO_MAIL);
    const [waiting] = await tx.execute(sql`select 1 from outgoing_messages
      where subscriber_id = ${id} and purpose = 'confirmation' and state = 'waiting'`);
    if (waiting) throw new AppError("conflict", "The mail with the link is being sent already.");
    await queueConfirmation(tx, ctx, row);
    return viewOf(tx, row);
  });
}

export async function removeSubscriber(ctx: Ctx, ref: string, id: string): Promise<void> {
  await inTransaction(ctx, async (tx) => {
    const incident = await requireIncident(ctx, tx, ref, "command");
    await lockRecord(tx, incident.id);
    const row = await lockSubscriber(tx, incident.id, id);
    if (row.state === "ended") throw new AppError("conflict", "This subscription ended already.");
    await endSubscription(tx, ctx, row, requireActor(ctx).name);
  });
}

async function lockSubscriber(tx: Transaction, incidentId: number, id: string): Promise<SubscriberRow> {
  const [row] = await tx
    .select()
    .from(updateSubscribers)
    .where(and(eq(updateSubscribers.incidentId, incidentId), eq(updateSubscribers.id, id)))
    .for("update");
  if (!row) throw new AppError("not_found", "This incident has no such subscriber.");
  return row;
}

export async function endSubscription(tx: Transaction, ctx: Ctx, row: SubscriberRow, by: string): Promise<void> {
  await tx
    .update(updateSubscribers)
    .set({ state: "ended", endedAt: ctx.now(), endedBy: by, confirmHash: null, confirmUntil: null })
    .where(eq(updateSubscribers.id, row.id));
  await recordEvent(tx, ctx, {
    incidentId: row.incidentId,
    kind: "update_subscriber_ended",
    data: { id: row.id, channel: row.channel, address: shown(row), by },
  });
}

async function viewOf(executor: Executor, { incidentId, id }: SubscriberRow): Promise<SubscriberView> {
  const view = (await viewsOf(executor, incidentId)).find((one) => one.id === id);
  invariant(view, "the subscriber is there");
  return view;
}

async function viewsOf(executor: Executor, incidentId: number): Promise<SubscriberView[]> {
  const rows = await executor
    .select({ row: updateSubscribers, user: users.name })
    .from(updateSubscribers)
    .leftJoin(users, eq(users.id, updateSubscribers.userId))
    .where(eq(updateSubscribers.incidentId, incidentId))
    .orderBy(sql`ended_at is not null`, updateSubscribers.addedAt, updateSubscribers.id)
    .limit(LIMITS.subscribers);
  const last = await lastMessages(executor, incidentId);
  return rows.map(({ row, user }) => {
    const { id, channel, address, audience, state, addedAt, addedBy, confirmedAt, endedAt, endedBy } = row;
    const kept = { id, channel, address, audience, state, addedAt, addedBy, confirmedAt, endedAt, endedBy };
    return { ...kept, user, last: last.get(id) ?? null };
  });
}

async function lastMessages(executor: Executor, incidentId: number) {
  type Last = NonNullable<SubscriberView["last"]>;
  const rows = await executor.execute<{ id: string; state: Last["state"]; tries: number; error: string | null }>(sql`
    select distinct on (subscriber_id) subscriber_id as id, state, jsonb_array_length(tries) as tries,
      tries -> -1 ->> 'error' as error
    from outgoing_messages where incident_id = ${incidentId} and subscriber_id is not null
    order by subscriber_id, created_at desc, id`);
  return new Map(rows.map(({ id, state, tries, error }) => [id, { state, tries, error }]));
}
