import { desc, lte, sql } from "drizzle-orm";
import { db, type Executor } from "@/db/client";
import { responseTargets } from "@/db/schema";
import { audit } from "@/lib/access/server/audit";
import { requireActor, requireIncident, requirePermission } from "@/lib/access/server/require";
import { AppError } from "@/lib/api/errors";
import type { Ctx } from "@/lib/api/server/context";
import { inTransaction } from "@/lib/api/server/in-transaction";
import type { Instant } from "@/lib/time/instant";
import type { TargetTable } from "../model";
import { DEFAULT_TARGETS } from "../targets";
import type { SetTargetsInput, TargetsVersion, TargetsView } from "../targets-view";

const DEFAULTS: TargetsVersion = { version: 0, targets: DEFAULT_TARGETS, reason: null, setBy: null, setAt: null };
const MOST_FORMER = 50;

/**
 * What held when an incident was declared: it keeps that, so that whoever changes the targets changes nothing of how an
 * earlier response is judged.
 */
export async function targetsAt(executor: Executor, declaredAt: Instant): Promise<TargetTable> {
  const [row] = await executor
    .select({ targets: responseTargets.targets })
    .from(responseTargets)
    .where(lte(responseTargets.setAt, declaredAt))
    .orderBy(desc(responseTargets.version))
    .limit(1);
  return row?.targets ?? DEFAULT_TARGETS;
}

/** For whoever may see the incident: what is asked of its response. */
export async function targetsOfIncident(ctx: Ctx, ref: string): Promise<TargetTable> {
  const { declaredAt } = await requireIncident(ctx, db(), ref, "read");
  return targetsAt(db(), declaredAt);
}

export async function getTargets(ctx: Ctx): Promise<TargetsView> {
  requirePermission(ctx, "read");
  return viewOf(db());
}

export async function setTargets(ctx: Ctx, { targets, basedOn, reason }: SetTargetsInput): Promise<TargetsView> {
  requirePermission(ctx, "administer");
  return inTransaction(ctx, async (tx) => {
    // Two admins at once: the second is told of the first.
    await tx.execute(sql`select pg_advisory_xact_lock(hashtext('response_targets'))`);
    const { version } = await viewOf(tx);
    if (version !== basedOn) {
      throw new AppError(
        "conflict",
        "Somebody else has changed the targets meanwhile. Look at theirs, then save again.",
      );
    }
    const setBy = requireActor(ctx).name;
    await tx.insert(responseTargets).values({ version: version + 1, targets, reason, setBy, setAt: ctx.now() });
    await audit(tx, ctx, "response_targets_set", null, { version: version + 1, reason });
    return viewOf(tx);
  });
}

async function viewOf(executor: Executor): Promise<TargetsView> {
  const rows = await executor.select().from(responseTargets).orderBy(desc(responseTargets.version)).limit(MOST_FORMER);
  const [now = DEFAULTS, ...former] = [...rows, DEFAULTS];
  return { ...now, former };
}
