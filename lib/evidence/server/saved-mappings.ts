import { createHash } from "node:crypto";
import { and, desc, eq, inArray, isNull, or } from "drizzle-orm";
import { db, type Executor, type Transaction } from "@/db/client";
import { incidents, savedMappings, users } from "@/db/schema";
import { audit } from "@/lib/access/server/audit";
import { requireActor, requirePermission, visibleTo } from "@/lib/access/server/require";
import { AppError } from "@/lib/api/errors";
import type { Ctx } from "@/lib/api/server/context";
import { inTransaction } from "@/lib/api/server/in-transaction";
import type { ColumnMapping } from "../formats/format";
import type { MappingPage, MappingView, RenameMappingInput } from "../mappings";
import type { Source } from "./find-source";
import type { SourceAnswers } from "./recognise-source";

const MOST_LISTED = 500;

/**
 * How people said that columns are to be read, newest first. They hold for every incident of the installation; one that
 * was said in an incident which is restricted now is for its members.
 */
export async function listMappings(ctx: Ctx): Promise<MappingPage> {
  requirePermission(ctx, "read");
  const rows = await selectMappings(db()).where(seenBy(ctx)).orderBy(desc(savedMappings.savedAt)).limit(MOST_LISTED);
  return { data: rows.map(toView), nextCursor: null };
}

export async function removeMapping(ctx: Ctx, id: string): Promise<void> {
  requirePermission(ctx, "respond");
  await inTransaction(ctx, async (tx) => {
    const { view, tellable } = await requireMapping(tx, ctx, id);
    await tx.delete(savedMappings).where(eq(savedMappings.id, id));
    await audit(tx, ctx, "mapping_removed", id, tellable ? { name: view.name } : {});
  });
}

export async function renameMapping(ctx: Ctx, id: string, { name }: RenameMappingInput): Promise<MappingView> {
  requirePermission(ctx, "respond");
  return inTransaction(ctx, async (tx) => {
    const { view, tellable } = await requireMapping(tx, ctx, id);
    await tx.update(savedMappings).set({ name }).where(eq(savedMappings.id, id));
    await audit(tx, ctx, "mapping_renamed", id, tellable ? { from: view.name, to: name } : {});
    return { ...view, name };
  });
}

/** Auditors read every line of the audit log: the name of a restricted incident's file is not for it. */
async function requireMapping(tx: Transaction, ctx: Ctx, id: string) {
  const [row] = await selectMappings(tx)
    .where(and(eq(savedMappings.id, id), seenBy(ctx)))
    .for("update", { of: savedMappings });
  if (!row) throw new AppError("not_found", "There is no such mapping.");
  return { view: toView(row), tellable: row.visibility === null || row.visibility === "open" };
}

function seenBy(ctx: Ctx) {
  return or(isNull(savedMappings.incidentId), visibleTo(ctx));
}

/**
 * Keeps what was answered for these columns, to be offered for the next file that has them. Of a restricted incident
 * nothing is kept: the names of its files and columns are for its members.
 */
export async function keepMapping(tx: Transaction, ctx: Ctx, source: Source, answers: SourceAnswers): Promise<void> {
  const columns = columnsOf(source);
  const { mapping, zone, dateOrder } = answers;
  if (!columns || !mapping) return;
  const [incident] = await tx
    .select({ visibility: incidents.visibility })
    .from(incidents)
    .where(eq(incidents.id, source.incidentId));
  if (incident?.visibility !== "open") return;
  const given = Object.entries(mapping).filter(([, column]) => column !== undefined);
  const values = {
    name: source.filename,
    incidentId: source.incidentId,
    columns,
    mapping: Object.fromEntries(given) as unknown as Record<string, string>,
    zone: zone ?? null,
    dateOrder: dateOrder ?? null,
    savedBy: requireActor(ctx).userId,
    savedAt: ctx.now(),
  };
  await tx
    .insert(savedMappings)
    .values({ signature: signatureOf(columns), ...values })
    .onConflictDoUpdate({ target: savedMappings.signature, set: values });
}

/**
 * What was answered for the same columns before, by source number, for the sources that ask for a mapping. Not from
 * another incident that is restricted now, whoever asks: the name of its file would tell of it.
 */
export async function offeredMappings(
  executor: Executor,
  sources: readonly Source[],
): Promise<Map<number, MappingView>> {
  const asking = sources.flatMap((source) => {
    const columns = source.needs.includes("mapping") ? columnsOf(source) : null;
    return columns ? [{ no: source.no, incidentId: source.incidentId, signature: signatureOf(columns) }] : [];
  });
  if (asking.length === 0) return new Map();
  const signatures = asking.map(({ signature }) => signature);
  const rows = await selectMappings(executor).where(inArray(savedMappings.signature, signatures));
  const bySignature = new Map(rows.map((row) => [row.saved.signature, row]));
  return new Map(
    asking.flatMap(({ no, incidentId, signature }) => {
      const found = bySignature.get(signature);
      if (!found) return [];
      const { visibility, saved } = found;
      const mayKnow = visibility === null || visibility === "open" || saved.incidentId === incidentId;
      return mayKnow ? [[no, toView(found)] as const] : [];
    }),
  );
}

function selectMappings(executor: Executor) {
  return executor
    .select({ saved: savedMappings, savedBy: users.name, visibility: incidents.visibility })
    .from(savedMappings)
    .innerJoin(users, eq(users.id, savedMappings.savedBy))
    .leftJoin(incidents, eq(incidents.id, savedMappings.incidentId));
}

function toView({ saved, savedBy }: { saved: typeof savedMappings.$inferSelect; savedBy: string }): MappingView {
  const { id, name, columns, zone, dateOrder, savedAt } = saved;
  return { id, name, columns, mapping: saved.mapping as unknown as ColumnMapping, zone, dateOrder, savedBy, savedAt };
}

function columnsOf(source: Source): string[] | null {
  const sample = (source.checkpoint as { sample?: { columns?: string[] } } | null)?.sample;
  return sample?.columns && sample.columns.length > 0 ? sample.columns : null;
}

/** The same columns in another order are the same: a mapping goes by their names. */
function signatureOf(columns: readonly string[]): string {
  return createHash("sha256")
    .update(JSON.stringify([...columns].sort()))
    .digest("hex");
}
