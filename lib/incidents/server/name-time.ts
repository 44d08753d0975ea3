import { eq } from "drizzle-orm";
import type { Transaction } from "@/db/client";
import { incidents, namedTimes } from "@/db/schema";
import { requireIncident } from "@/lib/access/server/require";
import { AppError } from "@/lib/api/errors";
import type { Ctx } from "@/lib/api/server/context";
import { inTransaction } from "@/lib/api/server/in-transaction";
import { recordEvent } from "@/lib/record/server/record-event";
import { type Instant, instantToMicros } from "@/lib/time/instant";
import type { NameTimeInput } from "../inputs";
import type { Precision, TimeName } from "../model";
import type { NamedTimeView } from "../views";

/** Records when something was true in the world; a later recording stands in place of the former, which the record keeps. */
export async function nameTime(ctx: Ctx, ref: string, input: NameTimeInput): Promise<NamedTimeView> {
  return inTransaction(ctx, async (tx) => {
    const incident = await requireIncident(ctx, tx, ref, "respond");
    refuseFuture(ctx, { at: input.at });
    return recordTime(tx, ctx, incident.id, input);
  });
}

/** How far two clocks may differ. */
const SKEW_MICROS = 60_000_000;

/** A named time is when something was so; one that has not come yet is a slip. Fields are named as the input names them. */
export function refuseFuture(ctx: Ctx, times: Record<string, Instant | undefined>): void {
  const latest = instantToMicros(ctx.now()) + SKEW_MICROS;
  const fields = Object.entries(times)
    .filter(([, at]) => at !== undefined && instantToMicros(at) > latest)
    .map(([name]) => ({ pointer: `/${name}`, message: "This time has not come yet. Name when it was so." }));
  if (fields[0]) throw new AppError("invalid", fields[0].message, { fields });
}

/** For verbs that learn a named time on their way, such as declaring. */
export async function recordTime(
  tx: Transaction,
  ctx: Ctx,
  incidentId: number,
  time: { name: TimeName; at: Instant; precision?: Precision | undefined; basis?: string | undefined },
): Promise<NamedTimeView> {
  const { name, at, precision = "exact", basis = null } = time;
  const entry = await recordEvent(tx, ctx, {
    incidentId,
    kind: "time_named",
    occurredAt: at,
    precision,
    data: { name, at, precision, basis },
  });
  const row = { incidentId, name, at, precision, basis, eventSeq: entry.seq, recordedAt: entry.recordedAt };
  await tx
    .insert(namedTimes)
    .values(row)
    .onConflictDoUpdate({ target: [namedTimes.incidentId, namedTimes.name], set: row });
  // Lists and clocks that begin with the declaration follow where it is named anew.
  if (name === "declared") await tx.update(incidents).set({ declaredAt: at }).where(eq(incidents.id, incidentId));
  return { name, at, precision, basis, eventId: String(entry.seq), recordedAt: entry.recordedAt };
}
