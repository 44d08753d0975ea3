import { and, desc, eq, inArray, isNull } from "drizzle-orm";
import type { Executor } from "@/db/client";
import { containmentActions, incidentAiSystems } from "@/db/schema";
import { currentVersions } from "@/lib/agents/server/ai-system-rows";
import type { Instant } from "@/lib/time/instant";
import { AGENT_STATES, type AgentState, STOPPING } from "../model";
import type { AgentStateView, VerificationView } from "../views";

type Action = typeof containmentActions.$inferSelect;

const NOBODY: AgentStateView = {
  state: "unknown",
  systems: 0,
  name: null,
  at: null,
  timeToStopMs: null,
  reason: null,
  basis: null,
  by: null,
  acted: 0,
};

/**
 * Whether the AI system is stopped: the worst of those that caused the incident, or of all that were involved where
 * nobody said which caused it. Unknown where none is named.
 */
export async function agentState(executor: Executor, incidentId: number, now: Instant): Promise<AgentStateView> {
  const links = await executor
    .select()
    .from(incidentAiSystems)
    .where(and(eq(incidentAiSystems.incidentId, incidentId), isNull(incidentAiSystems.supersededAt)));
  const caused = links.filter((link) => link.role === "caused");
  const ids = (caused.length > 0 ? caused : links).map((link) => link.aiSystemId);
  if (ids.length === 0) return NOBODY;
  const [names, actions] = await Promise.all([
    currentVersions(executor, now, ids),
    executor
      .select()
      .from(containmentActions)
      .where(
        and(
          eq(containmentActions.incidentId, incidentId),
          inArray(containmentActions.kind, [...STOPPING]),
          inArray(containmentActions.aiSystemId, ids),
          inArray(containmentActions.state, ["started", "done"]),
        ),
      )
      .orderBy(desc(containmentActions.doneAt), desc(containmentActions.startedAt)),
  ]);
  const states = ids.map((id) => ({
    ...stateOf(actions.filter((action) => action.aiSystemId === id)),
    systems: ids.length,
    name: names.get(id)?.name ?? null,
  }));
  return [...states].sort((a, b) => AGENT_STATES.indexOf(a.state) - AGENT_STATES.indexOf(b.state))[0] ?? NOBODY;
}

/** By the last stop that is done; a later one makes good an earlier one that failed. */
function stateOf(actions: readonly Action[]): Omit<AgentStateView, "systems" | "name"> {
  const done = actions.filter((action) => action.state === "done");
  const last = [...done].sort((a, b) => ((a.doneAt ?? "") > (b.doneAt ?? "") ? -1 : 1))[0];
  if (!last) {
    const started = actions[0];
    const state: AgentState = started ? "stopping" : "not_stopped";
    return { ...NOBODY, state, at: started?.startedAt ?? null };
  }
  const verification = last.verification as VerificationView | null;
  const state: AgentState = last.verdict === "verified" ? "verified" : last.verdict === "failed" ? "failed" : "stopped";
  return {
    state,
    at: last.doneAt,
    timeToStopMs: verification?.timeToStopMs ?? null,
    reason: verification?.reason ?? null,
    basis: verification?.basis ?? null,
    by: verification?.by ?? null,
    acted: verification?.acted ?? 0,
  };
}

/** A stop after which the AI system acted on, and in a sentence; null where there is none. */
export async function failedStop(executor: Executor, incidentId: number): Promise<string | null> {
  const rows = await executor
    .select()
    .from(containmentActions)
    .where(
      and(
        eq(containmentActions.incidentId, incidentId),
        eq(containmentActions.state, "done"),
        eq(containmentActions.verdict, "failed"),
        inArray(containmentActions.kind, [...STOPPING]),
      ),
    )
    .orderBy(desc(containmentActions.doneAt));
  const [last] = rows;
  if (!last) return null;
  const reason = (last.verification as VerificationView | null)?.reason;
  return `A-${last.no} “${last.title}” failed${reason ? `: ${reason}` : ""}.`;
}
