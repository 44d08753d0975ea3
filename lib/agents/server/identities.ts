import { and, eq, isNull, sql } from "drizzle-orm";
import type { Transaction } from "@/db/client";
import { aiSystemIdentities, principalAliases, principals } from "@/db/schema";
import { requirePermission } from "@/lib/access/server/require";
import { AppError, invariant } from "@/lib/api/errors";
import type { Ctx } from "@/lib/api/server/context";
import { inTransaction } from "@/lib/api/server/in-transaction";
import { enqueueExposures } from "@/lib/exposure/server/enqueue-exposure";
import { lockPeople } from "@/lib/people/server/import-rows";
import { requirePrincipal } from "@/lib/people/server/list-principals";
import type { AddIdentityInput, IdentityInput } from "../inputs";
import type { AiSystemView } from "../views";
import { currentVersions, requireAiSystem } from "./ai-system-rows";
import { recordAiEvent } from "./record-ai-event";
import { survivorOf, systemView } from "./system-views";

interface Named {
  id: string;
  name: string;
}

type Principal = typeof principals.$inferSelect;

/** Says that logs name this AI system so. Unresolved actors of every incident are resolved by it at once. */
export async function addIdentity(ctx: Ctx, id: string, input: AddIdentityInput): Promise<AiSystemView> {
  requirePermission(ctx, "respond");
  return inTransaction(ctx, async (tx) => {
    await requireAiSystem(tx, id);
    const name = (await currentVersions(tx, ctx.now(), [id])).get(id)?.name ?? "AI system";
    if (input.principal) {
      await lockPeople(tx);
      await linkPrincipal(tx, ctx, { id, name }, await requirePrincipal(tx, input.principal));
      await enqueueExposures(tx);
    } else {
      invariant(input.value, "the schema asks for one of the two");
      await addIdentities(tx, ctx, { id, name }, [{ system: input.system, value: input.value }]);
    }
    return systemView(tx, ctx, id);
  });
}

export async function addIdentities(
  tx: Transaction,
  ctx: Ctx,
  system: Named,
  given: readonly IdentityInput[],
): Promise<void> {
  if (given.length === 0) return;
  await lockPeople(tx);
  for (const identity of given) {
    const owner = await ownerOf(tx, identity);
    if (owner) await linkPrincipal(tx, ctx, system, owner, identity);
    else await addAlias(tx, ctx, system, identity);
  }
  await enqueueExposures(tx);
}

/** Its principal is no longer known as this AI system; the principal and its aliases stay. */
export async function removeIdentity(ctx: Ctx, id: string, principalId: string): Promise<void> {
  requirePermission(ctx, "respond");
  await inTransaction(ctx, async (tx) => {
    await requireAiSystem(tx, id);
    const principal = await requirePrincipal(tx, principalId);
    const removed = await tx
      .update(aiSystemIdentities)
      .set({ supersededAt: ctx.now() })
      .where(
        and(
          eq(aiSystemIdentities.aiSystemId, id),
          eq(survivorOf(aiSystemIdentities.principalId), principal.id),
          isNull(aiSystemIdentities.supersededAt),
        ),
      )
      .returning();
    if (removed.length === 0) throw new AppError("not_found", "This AI system has no such identity.");
    await recordAiEvent(tx, ctx, { aiSystemId: id, kind: "identity_removed", data: { principal: principal.name } });
    await enqueueExposures(tx);
  });
}

/** Who an identity of logs names already. */
async function ownerOf(tx: Transaction, { system, value }: IdentityInput): Promise<Principal | undefined> {
  const [row] = await tx
    .select({ principal: principals })
    .from(principalAliases)
    .innerJoin(principals, eq(principals.id, principalAliases.principalId))
    .where(
      and(
        isNull(principalAliases.supersededAt),
        eq(principalAliases.value, value),
        system ? eq(principalAliases.system, system) : isNull(principalAliases.system),
      ),
    );
  return row?.principal;
}

async function linkPrincipal(
  tx: Transaction,
  ctx: Ctx,
  system: Named,
  principal: Principal,
  identity?: IdentityInput,
): Promise<void> {
  const { name: by } = requirePermission(ctx, "respond");
  const field = identity ? "value" : "principal";
  const refuse = (message: string) =>
    new AppError("conflict", message, { fields: [{ pointer: `/${field}`, message }] });
  const said = identity ? `"${identity.value}" names ${principal.name}` : principal.name;
  if (principal.kind !== "agent") {
    throw refuse(`${said}, which is recorded as a ${principal.kind}. Correct that under People first.`);
  }
  const [taken] = await tx
    .select({ aiSystemId: aiSystemIdentities.aiSystemId })
    .from(aiSystemIdentities)
    .where(and(eq(survivorOf(aiSystemIdentities.principalId), principal.id), isNull(aiSystemIdentities.supersededAt)));
  if (taken?.aiSystemId === system.id) return;
  if (taken) throw refuse(`${said}, an identity of another AI system. Remove it there first.`);
  await tx
    .insert(aiSystemIdentities)
    .values({ aiSystemId: system.id, principalId: principal.id, recordedAt: ctx.now(), recordedBy: by });
  await recordAiEvent(tx, ctx, {
    aiSystemId: system.id,
    kind: "identity_added",
    data: { principal: principal.name, value: identity?.value ?? null, system: identity?.system ?? null },
  });
}

/** A name that no log's actor had yet becomes an alias of the system's own principal, which is made where there is none. */
async function addAlias(tx: Transaction, ctx: Ctx, system: Named, identity: IdentityInput): Promise<void> {
  const { name: by } = requirePermission(ctx, "respond");
  const principal = await ownPrincipal(tx, ctx, system);
  await tx.insert(principalAliases).values({
    principalId: principal.id,
    system: identity.system ?? null,
    value: identity.value,
    recordedAt: ctx.now(),
    recordedBy: by,
  });
  await recordAiEvent(tx, ctx, {
    aiSystemId: system.id,
    kind: "identity_added",
    data: { principal: principal.name, value: identity.value, system: identity.system ?? null },
  });
}

/** The system's first identity, else whoever has its name now, else one that is made. */
async function ownPrincipal(tx: Transaction, ctx: Ctx, system: Named): Promise<Principal> {
  const by = { recordedAt: ctx.now(), recordedBy: requirePermission(ctx, "respond").name };
  const [own] = await tx
    .select({ principal: principals })
    .from(aiSystemIdentities)
    .innerJoin(principals, eq(principals.id, survivorOf(aiSystemIdentities.principalId)))
    .where(and(eq(aiSystemIdentities.aiSystemId, system.id), isNull(aiSystemIdentities.supersededAt)))
    .orderBy(aiSystemIdentities.recordedAt)
    .limit(1);
  if (own) return own.principal;
  const [named] = await tx
    .select()
    .from(principals)
    .where(
      sql`${principals.id} = (select principal_survivor(named.id, 'infinity') from principals named where named.name = ${system.name})`,
    );
  if (named) {
    await linkPrincipal(tx, ctx, system, named);
    return named;
  }
  const [made] = await tx
    .insert(principals)
    .values({ name: system.name, kind: "agent", ...by })
    .returning();
  invariant(made, "an insert returns its row");
  await tx.insert(aiSystemIdentities).values({ aiSystemId: system.id, principalId: made.id, ...by });
  return made;
}
