import { and, eq, gt, inArray, isNull, sql } from "drizzle-orm";
import type { Transaction } from "@/db/client";
import { incidents, reports, users } from "@/db/schema";
import { permissionsOf, ROLES } from "@/lib/access/model";
import { countTry } from "@/lib/access/server/rate-limit";
import { requirePermission } from "@/lib/access/server/require";
import { requireAiSystem } from "@/lib/agents/server/ai-system-rows";
import { AppError, invariant } from "@/lib/api/errors";
import type { Ctx } from "@/lib/api/server/context";
import { inTransaction } from "@/lib/api/server/in-transaction";
import type { Visibility } from "@/lib/incidents/model";
import { NEW_INCIDENT } from "@/lib/incidents/projection";
import { addMembers, takeNumber } from "@/lib/incidents/server/declare-incident";
import { refuseFuture } from "@/lib/incidents/server/name-time";
import { recordEvent } from "@/lib/record/server/record-event";
import type { Instant } from "@/lib/time/instant";
import type { ReportInput } from "../inputs";
import { LIMITS, type Origin } from "../model";
import type { ReportView } from "../views";
import { oneOwnReport } from "./list-reports";

const HOUR = 3600;

/** Anybody who may read may say that something looks wrong; a commander decides whether it is an incident. */
export async function report(ctx: Ctx, input: ReportInput): Promise<ReportView> {
  const actor = requirePermission(ctx, "read");
  refuseFuture(ctx, { happenedAt: input.happenedAt });
  await countTry(`reports:${actor.userId}`, LIMITS.reportsAnHour, HOUR);
  return inTransaction(ctx, async (tx) => {
    const id = await openInTriage(tx, ctx, { ...input, origin: "person" });
    return oneOwnReport(tx, ctx, id);
  });
}

interface Reported {
  origin: Origin;
  what: string;
  details?: string | undefined;
  happenedAt?: Instant | undefined;
  happenedPrecision?: ReportInput["happenedPrecision"];
  aiSystem?: string | undefined;
  link?: string | undefined;
  visibility: Visibility;
}

/** Makes the incident that waits for a decision, of which nothing is known but the report. */
export async function openInTriage(tx: Transaction, ctx: Ctx, reported: Reported): Promise<number> {
  const actor = ctx.actor;
  invariant(actor && actor.kind !== "system", "a report is somebody's");
  const { origin, what, details = "", happenedAt, aiSystem, link, visibility } = reported;
  if (aiSystem) await requireKnown(tx, aiSystem);
  const id = await takeNumber(tx);
  const now = ctx.now();
  const happenedPrecision = happenedAt ? (reported.happenedPrecision ?? "exact") : null;
  await tx.insert(incidents).values({ ...NEW_INCIDENT, id, declaredBy: actor.userId, declaredAt: now, updatedAt: now });
  const { kind, aiInvolvement, mode, phase, severity } = NEW_INCIDENT;
  await recordEvent(tx, ctx, {
    incidentId: id,
    kind: "reported",
    data: {
      ...{ title: what, summary: details, kind, aiInvolvement, mode, phase, severity, visibility },
      ...{ origin, happenedAt: happenedAt ?? null, happenedPrecision, aiSystem: aiSystem ?? null, link: link ?? null },
    },
  });
  await tx.insert(reports).values({
    ...{ incidentId: id, origin, reportedBy: actor.userId, reporter: actor.name, reportedAt: now, what, details },
    ...{ happenedAt: happenedAt ?? null, happenedPrecision, aiSystemId: aiSystem ?? null, link: link ?? null },
  });
  await addMembers(tx, ctx, id, [actor.userId, ...(visibility === "restricted" ? await commanders(tx) : [])]);
  return id;
}

/** Those who can decide about it now. */
async function commanders(tx: Transaction): Promise<string[]> {
  const roles = ROLES.filter((role) => permissionsOf(role).includes("command"));
  const rows = await tx
    .select({ id: users.id })
    .from(users)
    .where(and(inArray(users.role, roles), isNull(users.disabledAt)));
  return rows.map(({ id }) => id);
}

async function requireKnown(tx: Transaction, aiSystem: string): Promise<void> {
  try {
    await requireAiSystem(tx, aiSystem);
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    const message = "There is no such AI system. Choose one of the list, or leave it out.";
    throw new AppError("invalid", message, { fields: [{ pointer: "/aiSystem", message }] });
  }
}

/** How many incidents the alerts of one sender opened since then. */
export async function openedByAlerts(tx: Transaction, userId: string, since: Instant): Promise<number> {
  const [row] = await tx
    .select({ n: sql<number>`count(*)::int` })
    .from(reports)
    .where(and(eq(reports.reportedBy, userId), eq(reports.origin, "alert"), gt(reports.reportedAt, since)));
  return row?.n ?? 0;
}
