import type { Transaction } from "@/db/client";
import { aiSystems } from "@/db/schema";
import { requirePermission } from "@/lib/access/server/require";
import { invariant } from "@/lib/api/errors";
import type { Ctx } from "@/lib/api/server/context";
import { inTransaction } from "@/lib/api/server/in-transaction";
import type { RegisterAiSystemInput } from "../inputs";
import type { AiSystemView } from "../views";
import { lockRegister } from "./ai-system-rows";
import { addIdentities } from "./identities";
import { recordAiEvent } from "./record-ai-event";
import { systemView } from "./system-views";
import { requireAssets, writeVersion } from "./write-version";

/** Registers an AI system. Its identities resolve actors in the evidence of every incident from now on. */
export async function registerAiSystem(ctx: Ctx, input: RegisterAiSystemInput): Promise<AiSystemView> {
  requirePermission(ctx, "respond");
  return inTransaction(ctx, async (tx) => {
    await lockRegister(tx);
    await requireAssets(tx, input.assets);
    const id = await insertAiSystem(tx, ctx, input);
    return systemView(tx, ctx, id);
  });
}

export async function insertAiSystem(tx: Transaction, ctx: Ctx, input: RegisterAiSystemInput): Promise<string> {
  const actor = requirePermission(ctx, "respond");
  const { identities, assets, ...facts } = input;
  const [system] = await tx.insert(aiSystems).values({ recordedAt: ctx.now(), recordedBy: actor.name }).returning();
  invariant(system, "an insert returns its row");
  await writeVersion(tx, ctx, actor.name, { ...facts, aiSystemId: system.id, assetIds: assets, reason: null });
  await recordAiEvent(tx, ctx, { aiSystemId: system.id, kind: "registered", data: { name: input.name } });
  await addIdentities(tx, ctx, { id: system.id, name: input.name }, identities);
  return system.id;
}
