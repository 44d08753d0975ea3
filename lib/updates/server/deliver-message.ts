import { eq } from "drizzle-orm";
import { db, type Executor } from "@/db/client";
import { incidents, outgoingMessages, updateSubscribers, users } from "@/db/schema";
import { hashSecret, newSecret } from "@/lib/access/server/secrets";
import { openSecret } from "@/lib/agents/server/sealed-secret";
import { sendSigned } from "@/lib/agents/server/send-signed";
import { type Ctx, systemContext } from "@/lib/api/server/context";
import { incidentRef } from "@/lib/incidents/model";
import { instantToMicros, microsToInstant } from "@/lib/time/instant";
import { confirmPage, enqueue, leaveCall } from "./queue-message";
import { type SendResult, sendMail } from "./smtp";

/** Seconds until the next try; after the last of them nobody tries any more. About six hours in all. */
const BACKOFF_SECONDS = [10, 30, 120, 600, 1800, 3600, 14_400];

/** How long the link of a confirmation works. */
const CONFIRM_DAYS = 7;

type MessageRow = typeof outgoingMessages.$inferSelect;

/** The queue's task: one try. Whoever finds it delivered, withheld or given up does nothing. */
export async function deliverMessage(messageId: string, ctx: Ctx = systemContext()): Promise<void> {
  const [message] = await db().select().from(outgoingMessages).where(eq(outgoingMessages.id, messageId));
  if (message?.state !== "waiting") return;
  const why = await withheld(db(), message);
  const begun = Date.now();
  const result = why ? { status: null, error: why, final: true } : await send(message, ctx);
  const tried = { at: ctx.now(), status: result.status, error: result.error, ms: Date.now() - begun };
  await db().transaction(async (tx) => {
    const [row] = await tx.select().from(outgoingMessages).where(eq(outgoingMessages.id, messageId)).for("update");
    if (row?.state !== "waiting") return;
    const tries = [...row.tries, tried];
    const pause = BACKOFF_SECONDS[tries.length - 1];
    const ends = result.error === null || result.final || pause === undefined;
    const nextTryAt = ends ? null : microsToInstant(instantToMicros(ctx.now()) + (pause ?? 0) * 1_000_000);
    const state = why ? "withheld" : result.error === null ? "delivered" : ends ? "gave_up" : "waiting";
    await tx.update(outgoingMessages).set({ tries, state, nextTryAt }).where(eq(outgoingMessages.id, row.id));
    if (nextTryAt) await enqueue(tx, row.id, tries.length, nextTryAt);
  });
}

/** Asked anew before each try: what was open when it was written may be restricted by now. */
async function withheld(executor: Executor, message: MessageRow): Promise<string | null> {
  if (message.incidentId !== null) {
    const [incident] = await executor.select().from(incidents).where(eq(incidents.id, message.incidentId));
    if (incident?.visibility !== "open") return "The incident is restricted, so nothing about it leaves.";
  }
  if (message.subscriberId !== null) {
    const [subscriber] = await executor
      .select()
      .from(updateSubscribers)
      .where(eq(updateSubscribers.id, message.subscriberId));
    if (!subscriber || subscriber.state === "ended") return "The subscription ended before it was sent.";
    if (message.purpose === "confirmation" && subscriber.state !== "pending") return "It is confirmed already.";
  }
  if (message.userId !== null) {
    const [user] = await executor.select().from(users).where(eq(users.id, message.userId));
    if (!user || user.disabledAt !== null) return "This user is here no more.";
  }
  return null;
}

async function send(message: MessageRow, ctx: Ctx): Promise<SendResult> {
  const { id, address, subject, body, subscriberId } = message;
  const [subscriber] =
    subscriberId === null
      ? []
      : await db().select().from(updateSubscribers).where(eq(updateSubscribers.id, subscriberId));
  if (message.purpose === "confirmation") return subscriber ? sendConfirmation(message, ctx) : GONE;
  if (message.channel === "mail") {
    const leave = subscriber ? { leaveUrl: leaveCall(subscriber.leaveSecret) } : {};
    return sendMail({ id, to: address, subject, text: body, ...leave });
  }
  if (!subscriber?.secretSealed) return GONE;
  let secret: string;
  try {
    secret = openSecret(subscriber.secretSealed, subscriber.id);
  } catch {
    const error = "Its secret can't be opened here. Give every process the same FIREBREAK_SECRETS_KEY, or add it anew.";
    return { status: null, error, final: false };
  }
  const seconds = Math.floor(instantToMicros(ctx.now()) / 1_000_000);
  return sendSigned({ id: `update_${id}`, body, secret, url: address }, seconds);
}

const GONE: SendResult = { status: null, error: "Its subscription is gone.", final: true };

/** The link is made when it is sent, and its secret is kept nowhere: a later try makes the earlier link void. */
async function sendConfirmation(message: MessageRow, ctx: Ctx): Promise<SendResult> {
  const secret = newSecret();
  const until = microsToInstant(instantToMicros(ctx.now()) + CONFIRM_DAYS * 86_400_000_000);
  await db()
    .update(updateSubscribers)
    .set({ confirmHash: hashSecret(secret), confirmUntil: until })
    .where(eq(updateSubscribers.id, message.subscriberId ?? ""));
  const ref = message.incidentId === null ? "an incident" : incidentRef(message.incidentId);
  const text = [
    `Somebody who works on ${ref} wants to send you its status updates.`,
    "",
    `You get them only after you have confirmed, within ${CONFIRM_DAYS} days:`,
    confirmPage(secret),
    "",
    "If you did not expect this, do nothing: then nothing is sent.",
    "",
  ].join("\n");
  return sendMail({ id: message.id, to: message.address, subject: message.subject, text });
}
