import { and, eq, isNull } from "drizzle-orm";
import { sessions } from "@/db/schema";
import type { Ctx } from "@/lib/api/server/context";
import { inTransaction } from "@/lib/api/server/in-transaction";
import { audit } from "./audit";
import { notifyRevoked } from "./notify-revoked";
import { requireActor } from "./require";

/** Ends one of the actor's own sessions; left out, the one in use. The next request with it is refused. */
export async function signOut(ctx: Ctx, sessionId?: string): Promise<void> {
  const actor = requireActor(ctx);
  const id = sessionId ?? actor.viaId;
  if (id === null) return;
  await inTransaction(ctx, async (tx) => {
    await tx
      .update(sessions)
      .set({ revokedAt: ctx.now() })
      .where(and(eq(sessions.id, id), eq(sessions.userId, actor.userId), isNull(sessions.revokedAt)));
    await audit(tx, ctx, "signed_out", actor.name);
    await notifyRevoked(tx, { viaId: id });
  });
}
