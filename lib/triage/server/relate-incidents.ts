import { and, eq, isNull, or, sql } from "drizzle-orm";
import type { Transaction } from "@/db/client";
import { incidentLinks } from "@/db/schema";
import { requireIncident } from "@/lib/access/server/require";
import { AppError } from "@/lib/api/errors";
import type { Ctx } from "@/lib/api/server/context";
import { inTransaction } from "@/lib/api/server/in-transaction";
import { recordEvent } from "@/lib/record/server/record-event";
import type { RelateInput } from "../inputs";
import { LIMITS } from "../model";
import type { LinksView } from "../views";
import { linksOf } from "./list-links";
import { addLink, endLink, lockBoth, named, requireOther } from "./merge-incidents";

/** Says that two incidents have to do with each other; both show it. Twice is once. */
export async function relateIncident(ctx: Ctx, ref: string, input: RelateInput): Promise<LinksView> {
  return inTransaction(ctx, async (tx) => {
    const incident = await requireIncident(ctx, tx, ref, "respond");
    const other = await requireOther(ctx, tx, incident, input.to, "respond", "/to");
    const [one, two] = await lockBoth(tx, incident.id, other.id);
    if (await relation(tx, one.id, two.id)) return linksOf(tx, ctx, one);
    for (const { id } of [one, two]) await refuseTooMany(tx, id);
    const reason = input.reason ?? "";
    const [fromId, toId] = one.id < two.id ? [one.id, two.id] : [two.id, one.id];
    const link = await addLink(tx, ctx, { kind: "related", fromId, toId, reason });
    await recordEvent(tx, ctx, {
      incidentId: one.id,
      kind: "incident_related",
      data: { link, ...named("to", two, reason) },
    });
    await recordEvent(tx, ctx, {
      incidentId: two.id,
      kind: "incident_related",
      data: { link, ...named("to", one, reason) },
    });
    return linksOf(tx, ctx, one);
  });
}

export async function unrelateIncident(ctx: Ctx, ref: string, otherRef: string): Promise<LinksView> {
  return inTransaction(ctx, async (tx) => {
    const incident = await requireIncident(ctx, tx, ref, "respond");
    const absent = new AppError("not_found", "These two incidents are not related.");
    const other = await requireIncident(ctx, tx, otherRef, "respond").catch((error: unknown) => {
      throw error instanceof AppError && error.code === "not_found" ? absent : error;
    });
    if (other.id === incident.id) throw absent;
    const [one, two] = await lockBoth(tx, incident.id, other.id);
    const link = await relation(tx, one.id, two.id);
    if (!link) throw absent;
    await endLink(tx, ctx, link.id);
    for (const [at, to] of [
      [one, two],
      [two, one],
    ] as const) {
      const { to: name } = named("to", to, "");
      await recordEvent(tx, ctx, {
        incidentId: at.id,
        kind: "incident_unrelated",
        data: { link: link.id, to: name ?? null },
      });
    }
    return linksOf(tx, ctx, one);
  });
}

async function relation(tx: Transaction, a: number, b: number) {
  const [row] = await tx
    .select()
    .from(incidentLinks)
    .where(
      and(
        eq(incidentLinks.kind, "related"),
        eq(incidentLinks.fromId, Math.min(a, b)),
        eq(incidentLinks.toId, Math.max(a, b)),
        isNull(incidentLinks.removedAt),
      ),
    );
  return row;
}

async function refuseTooMany(tx: Transaction, id: number): Promise<void> {
  const [row] = await tx
    .select({ n: sql<number>`count(*)::int` })
    .from(incidentLinks)
    .where(
      and(
        eq(incidentLinks.kind, "related"),
        or(eq(incidentLinks.fromId, id), eq(incidentLinks.toId, id)),
        isNull(incidentLinks.removedAt),
      ),
    );
  if ((row?.n ?? 0) < LIMITS.related) return;
  throw new AppError("conflict", `An incident has at most ${LIMITS.related} related ones. Take one out first.`);
}
