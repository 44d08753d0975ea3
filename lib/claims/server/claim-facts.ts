import { and, asc, desc, eq, gt, inArray, isNull, lte, or, type SQL } from "drizzle-orm";
import type { Executor } from "@/db/client";
import { exposureAnswers, exposureWindows, incidentEvents } from "@/db/schema";
import type { Incident } from "@/lib/access/server/require";
import { systemContext } from "@/lib/api/server/context";
import { computedAnswers } from "@/lib/data/prefill";
import { dataOf, totalsOfData } from "@/lib/data/server/list-data";
import { type Total, totalsOf } from "@/lib/data/totals";
import { getExposure } from "@/lib/exposure/server/get-exposure";
import type { ExposureView } from "@/lib/exposure/views";
import type { Severity } from "@/lib/incidents/model";
import { incidentRef } from "@/lib/incidents/model";
import { type Instant, instantToMicros } from "@/lib/time/instant";
import type { ClaimFacts, ClaimWindow } from "../facts";
import { inventoryAt, misusedOf } from "../inventory-at";
import type { Known } from "../ranges";

const NOTHING: ClaimFacts["answer"] = {
  assets: [],
  exposedMs: { certain: 0, possible: 0 },
  open: false,
  summary: { accessed: "unknown", exfiltrated: "unknown" },
};

/** What is known now: the answer as it is kept, the windows, the inventory, the severity. Nothing is computed here. */
export async function factsNow(
  executor: Executor,
  incident: Pick<Incident, "id" | "severity">,
): Promise<ClaimFacts & { computedAt: Instant | null }> {
  const [kept] = await executor.select().from(exposureAnswers).where(eq(exposureAnswers.incidentId, incident.id));
  const data = await dataOf(executor, incident.id);
  const totals = totalsOfData(data);
  return {
    answer: (kept?.answer as ExposureView | undefined) ?? NOTHING,
    windows: await windowsWhere(executor, incident.id, isNull(exposureWindows.supersededAt)),
    people: knownOf(totals.people),
    records: knownOf(totals.records),
    misused: misusedOf(
      data.map(({ answers }) => ({ exposed: answers.exposed.answer, misused: answers.misused.answer })),
    ),
    severity: incident.severity,
    computedAt: kept?.computedAt ?? null,
  };
}

/** What was known at an instant: the answer over what was recorded by then, and the inventory as the record had it. */
export async function factsAt(executor: Executor, incidentId: number, at: Instant): Promise<ClaimFacts> {
  const answer = await getExposure(systemContext(), incidentRef(incidentId), { at });
  const stood = or(isNull(exposureWindows.supersededAt), gt(exposureWindows.supersededAt, at));
  const then = and(lte(exposureWindows.recordedAt, at), stood) as SQL;
  const entries = await executor
    .select({ kind: incidentEvents.kind, data: incidentEvents.data })
    .from(incidentEvents)
    .where(
      and(
        eq(incidentEvents.incidentId, incidentId),
        inArray(incidentEvents.kind, ["data_added", "data_changed", "data_removed"]),
        lte(incidentEvents.recordedAt, at),
      ),
    )
    .orderBy(asc(incidentEvents.seq));
  const verdicts = new Map(answer.assets.map((one) => [one.asset, computedAnswers(one).exposed.answer]));
  const items = inventoryAt(entries).map((item) => ({
    ...item,
    exposed: item.answers.exposed ?? verdicts.get(item.asset ?? "") ?? ("unknown" as const),
    misused: item.answers.misused ?? ("unknown" as const),
  }));
  const totals = totalsOf(items);
  return {
    answer,
    windows: await windowsWhere(executor, incidentId, then),
    people: knownOf(totals.people),
    records: knownOf(totals.records),
    misused: misusedOf(items),
    severity: await severityAt(executor, incidentId, at),
  };
}

function knownOf({ low, high }: Total): Known | null {
  return low === null ? null : { low, high };
}

async function windowsWhere(executor: Executor, incidentId: number, where: SQL): Promise<ClaimWindow[]> {
  const rows = await executor
    .select()
    .from(exposureWindows)
    .where(and(eq(exposureWindows.incidentId, incidentId), eq(exposureWindows.withdrawn, 0), where));
  return rows.map((row) => ({
    id: row.id,
    asset: row.assetId,
    openedEarliest: instantToMicros(row.openedAtEarliest),
    openedLatest: instantToMicros(row.openedAtLatest),
    closedEarliest: row.closedAtEarliest === null ? null : instantToMicros(row.closedAtEarliest),
    closedLatest: row.closedAtLatest === null ? null : instantToMicros(row.closedAtLatest),
    openedEvidence: row.openedEvidence,
    closedEvidence: row.closedEvidence,
  }));
}

async function severityAt(executor: Executor, incidentId: number, at: Instant): Promise<Severity | null> {
  const [entry] = await executor
    .select({ kind: incidentEvents.kind, data: incidentEvents.data })
    .from(incidentEvents)
    .where(
      and(
        eq(incidentEvents.incidentId, incidentId),
        inArray(incidentEvents.kind, ["declared", "severity_assessed"]),
        lte(incidentEvents.recordedAt, at),
      ),
    )
    .orderBy(desc(incidentEvents.seq))
    .limit(1);
  const level = entry?.kind === "declared" ? entry.data.severity : entry?.data.level;
  return typeof level === "string" ? (level as Severity) : null;
}
