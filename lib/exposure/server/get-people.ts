import { db } from "@/db/client";
import { requireIncident } from "@/lib/access/server/require";
import type { Ctx } from "@/lib/api/server/context";
import { instantToMicros } from "@/lib/time/instant";
import type { PeopleQuery } from "../reach-inputs";
import type { PeopleView } from "../reach-views";
import { analyse } from "./analyse";
import { computeIn } from "./compute-exposure";
import { groupsWithin } from "./groups-within";
import { toExposureView } from "./to-exposure-view";

/** Who had accesses that begin in a stretch of time: the answer's rows, counted over that stretch alone. */
export async function getPeople(ctx: Ctx, ref: string, query: PeopleQuery): Promise<PeopleView> {
  const incident = await requireIncident(ctx, db(), ref, "read");
  const { from, until } = query;
  const now = query.now ?? query.at ?? ctx.now();
  const knownAt = query.at ?? null;
  const span = { from: instantToMicros(from), until: instantToMicros(until) };
  const computed = await analyse((sql) =>
    computeIn(sql, { incidentId: incident.id, now, knownAt }, (question, sources) =>
      groupsWithin(sql, question, sources, span, query.asset ?? null),
    ),
  );
  const { assets } = toExposureView(computed);
  return { now, knownAt, from, until, assets: assets.map(({ asset, principals }) => ({ asset, principals })) };
}
