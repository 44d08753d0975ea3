import { eq } from "drizzle-orm";
import { db, type Executor } from "@/db/client";
import { incidents } from "@/db/schema";
import { type Incident, requireIncident } from "@/lib/access/server/require";
import { AppError, invariant } from "@/lib/api/errors";
import type { Ctx } from "@/lib/api/server/context";
import { inTransaction } from "@/lib/api/server/in-transaction";
import { lockRecord, recordEvent } from "@/lib/record/server/record-event";
import { settle } from "@/lib/triage/server/decide-report";
import { blockersOf, type PhaseFacts } from "../gates";
import type { ChangePhaseInput } from "../inputs";
import type { Phase, TimeName } from "../model";
import { type Transition, transitionsOf } from "../phase";
import type { GatesView } from "../views";
import { gateFacts } from "./gate-facts";
import { recordTime } from "./name-time";

/** The phases that have a named time of the same word. */
const TIMED: Partial<Record<Phase, TimeName>> = { contained: "contained", resolved: "resolved", closed: "closed" };

export async function gates(ctx: Ctx, ref: string): Promise<GatesView> {
  const incident = await requireIncident(ctx, db(), ref, "read");
  return toGatesView(await gateFacts(db(), incident, ctx.now()));
}

/**
 * Records that the incident is in another phase. Gates that are not met refuse it, unless a reason is given, which
 * the record keeps beside the gates it passed. The named time of the phase is recorded only if the caller knows it.
 */
export async function changePhase(ctx: Ctx, ref: string, input: ChangePhaseInput): Promise<GatesView> {
  return inTransaction(ctx, async (tx) => {
    const { id } = await requireIncident(ctx, tx, ref, "command");
    await lockRecord(tx, id);
    const facts = await gateFacts(tx, await readIncident(tx, id), ctx.now());
    const transition = requireTransition(facts, input);
    const passed = blockersOf(transition.gates).map((gate) => gate.gate);
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
  const unmet = blockersOf(transition.gates);
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

function toGatesView(facts: PhaseFacts): GatesView {
  return { phase: facts.phase, transitions: transitionsOf(facts) };
}
