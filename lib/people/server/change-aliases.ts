import { and, eq, isNull } from "drizzle-orm";
import { principalAliases, principals } from "@/db/schema";
import { audit } from "@/lib/access/server/audit";
import { requirePermission } from "@/lib/access/server/require";
import { AppError, invariant } from "@/lib/api/errors";
import type { Ctx } from "@/lib/api/server/context";
import { inTransaction } from "@/lib/api/server/in-transaction";
import { enqueueExposures } from "@/lib/exposure/server/enqueue-exposure";
import type { AliasInput } from "../inputs";
import type { PrincipalView } from "../views";
import { lockPeople } from "./import-rows";
import { requirePrincipal, toPrincipalViews } from "./list-principals";

/** Says that an identity in logs is this principal. One identity is one principal at a time. */
export async function addAlias(ctx: Ctx, id: string, input: AliasInput): Promise<PrincipalView> {
  const actor = requirePermission(ctx, "respond");
  return inTransaction(ctx, async (tx) => {
    await lockPeople(tx);
    const principal = await requirePrincipal(tx, id);
    const system = input.system ?? null;
    const [taken] = await tx
      .select({ name: principals.name, principalId: principals.id })
      .from(principalAliases)
      .innerJoin(principals, eq(principals.id, principalAliases.principalId))
      .where(
        and(
          isNull(principalAliases.supersededAt),
          eq(principalAliases.value, input.value),
          system === null ? isNull(principalAliases.system) : eq(principalAliases.system, system),
        ),
      );
    if (taken && taken.principalId !== principal.id) {
      throw new AppError("conflict", `"${input.value}" already names ${taken.name}. Remove that alias there first.`, {
        fields: [{ pointer: "/value", message: `This already names ${taken.name}.` }],
      });
    }
    if (!taken) {
      const by = { recordedAt: ctx.now(), recordedBy: actor.name };
      await tx.insert(principalAliases).values({ principalId: principal.id, system, value: input.value, ...by });
      await enqueueExposures(tx);
      await audit(tx, ctx, "alias_added", id, { name: principal.name, system, value: input.value });
    }
    const [view] = await toPrincipalViews(tx, [principal]);
    invariant(view, "one row in, one view out");
    return view;
  });
}

/** The identity is unresolved again from now on; what was known before stays to be asked for. */
export async function removeAlias(ctx: Ctx, id: string, aliasId: number): Promise<void> {
  requirePermission(ctx, "respond");
  await inTransaction(ctx, async (tx) => {
    const principal = await requirePrincipal(tx, id);
    const [removed] = await tx
      .update(principalAliases)
      .set({ supersededAt: ctx.now() })
      .where(
        and(
          eq(principalAliases.id, aliasId),
          eq(principalAliases.principalId, principal.id),
          isNull(principalAliases.supersededAt),
        ),
      )
      .returning({ system: principalAliases.system, value: principalAliases.value });
    if (!removed) throw new AppError("not_found", "This principal has no such alias.");
    await enqueueExposures(tx);
    await audit(tx, ctx, "alias_removed", id, { name: principal.name, ...removed });
  });
}
