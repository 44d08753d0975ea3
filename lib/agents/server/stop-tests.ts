import { desc, eq } from "drizzle-orm";
import { db, type Transaction } from "@/db/client";
import { aiStopTests } from "@/db/schema";
import { requirePermission } from "@/lib/access/server/require";
import { AppError } from "@/lib/api/errors";
import type { Ctx } from "@/lib/api/server/context";
import { inTransaction } from "@/lib/api/server/in-transaction";
import type { RecordStopTestInput } from "../inputs";
import type { AiSystemView, StopTestView } from "../views";
import { requireAiSystem } from "./ai-system-rows";
import { recordAiEvent } from "./record-ai-event";
import { systemView, toStopTestView } from "./system-views";

/** Records that somebody tried whether the stop works, and how that went. */
export async function recordStopTest(ctx: Ctx, id: string, input: RecordStopTestInput): Promise<AiSystemView> {
  requirePermission(ctx, "respond");
  return inTransaction(ctx, async (tx) => {
    await requireAiSystem(tx, id);
    await insertStopTest(tx, ctx, id, input);
    return systemView(tx, ctx, id);
  });
}

export async function insertStopTest(tx: Transaction, ctx: Ctx, id: string, input: RecordStopTestInput): Promise<void> {
  const actor = requirePermission(ctx, "respond");
  const testedAt = input.testedAt ?? ctx.now();
  if (testedAt > ctx.now()) {
    const message = "A test that is yet to come has no outcome.";
    throw new AppError("invalid", message, { fields: [{ pointer: "/testedAt", message }] });
  }
  const { outcome, secondsToStop } = input;
  await tx.insert(aiStopTests).values({
    aiSystemId: id,
    testedAt,
    outcome,
    secondsToStop,
    note: input.note || null,
    recordedAt: ctx.now(),
    recordedBy: actor.name,
  });
  await recordAiEvent(tx, ctx, { aiSystemId: id, kind: "stop_tested", data: { outcome, secondsToStop, testedAt } });
}

/** Every test of the stop, the latest first. */
export async function listStopTests(ctx: Ctx, id: string): Promise<{ data: StopTestView[]; nextCursor: null }> {
  requirePermission(ctx, "read");
  await requireAiSystem(db(), id);
  const rows = await db()
    .select()
    .from(aiStopTests)
    .where(eq(aiStopTests.aiSystemId, id))
    .orderBy(desc(aiStopTests.testedAt))
    .limit(200);
  return { data: rows.map(toStopTestView), nextCursor: null };
}
