import { and, eq, gt, sql } from "drizzle-orm";
import { db } from "@/db/client";
import { incidentEvents } from "@/db/schema";
import { requireActor } from "@/lib/access/server/require";
import type { Ctx } from "@/lib/api/server/context";
import { recordEvent } from "@/lib/record/server/record-event";
import { instantToMicros, microsToInstant } from "@/lib/time/instant";

/** Somebody who reads on in the same source within this time is not recorded again. */
const ONE_SITTING_MICROS = 60 * 60 * 1_000_000;

interface Viewed {
  incidentId: number;
  evidence: string;
  filename: string;
}

/** Records what was shown before it is shown: a secret each time, everything else once a person, source and hour. */
export async function recordView(ctx: Ctx, viewed: Viewed, unmasked: { event: string } | null): Promise<void> {
  const { incidentId, ...source } = viewed;
  if (!unmasked && (await isReadingOn(ctx, viewed))) return;
  const data = unmasked
    ? { ...source, what: "unmasked record", event: unmasked.event }
    : { ...source, what: "records" };
  await db().transaction((tx) => recordEvent(tx, ctx, { incidentId, kind: "evidence_viewed", data }));
}

async function isReadingOn(ctx: Ctx, { incidentId, evidence }: Viewed): Promise<boolean> {
  const since = microsToInstant(instantToMicros(ctx.now()) - ONE_SITTING_MICROS);
  const [before] = await db()
    .select({ seq: incidentEvents.seq })
    .from(incidentEvents)
    .where(
      and(
        eq(incidentEvents.incidentId, incidentId),
        eq(incidentEvents.kind, "evidence_viewed"),
        eq(incidentEvents.authorId, requireActor(ctx).userId),
        gt(incidentEvents.recordedAt, since),
        sql`data->>'what' = 'records' and data->>'evidence' = ${evidence}`,
      ),
    )
    .limit(1);
  return before !== undefined;
}
