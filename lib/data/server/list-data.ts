import { and, asc, eq, isNull } from "drizzle-orm";
import { db, type Executor } from "@/db/client";
import { affectedData } from "@/db/schema";
import { requireIncident } from "@/lib/access/server/require";
import type { Ctx } from "@/lib/api/server/context";
import { type DataTotals, totalsOf } from "../totals";
import type { AffectedDataList, AffectedDataView } from "../views";
import { refreshVerdicts } from "./refresh-verdicts";
import { surroundingsOf, toDataView } from "./to-view";

/** The whole inventory of an incident with its totals; it has at most MAX_ITEMS items. */
export async function listData(ctx: Ctx, ref: string): Promise<AffectedDataList> {
  const incident = await requireIncident(ctx, db(), ref, "read");
  await refreshVerdicts(ctx, ref);
  const data = await dataOf(db(), incident.id);
  return { data, nextCursor: null, totals: totalsOfData(data) };
}

export function totalsOfData(data: readonly AffectedDataView[]): DataTotals {
  return totalsOf(
    data.map(({ subjectKind, answers, people, records }) => ({
      subjectKind,
      exposed: answers.exposed.answer,
      people,
      records,
    })),
  );
}

/** For verbs that have checked who asks, such as the postmortem's. */
export async function dataOf(executor: Executor, incidentId: number): Promise<AffectedDataView[]> {
  const surroundings = await surroundingsOf(executor, incidentId);
  const rows = await executor
    .select()
    .from(affectedData)
    .where(and(eq(affectedData.incidentId, incidentId), isNull(affectedData.removedAt)))
    .orderBy(asc(affectedData.createdAt), asc(affectedData.id));
  return rows.map((row) => toDataView(row, surroundings));
}
