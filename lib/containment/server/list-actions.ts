import { eq } from "drizzle-orm";
import { db } from "@/db/client";
import { containmentActions } from "@/db/schema";
import { requireIncident } from "@/lib/access/server/require";
import type { Ctx } from "@/lib/api/server/context";
import type { ActionList } from "../views";
import { selectActions } from "./action-rows";
import { agentState } from "./agent-state";

/** What was done, is being done and waits, with whether the AI system is stopped. */
export async function listActions(ctx: Ctx, ref: string): Promise<ActionList> {
  const incident = await requireIncident(ctx, db(), ref, "read");
  const [data, agent] = await Promise.all([
    selectActions(db(), ctx.now(), eq(containmentActions.incidentId, incident.id)),
    agentState(db(), incident.id, ctx.now()),
  ]);
  return { data, nextCursor: null, agent };
}
