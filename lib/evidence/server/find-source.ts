import { and, eq, ne } from "drizzle-orm";
import type { Executor } from "@/db/client";
import { evidenceSources } from "@/db/schema";
import type { Permission } from "@/lib/access/model";
import { type Incident, requireIncident } from "@/lib/access/server/require";
import { AppError } from "@/lib/api/errors";
import type { Ctx } from "@/lib/api/server/context";

export type Source = typeof evidenceSources.$inferSelect;

export interface SourceOf {
  incident: Incident;
  source: Source;
}

/** A source of an incident that the actor may see. An upload under way is not there yet. */
export async function requireSource(
  ctx: Ctx,
  executor: Executor,
  ref: string,
  id: string,
  permission: Permission,
  options: { lock?: boolean } = {},
): Promise<SourceOf> {
  const incident = await requireIncident(ctx, executor, ref, permission);
  const query = executor
    .select()
    .from(evidenceSources)
    .where(
      and(
        eq(evidenceSources.incidentId, incident.id),
        eq(evidenceSources.id, id),
        ne(evidenceSources.status, "receiving"),
      ),
    );
  const [source] = options.lock ? await query.for("update") : await query;
  if (!source) throw new AppError("not_found", "There is no such evidence in this incident.");
  return { incident, source };
}
