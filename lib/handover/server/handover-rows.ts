import { and, desc, eq, inArray, type SQL, sql } from "drizzle-orm";
import { alias } from "drizzle-orm/pg-core";
import type { Executor, Transaction } from "@/db/client";
import { handoverBriefs, handovers, incidentRoles, users } from "@/db/schema";
import type { Incident } from "@/lib/access/server/require";
import { AppError } from "@/lib/api/errors";
import type { Ctx } from "@/lib/api/server/context";
import { incidentRef } from "@/lib/incidents/model";
import { lockRecord } from "@/lib/record/server/record-event";
import type { HandoverBrief } from "../model";
import type { BriefVersionView, HandoverRow, HandoverView, RoleHoldingView } from "../views";
import { currentRole } from "./role-rows";

export type Handover = typeof handovers.$inferSelect;

const froms = alias(users, "from_user");
const tos = alias(users, "to_user");
const beginners = alias(users, "beginner");
const givers = alias(users, "giver");

/** The handover as it stands, locked; the record first, as every writer does. */
export async function lockHandover(tx: Transaction, incident: Incident, id: string): Promise<Handover> {
  await lockRecord(tx, incident.id);
  const [row] = await tx
    .select()
    .from(handovers)
    .where(and(eq(handovers.incidentId, incident.id), eq(handovers.id, id)))
    .for("update");
  if (!row) throw new AppError("not_found", "There is no such handover in this incident.");
  return row;
}

/** What is under way first, then the newest. */
export async function selectHandovers(executor: Executor, ctx: Ctx, where: SQL | undefined): Promise<HandoverRow[]> {
  const rows = await executor
    .select({
      row: handovers,
      from: { id: froms.id, name: froms.name },
      to: { id: tos.id, name: tos.name },
      begunBy: { id: beginners.id, name: beginners.name },
      holder: incidentRoles.userId,
    })
    .from(handovers)
    .innerJoin(tos, eq(tos.id, handovers.toId))
    .innerJoin(beginners, eq(beginners.id, handovers.begunBy))
    .leftJoin(froms, eq(froms.id, handovers.fromId))
    .leftJoin(incidentRoles, currentRole(handovers.incidentId, handovers.role))
    .where(where)
    .orderBy(desc(inArray(handovers.state, ["asked", "waiting"])), desc(handovers.begunAt))
    .limit(200);
  return rows.map(({ row, holder, ...people }) => ({
    ...toRow(row),
    ...people,
    can: rightsOf(row, holder, ctx),
  }));
}

function toRow({ id, incidentId, role, kind, state, note, begunAt, passedAt, acknowledgedAt, ...rest }: Handover) {
  const { acknowledgedBrief, takerNotes, endedAt, endedBy, endReason } = rest;
  const open = state === "asked" || state === "waiting";
  return {
    id,
    incident: incidentRef(incidentId),
    role,
    kind,
    state,
    open,
    note,
    begunAt,
    passedAt,
    acknowledgedAt,
    acknowledgedBrief,
    takerNotes,
    endedAt,
    endedBy,
    endReason,
  };
}

/** What the reader may do with it now: the same rules that the verbs hold to. */
export function rightsOf(row: Handover, holderId: string | null, ctx: Ctx): HandoverRow["can"] {
  const me = ctx.actor && ctx.actor.kind !== "system" ? ctx.actor.userId : null;
  const isHolder = me !== null && me === holderId;
  const isTaker = me !== null && me === row.toId;
  const commands = ctx.actor?.permissions.has("command") ?? false;
  const waiting = row.state === "waiting";
  const pending = (row.state === "asked" || waiting) && row.passedAt === null;
  return {
    accept: row.state === "asked" && isHolder,
    decline: (row.state === "asked" && isHolder) || (pending && waiting && isTaker),
    // Whom it is offered declines it.
    withdraw: pending && (me === row.begunBy || isHolder || (commands && !isTaker)),
    brief: waiting && (isTaker || isHolder),
    acknowledge: waiting && isTaker,
  };
}

/** One handover with every brief that was made for it, the last one first. */
export async function handoverView(executor: Executor, ctx: Ctx, id: string): Promise<HandoverView> {
  const [row] = await selectHandovers(executor, ctx, eq(handovers.id, id));
  if (!row) throw new Error(`handover ${id} is gone`);
  return { ...row, briefs: await briefsOf(executor, id) };
}

async function briefsOf(executor: Executor, handoverId: string): Promise<BriefVersionView[]> {
  const rows = await executor
    .select({ brief: handoverBriefs, recordedSince: RECORDED_SINCE })
    .from(handoverBriefs)
    .innerJoin(handovers, eq(handovers.id, handoverBriefs.handoverId))
    .where(eq(handoverBriefs.handoverId, handoverId))
    .orderBy(desc(handoverBriefs.version));
  return rows.map(({ brief: { version, madeAt, recordSeq, brief }, recordedSince }) => ({
    version,
    madeAt,
    recordSeq,
    recordedSince,
    brief,
  }));
}

/** Of the passing itself nothing is news to who takes part in it. */
const RECORDED_SINCE = sql<number>`(select count(*)::int from incident_events e
  where e.incident_id = ${handovers.incidentId} and e.seq > ${handoverBriefs.recordSeq}
    and e.kind not like 'handover\_%' and e.kind <> 'role_taken')`;

export async function lastVersion(tx: Transaction, handoverId: string): Promise<number> {
  const [row] = await tx
    .select({ version: sql<number>`coalesce(max(version), 0)::int` })
    .from(handoverBriefs)
    .where(eq(handoverBriefs.handoverId, handoverId));
  return row?.version ?? 0;
}

/** Keeps a brief with its handover; the next version where there is one already. */
export async function keepBrief(tx: Transaction, handoverId: string, brief: HandoverBrief): Promise<number> {
  const version = (await lastVersion(tx, handoverId)) + 1;
  const { madeAt, recordSeq } = brief;
  await tx.insert(handoverBriefs).values({ handoverId, version, madeAt, recordSeq, brief });
  return version;
}

/** Who held what from when to when, the latest first. */
export async function holdingsOf(executor: Executor, incidentId: number): Promise<RoleHoldingView[]> {
  const rows = await executor
    .select({
      row: incidentRoles,
      person: { id: users.id, name: users.name },
      givenBy: { id: givers.id, name: givers.name },
    })
    .from(incidentRoles)
    .innerJoin(users, eq(users.id, incidentRoles.userId))
    .leftJoin(givers, eq(givers.id, incidentRoles.givenBy))
    .where(eq(incidentRoles.incidentId, incidentId))
    .orderBy(sql`${incidentRoles.until} is not null`, desc(incidentRoles.since))
    .limit(500);
  return rows.map(({ row: { id, role, since, until, how, reason, handoverId }, person, givenBy }) => ({
    id,
    role,
    person,
    since,
    until,
    how,
    givenBy,
    reason,
    handover: handoverId,
  }));
}
