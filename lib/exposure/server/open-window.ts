import { and, count, eq, isNull } from "drizzle-orm";
import type { Transaction } from "@/db/client";
import { exposureWindows } from "@/db/schema";
import { requireActor, requireIncident } from "@/lib/access/server/require";
import { AppError, invariant } from "@/lib/api/errors";
import type { Ctx } from "@/lib/api/server/context";
import { inTransaction } from "@/lib/api/server/in-transaction";
import { recordEvent } from "@/lib/record/server/record-event";
import { requireEvidence } from "@/lib/timeline/server/cited-evidence";
import type { OpenWindowInput } from "../inputs";
import type { WindowView } from "../views";
import { enqueueExposure } from "./enqueue-exposure";
import { audienceColumns, refuseEnds, requireAsset } from "./window-facts";
import { toWindowViews } from "./window-view";

const MAX_WINDOWS = 1000;

/** Records that an asset was open to an audience, from when, and until when if it is closed. */
export async function openWindow(ctx: Ctx, ref: string, input: OpenWindowInput): Promise<WindowView> {
  return inTransaction(ctx, async (tx) => {
    const incident = await requireIncident(ctx, tx, ref, "respond");
    return openWindowIn(tx, ctx, incident.id, input);
  });
}

/** The same within a verb that does more; it has made sure that the actor may. */
export async function openWindowIn(
  tx: Transaction,
  ctx: Ctx,
  incidentId: number,
  input: OpenWindowInput,
): Promise<WindowView> {
  const ends = refuseEnds(input);
  const asset = await requireAsset(tx, input.asset);
  await requireRoom(tx, incidentId);
  const [row] = await tx
    .insert(exposureWindows)
    .values({
      ...ends,
      ...(await audienceColumns(tx, input.audience)),
      incidentId,
      assetId: asset.id,
      path: input.path || null,
      note: input.note || null,
      openedEvidence: await requireEvidence(tx, incidentId, input.openedEvidence ?? [], "openedEvidence"),
      closedEvidence: await requireEvidence(tx, incidentId, input.closedEvidence ?? [], "closedEvidence"),
      recordedAt: ctx.now(),
      recordedBy: requireActor(ctx).name,
    })
    .returning();
  invariant(row, "an insert returns its row");
  const [view] = await toWindowViews(tx, [row]);
  invariant(view, "one row in, one view out");
  await recordEvent(tx, ctx, {
    incidentId,
    kind: "exposure_window_opened",
    occurredAt: view.openedAt,
    data: { ...view },
  });
  // It ended in the world as well, and whoever reads the timeline looks for that there.
  if (view.closedAt !== null) {
    await recordEvent(tx, ctx, {
      incidentId,
      kind: "exposure_window_closed",
      occurredAt: view.closedAt,
      data: { ...view },
    });
  }
  await enqueueExposure(tx, incidentId);
  return view;
}

async function requireRoom(tx: Transaction, incidentId: number): Promise<void> {
  const [row] = await tx
    .select({ n: count() })
    .from(exposureWindows)
    .where(and(eq(exposureWindows.incidentId, incidentId), isNull(exposureWindows.supersededAt)));
  if ((row?.n ?? 0) >= MAX_WINDOWS) {
    throw new AppError("conflict", `An incident holds at most ${MAX_WINDOWS} windows. Combine or withdraw some first.`);
  }
}
