import { createHash } from "node:crypto";
import type { Executor } from "@/db/client";
import type { approvalRequests } from "@/db/schema";
import type { Ctx } from "@/lib/api/server/context";
import { incidentRef } from "@/lib/incidents/model";
import type { Instant } from "@/lib/time/instant";
import type { ApprovalView } from "../views";
import { currentVersions } from "./ai-system-rows";

export type ApprovalRow = typeof approvalRequests.$inferSelect;

/** What an answer is for: the same question has the same fingerprint, any other another one. */
export function fingerprintOf(asked: {
  aiSystem: string;
  incident: number | null;
  action: string;
  details: string;
  onBehalfOf: string | null;
}): string {
  const { aiSystem, incident, action, details, onBehalfOf } = asked;
  return createHash("sha256")
    .update(JSON.stringify([aiSystem, incident, action, details, onBehalfOf]))
    .digest("hex");
}

/** As it stands: no answer in time is a no, whether or not anybody has written that down yet. */
export function stateOf(row: ApprovalRow, now: Instant): ApprovalRow["state"] {
  return row.state === "waiting" && row.expiresAt <= now ? "expired" : row.state;
}

export async function toApprovalViews(
  executor: Executor,
  ctx: Ctx,
  rows: readonly ApprovalRow[],
): Promise<ApprovalView[]> {
  if (rows.length === 0) return [];
  const now = ctx.now();
  const names = await currentVersions(executor, now, [...new Set(rows.map((row) => row.aiSystemId))]);
  return rows.map((row) => {
    const state = stateOf(row, now);
    const usable = row.usedAt === null && row.usableUntil !== null && row.usableUntil > now;
    return {
      id: row.id,
      requestId: row.requestId,
      aiSystem: { id: row.aiSystemId, name: names.get(row.aiSystemId)?.name ?? "AI system" },
      incident: row.incidentId === null ? null : incidentRef(row.incidentId),
      action: row.action,
      details: row.details,
      onBehalfOf: row.onBehalfOf,
      fingerprint: row.fingerprint,
      state,
      allowed: state === "allowed" && usable,
      askedAt: row.askedAt,
      askedBy: row.askedByName,
      askedById: row.askedBy,
      expiresAt: row.expiresAt,
      decidedAt: row.decidedAt,
      decidedBy: row.decidedByName,
      reason: row.reason,
      usableUntil: row.usableUntil,
      usedAt: row.usedAt,
    };
  });
}
