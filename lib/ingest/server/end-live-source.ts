import { and, eq, isNull } from "drizzle-orm";
import { evidenceSources, ingestTokens } from "@/db/schema";
import { AppError } from "@/lib/api/errors";
import type { Ctx } from "@/lib/api/server/context";
import { inTransaction } from "@/lib/api/server/in-transaction";
import { requireSource } from "@/lib/evidence/server/find-source";
import { toSourceView } from "@/lib/evidence/server/to-source-view";
import type { SourceView } from "@/lib/evidence/views";
import { enqueueDeliveries } from "./enqueue-deliveries";

/** Nothing more is taken; what waits is still made evidence of, and then the whole is hashed and recorded. */
export async function endLiveSource(ctx: Ctx, ref: string, id: string): Promise<SourceView> {
  return inTransaction(ctx, async (tx) => {
    const { incident, source } = await requireSource(ctx, tx, ref, id, "respond", { lock: true });
    if (!source.live) throw new AppError("conflict", "This is a file. Only a live source can be ended.");
    if (source.endedAt) return toSourceView(tx, source);
    const [ended] = await tx
      .update(evidenceSources)
      .set({ endedAt: ctx.now() })
      .where(eq(evidenceSources.id, source.id))
      .returning();
    if (!ended) throw new Error("update returned no row");
    await tx
      .update(ingestTokens)
      .set({ revokedAt: ctx.now() })
      .where(and(eq(ingestTokens.sourceId, source.id), isNull(ingestTokens.revokedAt)));
    await enqueueDeliveries(tx, incident.id, source.no);
    return toSourceView(tx, ended);
  });
}
