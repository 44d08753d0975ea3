import { and, eq, sql } from "drizzle-orm";
import { db, type Executor, type Transaction } from "@/db/client";
import { aiKillSwitches, containmentActions, stopDeliveries } from "@/db/schema";
import { type Ctx, systemContext } from "@/lib/api/server/context";
import { stopWasSent } from "@/lib/containment/server/stop-was-sent";
import { lockRecord } from "@/lib/record/server/record-event";
import { instantToMicros, microsToInstant } from "@/lib/time/instant";
import { recordAiEvent } from "./record-ai-event";
import { openSecret } from "./sealed-secret";
import { type SendResult, sendSigned } from "./send-signed";

/** Seconds until the next try: a stop is urgent, so the first come soon. About fifty minutes in all. */
const BACKOFF_SECONDS = [2, 5, 10, 20, 45, 90, 180, 300, 600, 1800];

type Delivery = typeof stopDeliveries.$inferSelect;

/** The queue's task: one try. Whoever finds it delivered or given up does nothing. */
export async function deliverStop(deliveryId: string, ctx: Ctx = systemContext()): Promise<void> {
  const [delivery] = await db().select().from(stopDeliveries).where(eq(stopDeliveries.id, deliveryId));
  if (delivery?.state !== "waiting") return;
  // What somebody dropped, or carried out by hand, meanwhile is never sent.
  if (await isDropped(db(), delivery)) {
    await db()
      .update(stopDeliveries)
      .set({ state: "gave_up", nextTryAt: null })
      .where(and(eq(stopDeliveries.id, delivery.id), eq(stopDeliveries.state, "waiting")));
    return;
  }
  const begun = Date.now();
  const result = await send(delivery, Math.floor(instantToMicros(ctx.now()) / 1_000_000));
  const tried = { at: ctx.now(), status: result.status, error: result.error, ms: Date.now() - begun };
  await db().transaction((tx) => settle(tx, ctx, delivery, result, tried));
}

async function send(delivery: Delivery, nowSeconds: number): Promise<SendResult> {
  const [killSwitch] = await db().select().from(aiKillSwitches).where(eq(aiKillSwitches.id, delivery.killSwitchId));
  if (!killSwitch) return { status: null, error: "Its kill switch is gone.", final: true };
  let secret: string;
  try {
    secret = openSecret(killSwitch.secretSealed, delivery.aiSystemId);
  } catch {
    const error = "Its secret can't be opened here. Give every process the same FIREBREAK_SECRETS_KEY, or set it anew.";
    return { status: null, error, final: false };
  }
  const id = `stop_${delivery.id}`;
  return sendSigned({ id, body: delivery.body, secret, url: killSwitch.url }, nowSeconds);
}

async function settle(
  tx: Transaction,
  ctx: Ctx,
  delivery: Delivery,
  result: SendResult,
  tried: Delivery["tries"][number],
): Promise<void> {
  // The record first, as every writer does: otherwise two of them could wait for each other.
  if (delivery.incidentId !== null) await lockRecord(tx, delivery.incidentId);
  const [row] = await tx.select().from(stopDeliveries).where(eq(stopDeliveries.id, delivery.id)).for("update");
  if (row?.state !== "waiting") return;
  const tries = [...row.tries, tried];
  const pause = BACKOFF_SECONDS[tries.length - 1];
  const delivered = result.error === null;
  const ends = delivered || result.final || pause === undefined || (await isDropped(tx, row));
  const nextTryAt = ends ? null : microsToInstant(instantToMicros(ctx.now()) + (pause ?? 0) * 1_000_000);
  const state = delivered ? "delivered" : ends ? "gave_up" : "waiting";
  await tx.update(stopDeliveries).set({ tries, state, nextTryAt }).where(eq(stopDeliveries.id, row.id));
  if (nextTryAt) {
    const payload = JSON.stringify({ deliveryId: row.id });
    await tx.execute(
      sql`select enqueue_job_at('deliver_stop', ${payload}::json, ${nextTryAt}::timestamptz, ${`stop:${row.id}:${tries.length}`})`,
    );
  }
  if (row.actionId) await stopWasSent(tx, ctx, row.actionId, { ...result, delivered, ended: ends });
  if (!ends) return;
  await recordAiEvent(tx, ctx, {
    aiSystemId: row.aiSystemId,
    kind: "stop_sent",
    incidentId: row.incidentId,
    data: { test: row.actionId === null, delivered, status: result.status, error: result.error },
  });
}

/** A stop that somebody carried out by hand, or dropped, meanwhile is not tried on. */
async function isDropped(tx: Executor, { actionId }: Delivery): Promise<boolean> {
  if (!actionId) return false;
  const [action] = await tx.select().from(containmentActions).where(eq(containmentActions.id, actionId));
  return action?.state !== "started";
}
