import { eq } from "drizzle-orm";
import { evidenceSources } from "@/db/schema";
import { AppError } from "@/lib/api/errors";
import type { Ctx } from "@/lib/api/server/context";
import { inTransaction } from "@/lib/api/server/in-transaction";
import type { AnswerEvidenceInput } from "../inputs";
import type { SourceView } from "../views";
import { enqueueImport } from "./enqueue-import";
import { requireSource } from "./find-source";
import { keepMapping } from "./saved-mappings";
import { toSourceView } from "./to-source-view";

/** Takes answers to what a source does not say itself and reads it again from its stored bytes. */
export async function answerEvidence(
  ctx: Ctx,
  ref: string,
  id: string,
  input: AnswerEvidenceInput,
): Promise<SourceView> {
  return inTransaction(ctx, async (tx) => {
    const { incident, source } = await requireSource(ctx, tx, ref, id, "respond", { lock: true });
    if (source.status !== "failed")
      throw new AppError("conflict", "Only a file that could not be read takes answers. Cancel it, or add it again.");
    const { format, zone, dateOrder, year, mapping } = input;
    const answers = Object.entries({ format, zone, dateOrder, year, mapping }).filter(
      ([, value]) => value !== undefined,
    );
    const options = { ...source.options, ...Object.fromEntries(answers) };
    await keepMapping(tx, ctx, source, options);
    const [queued] = await tx
      .update(evidenceSources)
      .set({
        status: "queued",
        options,
        ...(input.system ? { system: input.system, systemStated: true } : {}),
        coverageFrom: input.coverageFrom ?? source.coverageFrom,
        coverageUntil: input.coverageUntil ?? source.coverageUntil,
        error: null,
        errorCode: null,
        needs: [],
        checkpoint: null,
      })
      .where(eq(evidenceSources.id, source.id))
      .returning();
    await enqueueImport(tx, incident.id, source.no);
    return toSourceView(tx, queued ?? source);
  });
}
