import { eq, sql } from "drizzle-orm";
import { db, type Executor } from "@/db/client";
import { containmentActions, incidents, postmortems, tasks } from "@/db/schema";
import { type Incident, requireIncident } from "@/lib/access/server/require";
import { AppError, invariant } from "@/lib/api/errors";
import type { Ctx } from "@/lib/api/server/context";
import { inTransaction } from "@/lib/api/server/in-transaction";
import { clockSummary } from "@/lib/obligations/server/list-obligations";
import { lockRecord, recordEvent } from "@/lib/record/server/record-event";
import type { Instant } from "@/lib/time/instant";
import { settle } from "@/lib/triage/server/decide-report";
import type { ChangePhaseInput } from "../inputs";
import type { Phase, TimeName } from "../model";
import { type PhaseFacts, type Transition, transitionsOf } from "../phase";
import type { GatesView } from "../views";
import { recordTime } from "./name-time";

/** The phases that have a named time of the same word. */
const TIMED: Partial<Record<Phase, TimeName>> = { contained: "contained", resolved: "resolved", closed: "closed" };

export async function gates(ctx: Ctx, ref: string): Promise<GatesView> {
  const incident = await requireIncident(ctx, db(), ref, "read");
  return toGatesView(await factsOf(db(), incident, ctx.now()));
}

/**
 * Records that the incident is in another phase. Gates that are not met refuse it, unless a reason is given, which
 * the record keeps beside the gates it passed. The named time of the phase is recorded only if the caller knows it.
 */
export async function changePhase(ctx: Ctx, ref: string, input: ChangePhaseInput): Promise<GatesView> {
  return inTransaction(ctx, async (tx) => {
    const { id } = await requireIncident(ctx, tx, ref, "command");
    await lockRecord(tx, id);
    const facts = await factsOf(tx, await readIncident(tx, id), ctx.now());
    const transition = requireTransition(facts, input);
    const passed = transition.gates.filter((gate) => !gate.met).map((gate) => gate.gate);
    await recordEvent(tx, ctx, {
      incidentId: id,
      kind: "phase_changed",
      data: { from: facts.phase, to: input.to, reason: input.reason || null, passed },
    });
    if (facts.phase === "declined") await settle(tx, ctx, id, "accepted", null, input.reason || null);
    const name = TIMED[input.to];
    if (name && input.at) {
      await recordTime(tx, ctx, id, {
        name,
        at: input.at,
        precision: input.precision,
        basis: input.reason || undefined,
      });
    }
    return toGatesView({ ...facts, phase: input.to });
  });
}

const INSTEAD: Partial<Record<Phase, string>> = {
  triage: "Accept it, decline it or merge it.",
  merged: "Take it out of the other incident first.",
};

function requireTransition(facts: PhaseFacts, input: ChangePhaseInput): Transition {
  if (input.to === facts.phase) throw new AppError("conflict", `The incident is ${facts.phase} already.`);
  const transition = transitionsOf(facts).find(({ to }) => to === input.to);
  if (!transition) {
    const instead = INSTEAD[facts.phase];
    const message = `An incident that is ${facts.phase} can't become ${input.to}.${instead ? ` ${instead}` : ""}`;
    throw new AppError("conflict", message);
  }
  const unmet = transition.gates.filter((gate) => !gate.met);
  if (unmet.length > 0 && !input.reason) {
    const missing = unmet.map((gate) => gate.message).join(" ");
    throw new AppError("conflict", `${missing} A commander can pass this with a written reason.`, {
      extra: { gates: unmet },
    });
  }
  if (transition.needsReason && !input.reason) {
    const message = "Say why; the record keeps the reason.";
    throw new AppError("invalid", message, { fields: [{ pointer: "/reason", message }] });
  }
  return transition;
}

/** Read again under the record's lock, so that the phase is not one that another writer has just left. */
async function readIncident(tx: Executor, id: number): Promise<Incident> {
  const [row] = await tx.select().from(incidents).where(eq(incidents.id, id));
  invariant(row, "the incident is there");
  return row;
}

async function factsOf(executor: Executor, incident: Incident, now: Instant): Promise<PhaseFacts> {
  const [windows] = await executor.execute<{ n: number; open: number }>(sql`
    select count(*)::int as n, count(*) filter (where closed_at is null)::int as open
    from exposure_windows where incident_id = ${incident.id} and superseded_at is null and withdrawn = 0`);
  const taskRows = await executor
    .select({ no: tasks.no, kind: tasks.kind, state: tasks.state })
    .from(tasks)
    .where(eq(tasks.incidentId, incident.id))
    .orderBy(tasks.no);
  const containment = await executor
    .select({
      no: containmentActions.no,
      stage: containmentActions.stage,
      state: containmentActions.state,
      verdict: containmentActions.verdict,
    })
    .from(containmentActions)
    .where(eq(containmentActions.incidentId, incident.id))
    .orderBy(containmentActions.no);
  const [postmortem] = await executor
    .select({ state: postmortems.state })
    .from(postmortems)
    .where(eq(postmortems.incidentId, incident.id));
  return {
    phase: incident.phase,
    peakSeverity: incident.severity === null ? null : incident.peakSeverity,
    windows: windows?.n ?? 0,
    openWindows: windows?.open ?? 0,
    tasks: taskRows,
    containment,
    postmortem: postmortem?.state ?? null,
    undecidedObligations: incident.mode === "drill" ? 0 : (await clockSummary(executor, incident.id, now)).undecided,
  };
}

function toGatesView(facts: PhaseFacts): GatesView {
  return { phase: facts.phase, transitions: transitionsOf(facts) };
}
