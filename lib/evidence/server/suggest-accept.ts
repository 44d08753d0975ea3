import { inArray } from "drizzle-orm";
import type { Transaction } from "@/db/client";
import { clearances, principals } from "@/db/schema";
import { requireActor } from "@/lib/access/server/require";
import { AppError } from "@/lib/api/errors";
import type { Ctx } from "@/lib/api/server/context";
import { enqueueExposures } from "@/lib/exposure/server/enqueue-exposure";
import { openWindowIn } from "@/lib/exposure/server/open-window";
import { recordEvent } from "@/lib/record/server/record-event";
import type { GrantSuggestion, WindowSuggestion } from "../suggestions";
import { letsSomebodyIn } from "./suggest-windows";

/** A window for each asset that was open, and beside it that the grant by which it was open is void. */
export async function openSuggested(
  tx: Transaction,
  ctx: Ctx,
  incidentId: number,
  suggestion: WindowSuggestion,
  voidGrant: boolean,
): Promise<void> {
  const { audience, assets, openedAt, closedAt, openedEvents, closedEvents, openedAction } = suggestion;
  if (assets.length === 0 || audience === null)
    throw new AppError("invalid", "Which asset was open, or to whom, the logs do not say: record the window by hand.");
  if (audience.unresolved.length > 0)
    throw new AppError(
      "invalid",
      `Nobody has said who "${audience.unresolved[0]}" is. Say so in the list of people first, or record the window by hand.`,
    );
  const opened: GrantSuggestion["windows"] = [];
  for (const { id } of assets) {
    const window = await openWindowIn(tx, ctx, incidentId, {
      asset: id,
      audience: { kind: audience.kind, group: audience.group, principals: audience.principals.map((one) => one.id) },
      openedAt,
      closedAt,
      path: "permission_change",
      note: `Suggested by the evidence: ${openedAction} on ${suggestion.resource}`.slice(0, 5000),
      openedEvidence: openedEvents,
      closedEvidence: closedEvents,
    });
    opened.push({ id: window.id, asset: window.asset, assetName: window.assetName });
  }
  if (voidGrant && letsSomebodyIn(audience))
    await voidSuggested(tx, ctx, incidentId, { ...suggestion, audience }, opened);
}

type Grant = Pick<
  GrantSuggestion,
  "audience" | "openedAt" | "closedAt" | "openedEvents" | "closedEvents" | "resource" | "openedAction"
>;

/**
 * For the group or each principal that was let in: valid in the system, void in policy, for as long as the window, with
 * the events that made the grant and took it back. It never clears anybody.
 */
export async function voidSuggested(
  tx: Transaction,
  ctx: Ctx,
  incidentId: number,
  grant: Grant,
  windows: GrantSuggestion["windows"],
): Promise<void> {
  const { group, principals: listed } = grant.audience;
  const people = listed.length > 0 ? await idsOf(tx, listed) : [];
  const holders = group !== null ? [{ groupName: group }] : people.map((principalId) => ({ principalId }));
  const by = { recordedAt: ctx.now(), recordedBy: requireActor(ctx).name };
  const says = { from: grant.openedAt, until: grant.closedAt, standing: "void" as const };
  const cites = { openedEvidence: grant.openedEvents, closedEvidence: grant.closedEvents };
  const rows = windows.flatMap(({ id: windowId, asset: assetId }) =>
    holders.map((holder) => ({ ...holder, assetId, windowId, ...says, ...cites, ...by })),
  );
  if (rows.length === 0) return;
  await tx.insert(clearances).values(rows);
  await enqueueExposures(tx);
  await recordEvent(tx, ctx, {
    incidentId,
    kind: "void_grants_recorded",
    data: {
      ...{ resource: grant.resource, action: grant.openedAction, from: grant.openedAt, until: grant.closedAt },
      holders: group !== null ? [`group ${group}`] : listed.map(({ name }) => name),
      windows: windows.map(({ id }) => id),
      assets: windows.map(({ assetName }) => assetName),
    },
  });
}

async function idsOf(tx: Transaction, listed: readonly { id: string }[]): Promise<number[]> {
  const publicIds = listed.map(({ id }) => id);
  const rows = await tx.select({ id: principals.id }).from(principals).where(inArray(principals.publicId, publicIds));
  return rows.map(({ id }) => id);
}
