import { and, eq, isNull, sql } from "drizzle-orm";
import type { Transaction } from "@/db/client";
import { evidenceCoverage } from "@/db/schema";
import { coverageRows } from "@/lib/evidence/server/coverage";
import type { Source } from "@/lib/evidence/server/find-source";
import { finalHoles } from "@/lib/evidence/server/holes";
import type { Checkpoint } from "@/lib/evidence/server/import-state";
import { dateToInstant } from "@/lib/time/instant";

/** What was known about coverage is kept by the minute, not by the delivery. */
const GRAIN = sql`now() - interval '1 minute'`;

/** Says anew what a live source covers so far. */
export async function storeLiveCoverage(tx: Transaction, source: Source, reached: Checkpoint): Promise<void> {
  const recordedAt = dateToInstant(new Date());
  const rows = coverageRows({
    statedFrom: source.coverageFrom,
    statedUntil: source.coverageUntil,
    first: reached.first,
    last: reached.last,
    holes: finalHoles(reached.holes, false),
  });
  const current = and(
    eq(evidenceCoverage.incidentId, source.incidentId),
    eq(evidenceCoverage.sourceNo, source.no),
    isNull(evidenceCoverage.supersededAt),
  );
  // What a person stated is superseded, never taken away.
  await tx
    .delete(evidenceCoverage)
    .where(and(current, eq(evidenceCoverage.basis, "inferred"), sql`recorded_at >= ${GRAIN}`));
  await tx.update(evidenceCoverage).set({ supersededAt: recordedAt }).where(current);
  if (rows.length === 0) return;
  const owner = { incidentId: source.incidentId, sourceNo: source.no, system: reached.reading?.system ?? "" };
  await tx.insert(evidenceCoverage).values(rows.map((row) => ({ ...row, ...owner, recordedAt })));
}
