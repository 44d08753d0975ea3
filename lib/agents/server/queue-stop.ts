import { randomUUID } from "node:crypto";
import { and, eq, isNull, sql } from "drizzle-orm";
import type { Transaction } from "@/db/client";
import { aiKillSwitches, stopDeliveries } from "@/db/schema";
import { AppError, invariant } from "@/lib/api/errors";
import type { Ctx } from "@/lib/api/server/context";
import { incidentRef } from "@/lib/incidents/model";
import { currentVersions } from "./ai-system-rows";
import { identitiesOf } from "./system-views";

interface Stop {
  aiSystemId: string;
  /** Null for a test. */
  incident: number | null;
  action: { id: string; no: number } | null;
}

/** Writes the message to an AI system's kill switch and queues it, in the caller's transaction. */
export async function queueStop(tx: Transaction, ctx: Ctx, { aiSystemId, incident, action }: Stop) {
  const [killSwitch] = await tx
    .select()
    .from(aiKillSwitches)
    .where(and(eq(aiKillSwitches.aiSystemId, aiSystemId), isNull(aiKillSwitches.supersededAt)));
  if (!killSwitch) {
    throw new AppError("conflict", "Its kill switch can't be called: no webhook is set. Stop it by hand, or set one.");
  }
  const id = randomUUID();
  const [row] = await tx
    .insert(stopDeliveries)
    .values({
      id,
      aiSystemId,
      killSwitchId: killSwitch.id,
      incidentId: incident,
      actionId: action?.id ?? null,
      body: await bodyOf(tx, ctx, { aiSystemId, incident, action }),
      state: "waiting",
      nextTryAt: ctx.now(),
      createdAt: ctx.now(),
      createdBy: ctx.actor?.name ?? "Firebreak",
    })
    .returning();
  invariant(row, "an insert returns its row");
  const payload = JSON.stringify({ deliveryId: id });
  await tx.execute(sql`select enqueue_job('deliver_stop', ${payload}::json, ${`stop:${id}`})`);
  return row;
}

/** Names and numbers only: what an incident is about never leaves. */
async function bodyOf(tx: Transaction, ctx: Ctx, { aiSystemId, incident, action }: Stop): Promise<string> {
  const version = (await currentVersions(tx, ctx.now(), [aiSystemId])).get(aiSystemId);
  const identities = (await identitiesOf(tx, [aiSystemId])).get(aiSystemId) ?? [];
  return JSON.stringify({
    type: action ? "agent.stop" : "agent.stop_test",
    timestamp: ctx.now(),
    data: {
      aiSystem: { id: aiSystemId, name: version?.name ?? null },
      identities: identities
        .flatMap((one) => one.aliases.map(({ system, value }) => ({ system, value })))
        .slice(0, 200),
      incident: incident === null ? null : incidentRef(incident),
      action: action ? `A-${action.no}` : null,
      test: action === null,
    },
  });
}
