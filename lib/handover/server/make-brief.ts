import { and, desc, eq, inArray, isNull } from "drizzle-orm";
import { db } from "@/db/client";
import { handovers, incidentUpdates, users } from "@/db/schema";
import { type Incident, requireIncident } from "@/lib/access/server/require";
import { listApprovals } from "@/lib/agents/server/decide-approval";
import type { ApprovalView } from "@/lib/agents/views";
import { AppError } from "@/lib/api/errors";
import type { Ctx } from "@/lib/api/server/context";
import { claimsOf } from "@/lib/claims/server/list-claims";
import { listActions } from "@/lib/containment/server/list-actions";
import { getExposure } from "@/lib/exposure/server/get-exposure";
import { summarise } from "@/lib/exposure/summary";
import { incidentRef } from "@/lib/incidents/model";
import { getRoom } from "@/lib/incidents/server/get-room";
import type { RoomView } from "@/lib/incidents/views";
import { obligationsOf } from "@/lib/obligations/server/list-obligations";
import { tasksOf } from "@/lib/tasks/server/list-tasks";
import { ListTimelineQuery } from "@/lib/timeline/inputs";
import { listTimeline } from "@/lib/timeline/server/list-timeline";
import { openPromises } from "@/lib/updates/promises";
import { briefOf } from "../brief";
import type { BriefFacts } from "../brief-facts";
import type { HandoverBrief } from "../model";
import { ROLE_NAMES } from "../words";

const TOLD = 3;

/**
 * The brief as the record says it now. Read outside any transaction: it names the last entry that it knows, so that
 * whoever reads it later sees how much has been recorded since.
 */
export async function makeBrief(ctx: Ctx, ref: string): Promise<HandoverBrief> {
  const incident = await requireIncident(ctx, db(), ref, "read");
  const now = ctx.now();
  const address = incidentRef(incident.id);
  const room = await getRoom(ctx, address);
  const [exposure, tasks, actions, obligations, approvals, claims, told, promised, passing] = await Promise.all([
    exposureOf(ctx, address, room),
    tasksOf(db(), incident.id, now),
    listActions(ctx, address),
    obligationsOf(db(), incident.id, now),
    waitingApprovals(ctx, address),
    claimsOf(db(), incident),
    toldOf(ctx, address),
    promisedOf(incident),
    passingOf(incident),
  ]);
  return briefOf({
    now,
    room,
    exposure,
    tasks,
    actions: actions.data,
    obligations: obligations.data,
    approvals,
    claims: claims.data,
    told,
    promised,
    passing,
  });
}

/** What was computed last, at once: a handover does not wait for a long computation. */
async function exposureOf(ctx: Ctx, ref: string, room: RoomView): Promise<BriefFacts["exposure"]> {
  if (!room.exposure) return null;
  try {
    const answer = await getExposure(ctx, ref, { kept: "true" });
    const { sentences, unknowns } = summarise(answer, { ref, title: room.incident.title });
    return { sentences, unknowns };
  } catch (error) {
    if (error instanceof AppError) return null;
    throw error;
  }
}

async function waitingApprovals(ctx: Ctx, ref: string): Promise<ApprovalView[]> {
  const { data } = await listApprovals(ctx, { state: "waiting", limit: 200 });
  return data.filter(({ incident }) => incident === ref);
}

async function toldOf(ctx: Ctx, ref: string): Promise<BriefFacts["told"]> {
  const query = ListTimelineQuery.parse({ kinds: "communication,update_sent", order: "newest", limit: TOLD });
  const { data } = await listTimeline(ctx, ref, query);
  return data.map(({ id, body, occurredAt }) => ({ id, body, at: occurredAt }));
}

/** Next updates that were promised and that nobody has sent, by audience. */
async function promisedOf(incident: Incident): Promise<BriefFacts["promised"]> {
  const { no, audience, phase, nextAt } = incidentUpdates;
  const rows = await db()
    .select({ no, audience, phase, nextAt })
    .from(incidentUpdates)
    .where(eq(incidentUpdates.incidentId, incident.id));
  return openPromises(rows, incident.phase).map((one) => ({ audience: one.audience, at: one.nextAt }));
}

async function passingOf(incident: Incident): Promise<string[]> {
  const rows = await db()
    .select({ role: handovers.role, kind: handovers.kind, state: handovers.state, to: users.name })
    .from(handovers)
    .innerJoin(users, eq(users.id, handovers.toId))
    .where(
      and(
        eq(handovers.incidentId, incident.id),
        inArray(handovers.state, ["asked", "waiting"]),
        isNull(handovers.passedAt),
      ),
    )
    .orderBy(desc(handovers.begunAt));
  return rows.map(({ role, state, to }) =>
    state === "asked"
      ? `${to} has asked to be ${ROLE_NAMES[role]}.`
      : `${to} is about to be ${ROLE_NAMES[role]}, and has not acknowledged the brief.`,
  );
}
