import { randomBytes } from "node:crypto";
import { and, desc, eq, isNull } from "drizzle-orm";
import { db, type Transaction } from "@/db/client";
import { aiKillSwitches, stopDeliveries } from "@/db/schema";
import { requirePermission } from "@/lib/access/server/require";
import { AppError } from "@/lib/api/errors";
import type { Ctx } from "@/lib/api/server/context";
import { inTransaction } from "@/lib/api/server/in-transaction";
import type { SetKillSwitchInput } from "../inputs";
import type { DeliveryView, NewKillSwitchView } from "../views";
import { requireAiSystem } from "./ai-system-rows";
import { ForbiddenTarget, resolveTarget } from "./allowed-target";
import { queueStop } from "./queue-stop";
import { recordAiEvent } from "./record-ai-event";
import { sealSecret } from "./sealed-secret";

/** Says where a signed stop is sent. A secret that we make is shown in this answer and nowhere else. */
export async function setKillSwitch(ctx: Ctx, id: string, input: SetKillSwitchInput): Promise<NewKillSwitchView> {
  const actor = requirePermission(ctx, "administer");
  await refuseForbidden(input.url);
  const set = async (tx: Transaction) => {
    await requireAiSystem(tx, id);
    const secret = input.secret ?? `whsec_${randomBytes(32).toString("base64")}`;
    await supersede(tx, ctx, id);
    await tx.insert(aiKillSwitches).values({
      aiSystemId: id,
      url: input.url,
      secretSealed: sealSecret(secret, id),
      recordedAt: ctx.now(),
      recordedBy: actor.name,
    });
    const { host } = new URL(input.url);
    await recordAiEvent(tx, ctx, { aiSystemId: id, kind: "kill_switch_set", data: { host } });
    return { url: input.url, secret: input.secret ? null : secret };
  };
  return inTransaction(ctx, set, { isSecret: true });
}

async function refuseForbidden(url: string): Promise<void> {
  try {
    await resolveTarget(url);
  } catch (error) {
    if (!(error instanceof ForbiddenTarget)) throw error;
    throw new AppError("invalid", error.message, { fields: [{ pointer: "/url", message: error.message }] });
  }
}

export async function removeKillSwitch(ctx: Ctx, id: string): Promise<void> {
  requirePermission(ctx, "administer");
  await inTransaction(ctx, async (tx) => {
    await requireAiSystem(tx, id);
    const removed = await supersede(tx, ctx, id);
    if (removed.length === 0) throw new AppError("not_found", "Its kill switch is not called by webhook.");
    await recordAiEvent(tx, ctx, { aiSystemId: id, kind: "kill_switch_removed" });
  });
}

function supersede(tx: Transaction, ctx: Ctx, id: string) {
  return tx
    .update(aiKillSwitches)
    .set({ supersededAt: ctx.now() })
    .where(and(eq(aiKillSwitches.aiSystemId, id), isNull(aiKillSwitches.supersededAt)))
    .returning();
}

/**
 * Sends a message that says it is a test: what the receiver does with it is its own affair. One at a time, since each is
 * tried for the better part of an hour.
 */
export async function testKillSwitch(ctx: Ctx, id: string): Promise<DeliveryView> {
  requirePermission(ctx, "respond");
  return inTransaction(ctx, async (tx) => {
    await requireAiSystem(tx, id);
    await requireNoneWaiting(tx, id);
    return toDeliveryView(await queueStop(tx, ctx, { aiSystemId: id, incident: null, action: null }));
  });
}

async function requireNoneWaiting(tx: Transaction, id: string): Promise<void> {
  const [killSwitch] = await tx
    .select({ id: aiKillSwitches.id })
    .from(aiKillSwitches)
    .where(and(eq(aiKillSwitches.aiSystemId, id), isNull(aiKillSwitches.supersededAt)))
    .for("update");
  if (!killSwitch) return;
  const [waiting] = await tx
    .select({ id: stopDeliveries.id })
    .from(stopDeliveries)
    .where(
      and(
        eq(stopDeliveries.killSwitchId, killSwitch.id),
        eq(stopDeliveries.state, "waiting"),
        isNull(stopDeliveries.actionId),
      ),
    )
    .limit(1);
  if (waiting) throw new AppError("conflict", "A test message is under way already. Wait for what becomes of it.");
}

/** What was sent to its kill switch in tests, the latest first; stops are shown at their incidents. */
export async function listTestDeliveries(ctx: Ctx, id: string): Promise<{ data: DeliveryView[]; nextCursor: null }> {
  requirePermission(ctx, "read");
  await requireAiSystem(db(), id);
  const rows = await db()
    .select()
    .from(stopDeliveries)
    .where(and(eq(stopDeliveries.aiSystemId, id), isNull(stopDeliveries.actionId)))
    .orderBy(desc(stopDeliveries.createdAt))
    .limit(20);
  return { data: rows.map(toDeliveryView), nextCursor: null };
}

export function toDeliveryView(row: typeof stopDeliveries.$inferSelect): DeliveryView {
  const { id, actionId, state, tries, nextTryAt, createdAt, createdBy } = row;
  return { id, action: actionId, state, tries, nextTryAt, createdAt, createdBy };
}
