import { and, eq, isNull } from "drizzle-orm";
import { db, type Executor } from "@/db/client";
import { containmentPolicies } from "@/db/schema";
import { audit } from "@/lib/access/server/audit";
import { requirePermission } from "@/lib/access/server/require";
import type { Ctx } from "@/lib/api/server/context";
import { inTransaction } from "@/lib/api/server/in-transaction";
import type { SetPolicyInput } from "../inputs";
import { CONTAINMENT_KINDS, type ContainmentKind, KIND_FACTS } from "../model";
import type { PolicyList } from "../views";

/** How many other people have to agree before each kind of action. */
export async function listPolicies(ctx: Ctx): Promise<PolicyList> {
  requirePermission(ctx, "read");
  return policies(db());
}

/** Holds for what is asked for from now on; what waits already keeps the policy under which it was asked for. */
export async function setPolicy(ctx: Ctx, kind: ContainmentKind, input: SetPolicyInput): Promise<PolicyList> {
  const actor = requirePermission(ctx, "administer");
  return inTransaction(ctx, async (tx) => {
    const now = ctx.now();
    await tx
      .update(containmentPolicies)
      .set({ supersededAt: now })
      .where(and(eq(containmentPolicies.kind, kind), isNull(containmentPolicies.supersededAt)));
    const { approvals } = input;
    await tx.insert(containmentPolicies).values({ kind, approvals, recordedAt: now, recordedBy: actor.name });
    await audit(tx, ctx, "containment_policy_set", kind, { approvals });
    return policies(tx);
  });
}

async function policies(executor: Executor): Promise<PolicyList> {
  const rows = await executor.select().from(containmentPolicies).where(isNull(containmentPolicies.supersededAt));
  const data = CONTAINMENT_KINDS.map((kind) => {
    const set = rows.find((row) => row.kind === kind);
    return {
      kind,
      approvals: set?.approvals ?? KIND_FACTS[kind].approvals,
      recordedAt: set?.recordedAt ?? null,
      recordedBy: set?.recordedBy ?? null,
    };
  });
  return { data, nextCursor: null };
}
