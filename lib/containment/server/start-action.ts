import { and, eq, inArray } from "drizzle-orm";
import type { Transaction } from "@/db/client";
import { containmentActions, stopDeliveries } from "@/db/schema";
import { requireIncident, requirePermission } from "@/lib/access/server/require";
import { queueStop } from "@/lib/agents/server/queue-stop";
import { AppError } from "@/lib/api/errors";
import type { Ctx } from "@/lib/api/server/context";
import { inTransaction } from "@/lib/api/server/in-transaction";
import { recordEvent } from "@/lib/record/server/record-event";
import type { Instant } from "@/lib/time/instant";
import type { FinishActionInput, StartActionInput } from "../inputs";
import type { ActionView } from "../views";
import { type Action, actionView, lockAction, personOf, said } from "./action-rows";
import { verifyAction } from "./verify-containment";

/** Begins an action: by hand, or by the signed webhook of the AI system's kill switch, which finishes it by itself. */
export async function startAction(ctx: Ctx, ref: string, id: string, input: StartActionInput): Promise<ActionView> {
  return inTransaction(ctx, async (tx) => {
    const incident = await requireIncident(ctx, tx, ref, "respond");
    const action = await lockAction(tx, ctx, incident, id, input.version);
    if (action.state !== "requested" && action.state !== "approved") {
      throw new AppError("conflict", `A-${action.no} is ${stateWord(action)}, so it can't be begun now.`);
    }
    requireApprovals(ctx, action, input.withoutApproval);
    const startedAt = notAhead(ctx, input.startedAt ?? ctx.now(), "startedAt");
    if (input.execution === "webhook") await callKillSwitch(tx, ctx, action);
    await begin(tx, ctx, action, { ...input, startedAt });
    return actionView(tx, ctx, id);
  });
}

/** Records that it is done, since when it holds, and looks at once what the evidence says. */
export async function finishAction(ctx: Ctx, ref: string, id: string, input: FinishActionInput): Promise<ActionView> {
  return inTransaction(ctx, async (tx) => {
    const incident = await requireIncident(ctx, tx, ref, "respond");
    let action = await lockAction(tx, ctx, incident, id, input.version);
    if (action.state === "done" || action.state === "dropped") {
      throw new AppError("conflict", `A-${action.no} is ${action.state} already.`);
    }
    const doneAt = notAhead(ctx, input.doneAt ?? ctx.now(), "doneAt");
    const startedAt = input.startedAt ?? action.startedAt ?? doneAt;
    if (startedAt > doneAt) throw refusal("doneAt", "It can't be done before it was begun.");
    if (action.state !== "started") {
      requireApprovals(ctx, action, input.withoutApproval);
      action = await begin(tx, ctx, action, { ...preserved(input), execution: "by_hand", startedAt });
    }
    await settleDone(tx, ctx, action, { startedAt, doneAt, note: input.note || null });
    return actionView(tx, ctx, id);
  });
}

interface Done {
  startedAt: Instant;
  doneAt: Instant;
  note: string | null;
}

export async function settleDone(tx: Transaction, ctx: Ctx, action: Action, done: Done): Promise<void> {
  const [row] = await tx
    .update(containmentActions)
    .set({
      state: "done",
      startedAt: done.startedAt,
      doneAt: done.doneAt,
      doneBy: personOf(ctx),
      doneByName: ctx.actor?.name ?? "Firebreak",
      doneNote: done.note,
      updatedAt: ctx.now(),
      version: action.version + 1,
    })
    .where(eq(containmentActions.id, action.id))
    .returning();
  const data = said(action, { startedAt: done.startedAt, doneAt: done.doneAt, note: done.note });
  await recordEvent(tx, ctx, {
    incidentId: action.incidentId,
    kind: "containment_done",
    occurredAt: done.doneAt,
    data,
  });
  if (row) await verifyAction(tx, ctx, row);
}

type Beginning = Pick<StartActionInput, "execution" | "preservation" | "preservationNote" | "withoutApproval"> & {
  startedAt: Instant;
};

/** What is done in one step says what was kept as well as what is begun first. */
function preserved({ preservation, preservationNote, withoutApproval }: FinishActionInput) {
  if (!preservation) throw refusal("preservation", "Say whether anything was preserved before.");
  if (!preservationNote) {
    throw refusal("preservationNote", "Say what was kept and where, or what is lost and why.");
  }
  return { preservation, preservationNote, withoutApproval };
}

async function begin(tx: Transaction, ctx: Ctx, action: Action, input: Beginning): Promise<Action> {
  const withoutApproval = action.state === "requested" ? input.withoutApproval : null;
  const [row] = await tx
    .update(containmentActions)
    .set({
      state: "started",
      execution: input.execution,
      startedAt: input.startedAt,
      preservation: input.preservation,
      preservationNote: input.preservationNote,
      withoutApproval,
      updatedAt: ctx.now(),
      version: action.version + 1,
    })
    .where(eq(containmentActions.id, action.id))
    .returning();
  await recordEvent(tx, ctx, {
    incidentId: action.incidentId,
    kind: "containment_started",
    occurredAt: input.startedAt,
    data: said(action, {
      execution: input.execution,
      startedAt: input.startedAt,
      preservation: input.preservation,
      preservationNote: input.preservationNote,
      withoutApproval,
    }),
  });
  if (!row) throw new Error("an update under a lock finds its row");
  return row;
}

async function callKillSwitch(tx: Transaction, ctx: Ctx, action: Action): Promise<void> {
  if (action.kind !== "stop_agent" || !action.aiSystemId) {
    throw refusal("execution", "Only “Stop the agent” of a named AI system can be sent to its kill switch.");
  }
  const waiting = await tx
    .select({ id: stopDeliveries.id })
    .from(stopDeliveries)
    .where(and(eq(stopDeliveries.actionId, action.id), inArray(stopDeliveries.state, ["waiting"])));
  if (waiting.length > 0) throw new AppError("conflict", "Its kill switch is being called already.");
  await queueStop(tx, ctx, {
    aiSystemId: action.aiSystemId,
    incident: action.incidentId,
    action: { id: action.id, no: action.no },
  });
}

/** Without the approvals of its policy only a commander goes ahead, with a reason that the record keeps. */
function requireApprovals(ctx: Ctx, action: Action, reason: string): void {
  if (action.state !== "requested") return;
  if (!reason) {
    const n = action.approvalsNeeded;
    const who = n === 1 ? "another person" : `${n} other people`;
    throw new AppError("conflict", `A-${action.no} waits for ${who} to agree. A commander can go ahead with a reason.`);
  }
  requirePermission(ctx, "command");
}

function notAhead(ctx: Ctx, at: Instant, field: string): Instant {
  if (at > ctx.now()) throw refusal(field, "This lies ahead. Say when it was, not when it will be.");
  return at;
}

function refusal(field: string, message: string): AppError {
  return new AppError("invalid", message, { fields: [{ pointer: `/${field}`, message }] });
}

function stateWord({ state }: Action): string {
  return state === "started" ? "under way" : state;
}
