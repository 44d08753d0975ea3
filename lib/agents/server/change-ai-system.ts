import { and, eq, isNull } from "drizzle-orm";
import type { Transaction } from "@/db/client";
import { aiSystemVersions } from "@/db/schema";
import { requirePermission } from "@/lib/access/server/require";
import { AppError } from "@/lib/api/errors";
import type { Ctx } from "@/lib/api/server/context";
import { inTransaction } from "@/lib/api/server/in-transaction";
import type { Instant } from "@/lib/time/instant";
import { standingAt } from "../as-of";
import type { ChangeAiSystemInput } from "../inputs";
import type { AiSystemView } from "../views";
import { type AiVersion, lockRegister, requireAiSystem, versionsOf } from "./ai-system-rows";
import { recordAiEvent } from "./record-ai-event";
import { systemView } from "./system-views";
import { requireAssets, writeVersion } from "./write-version";

/**
 * Records that it changed in the world at an instant, or that a version was recorded wrongly. What was known before
 * stays: the former rows are superseded, never overwritten.
 */
export async function changeAiSystem(ctx: Ctx, id: string, input: ChangeAiSystemInput): Promise<AiSystemView> {
  requirePermission(ctx, "respond");
  return inTransaction(ctx, async (tx) => {
    await lockRegister(tx);
    await requireAiSystem(tx, id);
    await writeChange(tx, ctx, id, input);
    return systemView(tx, ctx, id);
  });
}

export async function writeChange(tx: Transaction, ctx: Ctx, id: string, input: ChangeAiSystemInput): Promise<void> {
  const actor = requirePermission(ctx, "respond");
  const { corrects, from: given, reason, assets, ...facts } = input;
  const versions = await versionsOf(tx, [id]);
  const from = given === undefined ? (corrects ? undefined : ctx.now()) : given;
  const before = corrects ? versions.find((one) => one.versionId === corrects) : heldBefore(versions, from ?? null);
  if (!before) throw new AppError("conflict", "This version was changed meanwhile. Look at it again.");
  if (assets) await requireAssets(tx, assets);
  const changes = Object.fromEntries(Object.entries(facts).filter(([, value]) => value !== undefined));
  const { versionId, recordedAt: _r, recordedBy: _b, supersededAt: _s, ...kept } = before;
  if (corrects) {
    await tx
      .update(aiSystemVersions)
      .set({ supersededAt: ctx.now() })
      .where(and(eq(aiSystemVersions.versionId, versionId), isNull(aiSystemVersions.supersededAt)));
  } else if (versions.some((one) => one.from === (from ?? null))) {
    const message = "A version begins at this very time. Correct that one, or choose another time.";
    throw new AppError("conflict", message, { fields: [{ pointer: "/from", message }] });
  }
  const next = await writeVersion(tx, ctx, actor.name, {
    ...kept,
    ...changes,
    ...(assets ? { assetIds: assets } : {}),
    from: from === undefined ? kept.from : from,
    reason: reason || null,
  });
  const changed = changesBetween(before, next);
  const kind = corrects ? "corrected" : "changed";
  await recordAiEvent(tx, ctx, { aiSystemId: id, kind, data: { changed, from: next.from, reason: reason || null } });
}

/** What a new version begins with: what held at that instant, or else the earliest that is known. */
function heldBefore(versions: readonly AiVersion[], from: Instant | null): AiVersion | undefined {
  const earliest = [...versions].sort((a, b) => ((a.from ?? "") < (b.from ?? "") ? -1 : 1))[0];
  return (from === null ? undefined : standingAt(versions, from)?.version) ?? earliest;
}

const NOT_FACTS = ["versionId", "recordedAt", "recordedBy", "supersededAt", "reason", "aiSystemId"];

function changesBetween(before: AiVersion, after: AiVersion): Record<string, { from: unknown; to: unknown }> {
  const names = (Object.keys(after) as (keyof AiVersion)[]).filter((name) => !NOT_FACTS.includes(name));
  return Object.fromEntries(
    names
      .filter((name) => JSON.stringify(before[name]) !== JSON.stringify(after[name]))
      .map((name) => [name, { from: before[name], to: after[name] }]),
  );
}
