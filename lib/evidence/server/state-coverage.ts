import { and, eq, isNull } from "drizzle-orm";
import { evidenceCoverage, evidenceSources } from "@/db/schema";
import { AppError } from "@/lib/api/errors";
import type { Ctx } from "@/lib/api/server/context";
import { inTransaction } from "@/lib/api/server/in-transaction";
import { enqueueExposure } from "@/lib/exposure/server/enqueue-exposure";
import { recordEvent } from "@/lib/record/server/record-event";
import type { StateCoverageInput } from "../inputs";
import type { SourceView } from "../views";
import { type CoverageRow, coverageRows } from "./coverage";
import { requireSource } from "./find-source";
import type { Hole } from "./holes";
import { toSourceView } from "./to-source-view";

/**
 * Says what a file that was read covers, or with null that nobody knows, so that it is inferred again. What was known
 * before stays to be asked for, and known holes stay holes.
 */
export async function stateCoverage(
  ctx: Ctx,
  ref: string,
  id: string,
  { coverageFrom, coverageUntil }: StateCoverageInput,
): Promise<SourceView> {
  return inTransaction(ctx, async (tx) => {
    const { incident, source } = await requireSource(ctx, tx, ref, id, "respond", { lock: true });
    if (source.status !== "ready" || source.system === null)
      throw new AppError("conflict", "What a file covers is stated once it has been read, or when it is brought.");
    const ofSource = and(
      eq(evidenceCoverage.incidentId, incident.id),
      eq(evidenceCoverage.sourceNo, source.no),
      isNull(evidenceCoverage.supersededAt),
    );
    const former = (await tx.select().from(evidenceCoverage).where(ofSource)) as CoverageRow[];
    const now = ctx.now();
    const rows = coverageRows({
      statedFrom: coverageFrom,
      statedUntil: coverageUntil,
      first: source.firstEventAt,
      last: source.lastEventAt,
      holes: holesOf(former),
    });
    await tx.update(evidenceCoverage).set({ supersededAt: now }).where(ofSource);
    const { no: sourceNo, system, filename } = source;
    const place = { incidentId: incident.id, sourceNo, system, recordedAt: now };
    if (rows.length > 0) await tx.insert(evidenceCoverage).values(rows.map((row) => ({ ...row, ...place })));
    const [changed] = await tx
      .update(evidenceSources)
      .set({ coverageFrom, coverageUntil })
      .where(eq(evidenceSources.no, source.no))
      .returning();
    await recordEvent(tx, ctx, {
      incidentId: incident.id,
      kind: "evidence_coverage_stated",
      data: { evidence: id, filename, from: coverageFrom, until: coverageUntil },
    });
    await enqueueExposure(tx, incident.id);
    return toSourceView(tx, changed ?? source);
  });
}

/** A hole that reached to an end of what was covered reaches to that end of what is covered now. */
function holesOf(former: readonly CoverageRow[]): Hole[] {
  const whole = former.find((row) => row.hole === 0);
  return former
    .filter((row) => row.hole === 1)
    .map(({ from, until, reason }) => ({
      from: from === whole?.from ? null : from,
      until: until === whole?.until ? null : until,
      reason: reason ?? "",
    }));
}
