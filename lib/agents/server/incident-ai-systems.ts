import { and, asc, desc, eq, inArray, isNull } from "drizzle-orm";
import { db, type Executor } from "@/db/client";
import { aiStopTests, incidentAiSystems, namedTimes, users } from "@/db/schema";
import { type Incident, requireIncident } from "@/lib/access/server/require";
import { AppError } from "@/lib/api/errors";
import type { Ctx } from "@/lib/api/server/context";
import { inTransaction } from "@/lib/api/server/in-transaction";
import { enqueueVerification } from "@/lib/containment/server/enqueue-verification";
import type { TimeName } from "@/lib/incidents/model";
import { lockRecord, recordEvent } from "@/lib/record/server/record-event";
import type { Instant } from "@/lib/time/instant";
import { standingAt } from "../as-of";
import { countsAt, standingThen } from "../assessments";
import type { LinkAiSystemInput, UnlinkAiSystemInput } from "../inputs";
import type { AiRole } from "../model";
import type { IncidentAiSystemList, IncidentAiSystemView } from "../views";
import { currentVersions, requireAiSystem, toVersionViews, versionsOf } from "./ai-system-rows";
import { recordAiEvent } from "./record-ai-event";
import { type AssessmentRow, assessmentsOf, identitiesOf, toStopTestView } from "./system-views";
import { webhookSystems } from "./webhook-systems";

/** Says that an AI system caused the incident, or was involved in it. */
export async function linkAiSystem(ctx: Ctx, ref: string, input: LinkAiSystemInput): Promise<IncidentAiSystemList> {
  return inTransaction(ctx, async (tx) => {
    const incident = await requireIncident(ctx, tx, ref, "respond");
    await linkWithin(tx, ctx, incident, input);
    return listOf(tx, ctx, incident);
  });
}

/** For verbs that learn of an AI system on their way, and have checked who asks. */
export async function linkWithin(
  tx: Parameters<typeof recordEvent>[0],
  ctx: Ctx,
  incident: Incident,
  { aiSystem, role }: LinkAiSystemInput,
): Promise<void> {
  await lockRecord(tx, incident.id);
  await requireAiSystem(tx, aiSystem);
  const [before] = await tx
    .select()
    .from(incidentAiSystems)
    .where(
      and(
        eq(incidentAiSystems.incidentId, incident.id),
        eq(incidentAiSystems.aiSystemId, aiSystem),
        isNull(incidentAiSystems.supersededAt),
      ),
    )
    .for("update");
  if (before?.role === role) return;
  if (before) {
    await tx.update(incidentAiSystems).set({ supersededAt: ctx.now() }).where(eq(incidentAiSystems.id, before.id));
  }
  const recordedBy = ctx.actor?.name ?? "Firebreak";
  await tx
    .insert(incidentAiSystems)
    .values({ incidentId: incident.id, aiSystemId: aiSystem, role, recordedAt: ctx.now(), recordedBy });
  await say(tx, ctx, incident, aiSystem, "ai_system_linked", { role });
  await recordAiEvent(tx, ctx, { aiSystemId: aiSystem, kind: "linked", incidentId: incident.id, data: { role } });
  await enqueueVerification(tx, incident.id);
}

/** Takes an AI system out of the incident, with a reason. */
export async function unlinkAiSystem(
  ctx: Ctx,
  ref: string,
  id: string,
  input: UnlinkAiSystemInput,
): Promise<IncidentAiSystemList> {
  return inTransaction(ctx, async (tx) => {
    const incident = await requireIncident(ctx, tx, ref, "respond");
    await lockRecord(tx, incident.id);
    const removed = await tx
      .update(incidentAiSystems)
      .set({ supersededAt: ctx.now() })
      .where(
        and(
          eq(incidentAiSystems.incidentId, incident.id),
          eq(incidentAiSystems.aiSystemId, id),
          isNull(incidentAiSystems.supersededAt),
        ),
      )
      .returning();
    if (removed.length === 0) throw new AppError("not_found", "This AI system is not linked to the incident.");
    await say(tx, ctx, incident, id, "ai_system_unlinked", { reason: input.reason });
    await recordAiEvent(tx, ctx, {
      aiSystemId: id,
      kind: "unlinked",
      incidentId: incident.id,
      data: { reason: input.reason },
    });
    return listOf(tx, ctx, incident);
  });
}

async function say(
  tx: Parameters<typeof recordEvent>[0],
  ctx: Ctx,
  incident: Incident,
  id: string,
  kind: "ai_system_linked" | "ai_system_unlinked",
  data: Record<string, unknown>,
): Promise<void> {
  const name = (await currentVersions(tx, ctx.now(), [id])).get(id)?.name ?? "AI system";
  await recordEvent(tx, ctx, { incidentId: incident.id, kind, data: { aiSystem: id, name, ...data } });
}

/** The AI systems of an incident, and what stood when it began. */
export async function listIncidentAiSystems(ctx: Ctx, ref: string): Promise<IncidentAiSystemList> {
  const incident = await requireIncident(ctx, db(), ref, "read");
  return listOf(db(), ctx, incident);
}

async function listOf(executor: Executor, ctx: Ctx, incident: Incident): Promise<IncidentAiSystemList> {
  const links = await executor
    .select()
    .from(incidentAiSystems)
    .where(and(eq(incidentAiSystems.incidentId, incident.id), isNull(incidentAiSystems.supersededAt)))
    .orderBy(asc(incidentAiSystems.role), asc(incidentAiSystems.recordedAt));
  const ids = links.map((link) => link.aiSystemId);
  if (ids.length === 0) return { data: [], nextCursor: null };
  const began = await beginningOf(executor, incident);
  const [versions, current, identities, tests, assessments, webhooks] = await Promise.all([
    versionsOf(executor, ids),
    currentVersions(executor, ctx.now(), ids),
    identitiesOf(executor, ids),
    executor.select().from(aiStopTests).where(inArray(aiStopTests.aiSystemId, ids)).orderBy(desc(aiStopTests.testedAt)),
    assessmentsOf(executor, ids),
    webhookSystems(executor, ids),
  ]);
  const names = await namesOf(executor, [...assessments.values()].flat());
  const stoods = links.map((link) =>
    standingAt(
      versions.filter((one) => one.aiSystemId === link.aiSystemId),
      began.at,
    ),
  );
  const views = await toVersionViews(
    executor,
    stoods.flatMap((stood) => stood?.version ?? []),
  );
  const data: IncidentAiSystemView[] = [];
  for (const [i, { aiSystemId: id, role, recordedAt, recordedBy }] of links.entries()) {
    const now = current.get(id);
    const stood = stoods[i];
    const version = stood && views.find(({ versionId }) => versionId === stood.version.versionId);
    const test = tests.find((one) => one.aiSystemId === id && one.testedAt <= began.at);
    data.push({
      aiSystem: { id, name: now?.name ?? "AI system", status: now?.status ?? "active", webhook: webhooks.has(id) },
      role: role as AiRole,
      recordedAt,
      recordedBy,
      identities: identities.get(id) ?? [],
      at: began.at,
      atName: began.name,
      stood: version ?? null,
      stoodSure: stood?.sure ?? false,
      stopTestThen: test ? toStopTestView(test) : null,
      assessmentThen: accessThen(assessments.get(id) ?? [], began.at, names),
    });
  }
  return { data, nextCursor: null };
}

function accessThen(all: readonly AssessmentRow[], at: Instant, names: ReadonlyMap<string, string>) {
  const { current } = countsAt(all, at);
  const state = standingThen(current, at);
  const decided = state === "approved" || state === "over";
  return {
    state,
    approvedBy: decided && current?.decidedBy ? (names.get(current.decidedBy) ?? null) : null,
    expiresAt: decided ? (current?.expiresAt ?? null) : null,
    intern: current?.intern ?? null,
    internReason: current?.internReason ?? null,
  };
}

async function namesOf(executor: Executor, rows: readonly AssessmentRow[]): Promise<Map<string, string>> {
  const ids = [...new Set(rows.flatMap((row) => row.decidedBy ?? []))];
  if (ids.length === 0) return new Map();
  const found = await executor.select({ id: users.id, name: users.name }).from(users).where(inArray(users.id, ids));
  return new Map(found.map(({ id, name }) => [id, name]));
}

const BEGINNINGS: readonly TimeName[] = ["started", "detected", "declared"];

/** When the incident began, as far as anybody has said; it was declared in any case. */
async function beginningOf(executor: Executor, incident: Incident): Promise<{ at: Instant; name: TimeName }> {
  const rows = await executor.select().from(namedTimes).where(eq(namedTimes.incidentId, incident.id));
  for (const name of BEGINNINGS) {
    const named = rows.find((row) => row.name === name);
    if (named) return { at: named.at, name };
  }
  return { at: incident.declaredAt, name: "declared" };
}
