import { and, eq, isNull, type SQL, sql } from "drizzle-orm";
import type { Transaction } from "@/db/client";
import { aiSystemIdentities, principalMerges, principals } from "@/db/schema";
import { audit } from "@/lib/access/server/audit";
import { requirePermission } from "@/lib/access/server/require";
import { AppError, invariant } from "@/lib/api/errors";
import type { Ctx } from "@/lib/api/server/context";
import { inTransaction } from "@/lib/api/server/in-transaction";
import { enqueueExposures } from "@/lib/exposure/server/enqueue-exposure";
import type { Instant } from "@/lib/time/instant";
import type { MergePrincipalInput } from "../inputs";
import type { PrincipalView } from "../views";
import { lockPeople } from "./import-rows";
import { exactPrincipal, type PrincipalRecord, requirePrincipal, toPrincipalViews } from "./list-principals";

/**
 * Two principals turned out to be one: what names and clears the first moves to the second from now on. As known before,
 * they are two. Whoever asks for the first is led to the second.
 */
export async function mergePrincipal(
  ctx: Ctx,
  id: string,
  { into, reason }: MergePrincipalInput,
): Promise<PrincipalView> {
  const actor = requirePermission(ctx, "respond");
  return inTransaction(ctx, async (tx) => {
    await lockPeople(tx);
    const merged = await exactPrincipal(tx, id);
    const survivor = await requirePrincipal(tx, into);
    if (survivor.id === merged.id) {
      const message =
        into === id ? "Choose another principal than this one." : `The other one was merged into ${merged.name}.`;
      throw new AppError("conflict", message, { fields: [{ pointer: "/into", message }] });
    }
    if (await currentMerge(tx, merged.id)) {
      throw new AppError("conflict", `${merged.name} was merged already. Load the page again.`);
    }
    await refuseTwoRegistrations(tx, merged, survivor);
    const by = { recordedAt: ctx.now(), recordedBy: actor.name };
    const [merge] = await tx
      .insert(principalMerges)
      .values({ mergedId: merged.id, survivorId: survivor.id, reason: reason || null, ...by })
      .returning({ id: principalMerges.id });
    invariant(merge, "an insert returns its row");
    await moveFacts(tx, {
      ...{ from: merged.id, to: survivor.id, ...by },
      which: sql`true`,
      cameWith: sql`came_with || ${merge.id}::uuid`,
    });
    await enqueueExposures(tx);
    await audit(tx, ctx, "principals_merged", id, { name: merged.name, into: survivor.name, reason: reason || null });
    return viewOf(tx, survivor);
  });
}

/** Takes a merge back: what came with the merged one goes back to it, as far as it still holds. */
export async function splitPrincipal(ctx: Ctx, id: string): Promise<PrincipalView> {
  const actor = requirePermission(ctx, "respond");
  return inTransaction(ctx, async (tx) => {
    await lockPeople(tx);
    const merged = await exactPrincipal(tx, id);
    const merge = await currentMerge(tx, merged.id);
    if (!merge) throw new AppError("conflict", `${merged.name} is not merged into another one.`);
    const [survivor] = await tx.select().from(principals).where(eq(principals.id, merge.survivorId));
    invariant(survivor, "a merge has a survivor");
    if (await currentMerge(tx, survivor.id)) {
      throw new AppError("conflict", `${survivor.name} was itself merged into another one. Split that first.`);
    }
    const by = { recordedAt: ctx.now(), recordedBy: actor.name };
    await tx
      .update(principalMerges)
      .set({ supersededAt: by.recordedAt, supersededBy: by.recordedBy })
      .where(eq(principalMerges.id, merge.id));
    await moveFacts(tx, {
      ...{ from: survivor.id, to: merged.id, ...by },
      which: sql`came_with[cardinality(came_with)] = ${merge.id}::uuid`,
      cameWith: sql`came_with[:cardinality(came_with) - 1]`,
    });
    await enqueueExposures(tx);
    await audit(tx, ctx, "principals_split", id, { name: merged.name, from: survivor.name });
    return viewOf(tx, merged);
  });
}

/** The registry knows an AI system by its principals: one that is registered stays, and the other goes into it. */
async function refuseTwoRegistrations(tx: Transaction, merged: PrincipalRecord, survivor: PrincipalRecord) {
  const [registered] = await tx
    .select({ id: aiSystemIdentities.id })
    .from(aiSystemIdentities)
    .where(and(eq(aiSystemIdentities.principalId, merged.id), isNull(aiSystemIdentities.supersededAt)));
  if (!registered) return;
  const message = `${merged.name} is an identity of an AI system in the registry. Merge ${survivor.name} into it, or take it out there first.`;
  throw new AppError("conflict", message, { fields: [{ pointer: "/into", message }] });
}

async function currentMerge(tx: Transaction, mergedId: number) {
  const [merge] = await tx
    .select()
    .from(principalMerges)
    .where(and(eq(principalMerges.mergedId, mergedId), isNull(principalMerges.supersededAt)));
  return merge;
}

interface Move {
  from: number;
  to: number;
  which: SQL;
  cameWith: SQL;
  recordedAt: Instant;
  recordedBy: string;
}

/** What each table says beside whose it is and when it was recorded. */
const FACTS = {
  principal_aliases: "system, value",
  group_memberships: "group_name, from_at, until_at",
  clearances:
    "group_name, asset_id, classification, from_at, until_at, standing, window_id, opened_evidence, closed_evidence",
};

/** Superseded where they were, recorded anew where they belong: what was known at any earlier moment stays. */
async function moveFacts(tx: Transaction, { from, to, which, cameWith, recordedAt, recordedBy }: Move): Promise<void> {
  for (const [table, says] of Object.entries(FACTS)) {
    await tx.execute(sql`
      with gone as (
        update ${sql.raw(table)} set superseded_at = ${recordedAt}::timestamptz
        where principal_id = ${from} and superseded_at is null and ${which}
        returning ${sql.raw(says)}, ${cameWith} as came_with
      )
      insert into ${sql.raw(table)} (principal_id, ${sql.raw(says)}, came_with, recorded_at, recorded_by)
      select ${to}::int, ${sql.raw(says)}, came_with, ${recordedAt}::timestamptz, ${recordedBy} from gone`);
  }
}

async function viewOf(tx: Transaction, row: PrincipalRecord): Promise<PrincipalView> {
  const [view] = await toPrincipalViews(tx, [row]);
  invariant(view, "one row in, one view out");
  return view;
}
