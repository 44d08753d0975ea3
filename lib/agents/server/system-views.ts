import { and, asc, type Column, desc, eq, inArray, isNull, type SQL, sql } from "drizzle-orm";
import type { Executor } from "@/db/client";
import {
  aiAccessAssessments,
  aiKillSwitches,
  aiStopTests,
  aiSystemIdentities,
  incidentAiSystems,
  incidents,
  principalAliases,
  principals,
} from "@/db/schema";
import { visibleTo } from "@/lib/access/server/require";
import { AppError } from "@/lib/api/errors";
import type { Ctx } from "@/lib/api/server/context";
import { countsAt } from "../assessments";
import type { AiSystemView, IdentityView, StopTestView } from "../views";
import { type AiVersion, currentVersions, toVersionViews } from "./ai-system-rows";

/** One AI system as it is now; it is there. */
export async function systemView(executor: Executor, ctx: Ctx, id: string): Promise<AiSystemView> {
  const current = (await currentVersions(executor, ctx.now(), [id])).get(id);
  const [view] = current ? await toSystemViews(executor, ctx, [current]) : [];
  if (!view) throw new AppError("not_found", "There is no such AI system.");
  return view;
}

/** Versions with all that belongs to their systems, in the order given. */
export async function toSystemViews(
  executor: Executor,
  ctx: Ctx,
  versions: readonly AiVersion[],
): Promise<AiSystemView[]> {
  const ids = versions.map((version) => version.aiSystemId);
  if (ids.length === 0) return [];
  const [views, identities, webhooks, tests, assessments, counts] = await Promise.all([
    toVersionViews(executor, versions),
    identitiesOf(executor, ids),
    webhooksOf(executor, ctx, ids),
    lastTests(executor, ids),
    assessmentsOf(executor, ids),
    incidentCounts(executor, ctx, ids),
  ]);
  return views.map((view, i) => {
    const id = ids[i] as string;
    const { current, stands } = countsAt(assessments.get(id) ?? [], ctx.now());
    return {
      ...view,
      id,
      identities: identities.get(id) ?? [],
      webhook: webhooks.get(id) ?? null,
      lastStopTest: tests.get(id) ?? null,
      assessment: current && { id: current.id, state: current.state, expiresAt: current.expiresAt },
      assessed: stands,
      incidents: counts.get(id) ?? 0,
    };
  });
}

/** Whom a principal was merged into, through merges of merges; itself where it was not. */
export function survivorOf(principalId: Column): SQL<number> {
  return sql<number>`principal_survivor(${principalId}, 'infinity')`;
}

/** The principals of each system with the aliases by which logs name them; a merged principal is its survivor. */
export async function identitiesOf(executor: Executor, ids: readonly string[]): Promise<Map<string, IdentityView[]>> {
  const rows = await executor
    .select({
      aiSystemId: aiSystemIdentities.aiSystemId,
      principal: principals,
      recordedAt: aiSystemIdentities.recordedAt,
      recordedBy: aiSystemIdentities.recordedBy,
    })
    .from(aiSystemIdentities)
    .innerJoin(principals, eq(principals.id, survivorOf(aiSystemIdentities.principalId)))
    .where(and(inArray(aiSystemIdentities.aiSystemId, [...ids]), isNull(aiSystemIdentities.supersededAt)))
    .orderBy(asc(aiSystemIdentities.recordedAt));
  const aliases = rows.length === 0 ? [] : await aliasesOf(executor, [...new Set(rows.map((row) => row.principal.id))]);
  const found = new Map<string, IdentityView[]>();
  for (const { aiSystemId, principal, recordedAt, recordedBy } of rows) {
    const own = aliases.filter((alias) => alias.principalId === principal.id);
    const view = {
      principal: { id: principal.publicId, name: principal.name },
      aliases: own.map(({ system, value }) => ({ system, value })),
      recordedAt,
      recordedBy,
    };
    found.set(aiSystemId, [...(found.get(aiSystemId) ?? []), view]);
  }
  return found;
}

function aliasesOf(executor: Executor, principalIds: number[]) {
  return executor
    .select({
      principalId: principalAliases.principalId,
      system: principalAliases.system,
      value: principalAliases.value,
    })
    .from(principalAliases)
    .where(and(inArray(principalAliases.principalId, principalIds), isNull(principalAliases.supersededAt)))
    .orderBy(asc(principalAliases.value));
}

async function webhooksOf(executor: Executor, ctx: Ctx, ids: readonly string[]) {
  const maySet = ctx.actor?.permissions.has("administer") ?? false;
  const rows = await executor
    .select()
    .from(aiKillSwitches)
    .where(and(inArray(aiKillSwitches.aiSystemId, [...ids]), isNull(aiKillSwitches.supersededAt)));
  return new Map(
    rows.map(({ aiSystemId, url, recordedAt, recordedBy }) => {
      return [aiSystemId, { host: new URL(url).host, url: maySet ? url : null, recordedAt, recordedBy }];
    }),
  );
}

async function lastTests(executor: Executor, ids: readonly string[]): Promise<Map<string, StopTestView>> {
  const rows = await executor
    .selectDistinctOn([aiStopTests.aiSystemId])
    .from(aiStopTests)
    .where(inArray(aiStopTests.aiSystemId, [...ids]))
    .orderBy(aiStopTests.aiSystemId, desc(aiStopTests.testedAt), desc(aiStopTests.recordedAt));
  return new Map(rows.map((row) => [row.aiSystemId, toStopTestView(row)]));
}

export function toStopTestView(row: typeof aiStopTests.$inferSelect): StopTestView {
  const { id, testedAt, outcome, secondsToStop, note, recordedBy } = row;
  return { id, testedAt, outcome, secondsToStop, note, recordedBy };
}

export type AssessmentRow = typeof aiAccessAssessments.$inferSelect;

export async function assessmentsOf(executor: Executor, ids: readonly string[]): Promise<Map<string, AssessmentRow[]>> {
  const rows = await executor
    .select()
    .from(aiAccessAssessments)
    .where(inArray(aiAccessAssessments.aiSystemId, [...ids]))
    .orderBy(desc(aiAccessAssessments.askedAt));
  const found = new Map<string, AssessmentRow[]>();
  for (const row of rows) found.set(row.aiSystemId, [...(found.get(row.aiSystemId) ?? []), row]);
  return found;
}

async function incidentCounts(executor: Executor, ctx: Ctx, ids: readonly string[]): Promise<Map<string, number>> {
  const rows = await executor
    .select({ id: incidentAiSystems.aiSystemId, n: sql<number>`count(*)::int` })
    .from(incidentAiSystems)
    .innerJoin(incidents, eq(incidents.id, incidentAiSystems.incidentId))
    .where(and(inArray(incidentAiSystems.aiSystemId, [...ids]), isNull(incidentAiSystems.supersededAt), visibleTo(ctx)))
    .groupBy(incidentAiSystems.aiSystemId);
  return new Map(rows.map((row) => [row.id, row.n]));
}
