import { eq, sql } from "drizzle-orm";
import { evidenceSources } from "@/db/schema";
import { AppError } from "@/lib/api/errors";
import type { Ctx } from "@/lib/api/server/context";
import { inTransaction } from "@/lib/api/server/in-transaction";
import { recordEvent } from "@/lib/record/server/record-event";
import type { SourceView } from "../views";
import { requireSource } from "./find-source";
import { toSourceView } from "./to-source-view";

/** Ends an import that is not done: its rows and bytes go, the line that says who brought what and when stays. */
export async function cancelEvidence(ctx: Ctx, ref: string, id: string): Promise<SourceView> {
  return inTransaction(ctx, async (tx) => {
    const { incident, source } = await requireSource(ctx, tx, ref, id, "respond", { lock: true });
    if (source.status === "ready")
      throw new AppError("conflict", "This file is read already; its events are evidence and stay.");
    if (source.status === "cancelled") return toSourceView(tx, source);
    const [cancelled] = await tx
      .update(evidenceSources)
      .set({
        status: "cancelled",
        attempt: null,
        checkpoint: null,
        needs: [],
        eventsPerSecond: null,
        ...{ bytesRead: 0, records: 0, events: 0, duplicates: 0, skipped: 0, rejects: 0 },
      })
      .where(eq(evidenceSources.id, source.id))
      .returning();
    const data = { evidence: source.id, filename: source.filename, sha256: source.sha256 };
    await recordEvent(tx, ctx, { incidentId: incident.id, kind: "evidence_cancelled", data });
    const payload = JSON.stringify({ incidentId: incident.id, sourceNo: source.no });
    await tx.execute(sql`select enqueue_job('clean_evidence', ${payload}::json, ${`clean:${source.no}`})`);
    return toSourceView(tx, cancelled ?? source);
  });
}
