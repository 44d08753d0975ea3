import { and, asc, eq, inArray, isNull, type SQL } from "drizzle-orm";
import type { Executor, Transaction } from "@/db/client";
import {
  containmentActions,
  containmentApprovals,
  containmentChecks,
  containmentPolicies,
  stopDeliveries,
} from "@/db/schema";
import type { Incident } from "@/lib/access/server/require";
import { currentVersions } from "@/lib/agents/server/ai-system-rows";
import { webhookSystems } from "@/lib/agents/server/webhook-systems";
import { AppError } from "@/lib/api/errors";
import type { Ctx } from "@/lib/api/server/context";
import { incidentRef } from "@/lib/incidents/model";
import { lockRecord } from "@/lib/record/server/record-event";
import type { Instant } from "@/lib/time/instant";
import { type ContainmentKind, KIND_FACTS } from "../model";
import type { ActionView, VerificationView } from "../views";

export type Action = typeof containmentActions.$inferSelect;

/** The action as it stands, locked; refused, with the action as it is now, when somebody changed it since it was read. */
export async function lockAction(
  tx: Transaction,
  ctx: Ctx,
  incident: Incident,
  id: string,
  version?: number,
): Promise<Action> {
  await lockRecord(tx, incident.id);
  const [row] = await tx
    .select()
    .from(containmentActions)
    .where(and(eq(containmentActions.incidentId, incident.id), eq(containmentActions.id, id)))
    .for("update");
  if (!row) throw new AppError("not_found", "There is no such containment action in this incident.");
  if (version !== undefined && row.version !== version) {
    const message = "Somebody changed this action since you read it. Look at it again, then repeat what you did.";
    const current = await actionView(tx, ctx, row.id);
    throw new AppError("precondition_failed", message, { extra: { currentVersion: row.version, current } });
  }
  return row;
}

export async function actionView(executor: Executor, ctx: Ctx, id: string): Promise<ActionView> {
  const [view] = await selectActions(executor, ctx.now(), eq(containmentActions.id, id));
  if (!view) throw new Error(`containment action ${id} is gone`);
  return view;
}

/** Actions with approvals, looks and deliveries, in the order in which they were asked for. */
export async function selectActions(executor: Executor, now: Instant, where: SQL): Promise<ActionView[]> {
  const rows = await executor.select().from(containmentActions).where(where).orderBy(asc(containmentActions.no));
  if (rows.length === 0) return [];
  const ids = rows.map((row) => row.id);
  const systems = [...new Set(rows.flatMap((row) => row.aiSystemId ?? []))];
  const [approvals, checks, deliveries, names, webhooks] = await Promise.all([
    executor
      .select()
      .from(containmentApprovals)
      .where(inArray(containmentApprovals.actionId, ids))
      .orderBy(asc(containmentApprovals.at)),
    executor
      .select()
      .from(containmentChecks)
      .where(inArray(containmentChecks.actionId, ids))
      .orderBy(asc(containmentChecks.at)),
    executor
      .select()
      .from(stopDeliveries)
      .where(inArray(stopDeliveries.actionId, ids))
      .orderBy(asc(stopDeliveries.createdAt)),
    systems.length > 0 ? currentVersions(executor, now, systems) : new Map<string, { name: string }>(),
    webhookSystems(executor, systems),
  ]);
  return rows.map((row) => {
    const system = row.aiSystemId;
    return {
      ...toActionView(row),
      aiSystem: system && { id: system, name: names.get(system)?.name ?? "AI system", webhook: webhooks.has(system) },
      approvals: approvals
        .filter((one) => one.actionId === row.id)
        .map(({ userId, name, at, note }) => ({ id: userId, name, at, note })),
      checks: checks
        .filter((one) => one.actionId === row.id)
        .map(({ id, at, holds, what, evidence, recordedByName, recordedAt }) => ({
          id,
          at,
          holds,
          what,
          evidence,
          by: recordedByName,
          recordedAt,
        })),
      deliveries: deliveries
        .filter((one) => one.actionId === row.id)
        .map(({ id, state, tries, nextTryAt, createdAt }) => ({ id, state, tries, nextTryAt, createdAt })),
    } as ActionView;
  });
}

function toActionView(row: Action): Omit<ActionView, "aiSystem" | "approvals" | "checks" | "deliveries"> {
  const { incidentId, no, requestedBy, requestedByName, doneBy, doneByName, verification } = row;
  return {
    id: row.id,
    ref: `A-${no}`,
    incident: incidentRef(incidentId),
    kind: row.kind,
    stage: row.stage,
    proof: KIND_FACTS[row.kind].proof,
    title: row.title,
    detail: row.detail,
    state: row.state,
    approvalsNeeded: row.approvalsNeeded,
    requestedAt: row.requestedAt,
    requestedBy: { id: requestedBy, name: requestedByName },
    preservation: row.preservation,
    preservationNote: row.preservationNote,
    execution: row.execution,
    startedAt: row.startedAt,
    doneAt: row.doneAt,
    doneBy: doneByName === null ? null : { id: doneBy, name: doneByName },
    doneNote: row.doneNote,
    withoutApproval: row.withoutApproval,
    droppedReason: row.droppedReason,
    verdict: row.verdict,
    // What was computed before these were kept apart has them only when it is looked at again.
    verification: verification && ({ basis: null, by: null, shownAt: null, ...verification } as VerificationView),
    verifiedAt: row.verifiedAt,
    checkedAt: row.checkedAt,
    version: row.version,
  };
}

/** What the record says of every step of an action. */
export function said(action: Action, data: Record<string, unknown> = {}) {
  return { id: action.id, no: action.no, title: action.title, actionKind: action.kind, ...data };
}

/** Null for the software itself. */
export function personOf(ctx: Ctx): string | null {
  return ctx.actor && ctx.actor.kind !== "system" ? ctx.actor.userId : null;
}

/** How many other people have to agree before a kind of action, as it stands now. */
export async function approvalsFor(executor: Executor, kind: ContainmentKind): Promise<number> {
  const [policy] = await executor
    .select({ approvals: containmentPolicies.approvals })
    .from(containmentPolicies)
    .where(and(eq(containmentPolicies.kind, kind), isNull(containmentPolicies.supersededAt)));
  return policy?.approvals ?? KIND_FACTS[kind].approvals;
}
