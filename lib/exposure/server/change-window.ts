import { eq } from "drizzle-orm";
import type { Transaction } from "@/db/client";
import { exposureWindows } from "@/db/schema";
import { requireActor, requireIncident } from "@/lib/access/server/require";
import { AppError, invariant } from "@/lib/api/errors";
import type { Ctx } from "@/lib/api/server/context";
import { inTransaction } from "@/lib/api/server/in-transaction";
import type { IncidentEventKind } from "@/lib/record/model";
import { recordEvent } from "@/lib/record/server/record-event";
import { requireEvidence } from "@/lib/timeline/server/cited-evidence";
import type { ChangeWindowInput, CloseWindowInput, WithdrawInput } from "../inputs";
import type { WindowView } from "../views";
import { enqueueExposure } from "./enqueue-exposure";
import { audienceColumns, refuseEnds } from "./window-facts";
import { lockWindow, toWindowViews, type WindowRow } from "./window-view";

/** Corrects a window: the former version is superseded and stays to be asked for. */
export async function changeWindow(ctx: Ctx, ref: string, id: string, input: ChangeWindowInput): Promise<WindowView> {
  const { reason, audience, ...given } = input;
  return supersede(ctx, ref, id, async (tx, before) => {
    // A bound belongs to the time it bounds: a new time without bounds of its own is exact.
    const stated = {
      openedAt: before.openedAt,
      openedAtEarliest: given.openedAt === undefined ? before.openedAtEarliest : undefined,
      openedAtLatest: given.openedAt === undefined ? before.openedAtLatest : undefined,
      closedAt: before.closedAt,
      closedAtEarliest: given.closedAt === undefined ? before.closedAtEarliest : undefined,
      closedAtLatest: given.closedAt === undefined ? before.closedAtLatest : undefined,
      ...present(given),
    };
    const cited = (ids: readonly string[], field: string) => requireEvidence(tx, before.incidentId, ids, field);
    const after = {
      ...refuseEnds(stated),
      ...(audience ? await audienceColumns(tx, audience) : {}),
      ...present({
        path: given.path === undefined ? undefined : given.path || null,
        note: given.note === undefined ? undefined : given.note || null,
        openedEvidence: given.openedEvidence && (await cited(given.openedEvidence, "openedEvidence")),
        closedEvidence: given.closedEvidence && (await cited(given.closedEvidence, "closedEvidence")),
      }),
    };
    const closes = before.closedAt === null && after.closedAt !== null;
    const kind = closes ? "exposure_window_closed" : "exposure_window_changed";
    return { kind, after, occurredAt: closes ? after.closedAt : undefined, reason };
  });
}

/** Says when an open window ended. */
export async function closeWindow(ctx: Ctx, ref: string, id: string, input: CloseWindowInput): Promise<WindowView> {
  return supersede(ctx, ref, id, async (tx, before) => {
    if (before.closedAt !== null) {
      throw new AppError("conflict", "This window is closed already. Change its closing time if that was wrong.");
    }
    const { openedAt, openedAtEarliest, openedAtLatest } = before;
    const { closedAt, closedAtEarliest, closedAtLatest } = input;
    const closedEvidence =
      input.closedEvidence && (await requireEvidence(tx, before.incidentId, input.closedEvidence, "closedEvidence"));
    const after = {
      ...refuseEnds({ openedAt, openedAtEarliest, openedAtLatest, closedAt, closedAtEarliest, closedAtLatest }),
      ...present({ closedEvidence, note: input.note || undefined }),
    };
    return { kind: "exposure_window_closed", after, occurredAt: closedAt };
  });
}

/** Takes a window out of the answer that should never have been recorded; it stays in the record. */
export async function withdrawWindow(ctx: Ctx, ref: string, id: string, input: WithdrawInput): Promise<WindowView> {
  return supersede(ctx, ref, id, async () => ({
    kind: "exposure_window_withdrawn",
    after: { withdrawn: 1 },
    reason: input.reason,
  }));
}

interface Change {
  kind: IncidentEventKind;
  after: Partial<WindowRow>;
  /** When it was so in the world, where that is not now. */
  occurredAt?: string | null | undefined;
  reason?: string | undefined;
}

async function supersede(
  ctx: Ctx,
  ref: string,
  id: string,
  decide: (tx: Transaction, before: WindowRow) => Promise<Change>,
): Promise<WindowView> {
  return inTransaction(ctx, async (tx) => {
    const incident = await requireIncident(ctx, tx, ref, "respond");
    const before = await lockWindow(tx, incident.id, id);
    if (!before) throw new AppError("not_found", "This incident has no such exposure window.");
    const { kind, after, occurredAt, reason } = await decide(tx, before);
    const now = ctx.now();
    await tx.update(exposureWindows).set({ supersededAt: now }).where(eq(exposureWindows.versionId, before.versionId));
    const { versionId: _, ...kept } = before;
    const [row] = await tx
      .insert(exposureWindows)
      .values({ ...kept, ...after, recordedAt: now, recordedBy: requireActor(ctx).name })
      .returning();
    invariant(row, "an insert returns its row");
    const [was] = await toWindowViews(tx, [before]);
    const [view] = await toWindowViews(tx, [row]);
    invariant(view, "one row in, one view out");
    await recordEvent(tx, ctx, {
      incidentId: incident.id,
      kind,
      ...(occurredAt ? { occurredAt } : {}),
      data: { ...view, was, ...(reason ? { reason } : {}) },
    });
    await enqueueExposure(tx, incident.id);
    return view;
  });
}

/** Without what was left out, so that it does not overwrite. */
function present<T extends object>(given: T): { [K in keyof T]: Exclude<T[K], undefined> } {
  return Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined)) as never;
}
