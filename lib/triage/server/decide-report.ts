import { eq } from "drizzle-orm";
import type { Transaction } from "@/db/client";
import { incidents, namedTimes, reports } from "@/db/schema";
import { notifyRevoked } from "@/lib/access/server/notify-revoked";
import { type Incident, requireIncident } from "@/lib/access/server/require";
import { linkWithin } from "@/lib/agents/server/incident-ai-systems";
import { AppError, invariant } from "@/lib/api/errors";
import type { Ctx } from "@/lib/api/server/context";
import { inTransaction } from "@/lib/api/server/in-transaction";
import { passRole } from "@/lib/handover/server/pass-role";
import { requireEligible } from "@/lib/handover/server/role-rows";
import { addMembers } from "@/lib/incidents/server/declare-incident";
import { recordTime } from "@/lib/incidents/server/name-time";
import { toIncidentView } from "@/lib/incidents/server/to-view";
import type { IncidentView } from "@/lib/incidents/views";
import { lockRecord, recordEvent } from "@/lib/record/server/record-event";
import type { AcceptReportInput, DeclineReportInput } from "../inputs";
import { DECLINE_WORDS, type Outcome } from "../model";

type ReportRow = typeof reports.$inferSelect;

/** Makes an incident of what was reported: that is its declaration, with a commander from this moment on. */
export async function acceptReport(ctx: Ctx, ref: string, input: AcceptReportInput): Promise<IncidentView> {
  return inTransaction(ctx, async (tx) => {
    const { incident, report } = await requireWaiting(tx, ctx, ref);
    const incidentId = incident.id;
    if (input.title && input.title !== incident.title) {
      const data = { from: incident.title, to: input.title };
      await recordEvent(tx, ctx, { incidentId, kind: "title_changed", data });
    }
    await setVisibility(tx, ctx, incident, input);
    const data = { severity: input.severity ?? null, note: input.note || null };
    await recordEvent(tx, ctx, { incidentId, kind: "triage_accepted", data });
    await settle(tx, ctx, incidentId, "accepted", null, input.note || null);
    await giveCommand(tx, ctx, await readAgain(tx, incidentId), input);
    await nameTimes(tx, ctx, report);
    if (report.aiSystemId) await linkWithin(tx, ctx, incident, { aiSystem: report.aiSystemId, role: "involved" });
    const declaredBy = ctx.actor && ctx.actor.kind !== "system" ? ctx.actor.userId : null;
    await tx.update(incidents).set({ declaredBy }).where(eq(incidents.id, incidentId));
    return toIncidentView(await readAgain(tx, incidentId));
  });
}

/** Says that it is no incident, and why: whoever reported it reads this. */
export async function declineReport(ctx: Ctx, ref: string, input: DeclineReportInput): Promise<IncidentView> {
  return inTransaction(ctx, async (tx) => {
    const { incident } = await requireWaiting(tx, ctx, ref);
    const data = { reason: DECLINE_WORDS[input.reason].toLowerCase(), code: input.reason, text: input.text };
    await recordEvent(tx, ctx, { incidentId: incident.id, kind: "triage_declined", data });
    await settle(tx, ctx, incident.id, "declined", input.reason, input.text);
    return toIncidentView(await readAgain(tx, incident.id));
  });
}

async function requireWaiting(
  tx: Transaction,
  ctx: Ctx,
  ref: string,
): Promise<{ incident: Incident; report: ReportRow }> {
  const { id } = await requireIncident(ctx, tx, ref, "command");
  await lockRecord(tx, id);
  const incident = await readAgain(tx, id);
  const [report] = await tx.select().from(reports).where(eq(reports.incidentId, id));
  if (incident.phase === "triage" && report) return { incident, report };
  const by = report?.decidedBy ? ` ${report.decidedBy} decided it.` : "";
  throw new AppError("conflict", `This does not wait for triage any more: it is ${incident.phase}.${by}`);
}

/** Under the record's lock, so that two who decide at once do not both. */
async function readAgain(tx: Transaction, id: number): Promise<Incident> {
  const [row] = await tx.select().from(incidents).where(eq(incidents.id, id));
  invariant(row, "the incident is there");
  return row;
}

async function setVisibility(tx: Transaction, ctx: Ctx, incident: Incident, input: AcceptReportInput): Promise<void> {
  const to = input.visibility ?? incident.visibility;
  if (to === "restricted" && ctx.actor && ctx.actor.kind !== "system") {
    const commander = input.commander ? [input.commander] : [];
    await addMembers(tx, ctx, incident.id, [ctx.actor.userId, ...commander, ...(input.members ?? [])]);
  }
  if (to === incident.visibility) return;
  const data = { from: incident.visibility, to };
  await recordEvent(tx, ctx, { incidentId: incident.id, kind: "visibility_changed", data });
  await notifyRevoked(tx, { incident: incident.id });
}

async function giveCommand(tx: Transaction, ctx: Ctx, incident: Incident, input: AcceptReportInput): Promise<void> {
  const userId = input.commander ?? ctx.actor?.userId ?? "";
  const to = await requireEligible(tx, incident, "commander", userId, "/commander");
  const how = userId === ctx.actor?.userId ? ("taken" as const) : ("given" as const);
  await passRole(tx, ctx, { incidentId: incident.id, role: "commander", to, how });
}

/** What the report says of times, unless somebody has named them meanwhile. */
async function nameTimes(tx: Transaction, ctx: Ctx, report: ReportRow): Promise<void> {
  const { incidentId, reportedAt, happenedAt, reporter } = report;
  const known = new Set(
    (await tx.select({ name: namedTimes.name }).from(namedTimes).where(eq(namedTimes.incidentId, incidentId))).map(
      ({ name }) => name,
    ),
  );
  if (happenedAt && !known.has("started")) {
    const precision = report.happenedPrecision ?? undefined;
    await recordTime(tx, ctx, incidentId, {
      ...{ name: "started", at: happenedAt, precision, basis: `As ${reporter} reported it` },
    });
  }
  if (!known.has("detected")) {
    const basis = report.origin === "alert" ? "When the alert came" : "When it was reported";
    await recordTime(tx, ctx, incidentId, { name: "detected", at: reportedAt, basis });
  }
  await recordTime(tx, ctx, incidentId, { name: "declared", at: ctx.now() });
}

/** What became of the report, as its reporter reads it. */
export async function settle(
  tx: Transaction,
  ctx: Ctx,
  incidentId: number,
  outcome: Outcome,
  declineReason: ReportRow["declineReason"] = null,
  outcomeText: string | null = null,
): Promise<void> {
  const waits = outcome === "waiting";
  await tx
    .update(reports)
    .set({
      ...{ outcome, declineReason, outcomeText },
      decidedBy: waits ? null : (ctx.actor?.name ?? null),
      decidedAt: waits ? null : ctx.now(),
    })
    .where(eq(reports.incidentId, incidentId));
}
