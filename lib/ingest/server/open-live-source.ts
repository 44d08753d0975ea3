import type { Transaction } from "@/db/client";
import { evidenceSources } from "@/db/schema";
import { requireActor, requireIncident } from "@/lib/access/server/require";
import { AppError } from "@/lib/api/errors";
import type { Ctx } from "@/lib/api/server/context";
import { inTransaction } from "@/lib/api/server/in-transaction";
import { formatById } from "@/lib/evidence/formats/registry";
import { safeFilename } from "@/lib/evidence/server/filename";
import { toSourceView } from "@/lib/evidence/server/to-source-view";
import { recordEvent } from "@/lib/record/server/record-event";
import type { OpenLiveSourceInput } from "../inputs";
import type { LiveSourceView } from "../views";
import { insertIngestToken } from "./manage-ingest-tokens";

/** Begins a source that never ends by itself: programs send to it with the token of the answer. */
export async function openLiveSource(ctx: Ctx, ref: string, input: OpenLiveSourceInput): Promise<LiveSourceView> {
  const { name, system, ...given } = input;
  if (given.format !== undefined && !formatById(given.format)) {
    const message = `There is no format "${given.format}".`;
    throw new AppError("invalid", message, { fields: [{ pointer: "/format", message }] });
  }
  const options = Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined));
  const open = async (tx: Transaction): Promise<LiveSourceView> => {
    const incident = await requireIncident(ctx, tx, ref, "respond");
    const [source] = await tx
      .insert(evidenceSources)
      .values({
        incidentId: incident.id,
        filename: safeFilename(name),
        status: "ready",
        live: true,
        system: system ?? null,
        systemStated: system !== undefined,
        options,
        decodedBytes: 0,
        broughtBy: requireActor(ctx).name,
        broughtFrom: ctx.ip,
        receivedAt: ctx.now(),
      })
      .returning();
    if (!source) throw new Error("insert returned no row");
    const data = { evidence: source.id, filename: source.filename, system: source.system, live: true };
    await recordEvent(tx, ctx, { incidentId: incident.id, kind: "evidence_added", data });
    const token = await insertIngestToken(tx, ctx, source.id, source.filename);
    return { source: await toSourceView(tx, source), token };
  };
  return inTransaction(ctx, open, { isSecret: true });
}
