import { eq, inArray, sql } from "drizzle-orm";
import type { Transaction } from "@/db/client";
import { incidentMembers, incidentRoles, incidents, users } from "@/db/schema";
import { requirePermission } from "@/lib/access/server/require";
import { AppError, invariant } from "@/lib/api/errors";
import type { Ctx } from "@/lib/api/server/context";
import { inTransaction } from "@/lib/api/server/in-transaction";
import { recordEvent } from "@/lib/record/server/record-event";
import type { Instant } from "@/lib/time/instant";
import type { DeclareIncidentInput } from "../inputs";
import type { TimeName } from "../model";
import { NEW_INCIDENT } from "../projection";
import type { IncidentView } from "../views";
import { recordTime, refuseFuture } from "./name-time";
import { toIncidentView } from "./to-view";

/**
 * Opens an incident; whoever declares it is its commander and a member. Without a severity it is "not sure yet".
 * `synthetic` says what a demo invented and is not part of the API.
 */
export async function declareIncident(
  ctx: Ctx,
  input: DeclareIncidentInput,
  synthetic: string | null = null,
): Promise<IncidentView> {
  const actor = requirePermission(ctx, "respond");
  refuseFuture(ctx, { startedAt: input.startedAt, detectedAt: input.detectedAt, declaredAt: input.declaredAt });
  return inTransaction(ctx, async (tx) => {
    const id = await takeNumber(tx);
    const now = ctx.now();
    const declaredBy = actor.kind === "system" ? null : actor.userId;
    const declared = {
      title: input.title,
      summary: input.summary ?? "",
      kind: input.kind ?? ("data_exposure" as const),
      aiInvolvement: input.aiInvolvement ?? ("unknown" as const),
      mode: input.mode ?? ("real" as const),
      visibility: input.visibility ?? ("open" as const),
      phase: "active" as const,
      severity: input.severity ?? null,
    };
    const declaredAt = input.declaredAt ?? now;
    await tx.insert(incidents).values({ ...NEW_INCIDENT, id, synthetic, declaredBy, declaredAt, updatedAt: now });
    await recordEvent(tx, ctx, { incidentId: id, kind: "declared", data: { ...declared, synthetic } });
    if (declaredBy) await addMembers(tx, ctx, id, [declaredBy, ...(input.members ?? [])]);
    if (declaredBy) await takeCommand(tx, ctx, id, declaredBy);
    for (const time of namedTimesOf(input, now)) await recordTime(tx, ctx, id, time);
    const [row] = await tx.select().from(incidents).where(eq(incidents.id, id));
    invariant(row, "the incident that was just declared is there");
    return toIncidentView(row);
  });
}

/** Dense and unique: the row lock makes twenty people who declare at once queue for a moment. */
export async function takeNumber(tx: Transaction): Promise<number> {
  const [row] = await tx.execute<{ n: number }>(
    sql`update incident_counter set next = next + 1 where id = 1 returning next - 1 as n`,
  );
  invariant(row, "the counter has its row");
  return row.n;
}

/** Whoever is a member already stays one, and is not recorded twice. */
export async function addMembers(tx: Transaction, ctx: Ctx, incidentId: number, ids: string[]): Promise<void> {
  const unique = [...new Set(ids)];
  const known = await tx.select({ id: users.id, name: users.name }).from(users).where(inArray(users.id, unique));
  if (known.length !== unique.length) throw new AppError("invalid", "One of the members is not a user here.");
  for (const { id, name } of known) {
    const added = await tx
      .insert(incidentMembers)
      .values({ incidentId, userId: id, addedBy: ctx.actor?.name ?? "", addedAt: ctx.now() })
      .onConflictDoNothing()
      .returning({ userId: incidentMembers.userId });
    if (added.length === 0) continue;
    await recordEvent(tx, ctx, { incidentId, kind: "member_added", data: { userId: id, name } });
  }
}

async function takeCommand(tx: Transaction, ctx: Ctx, incidentId: number, userId: string): Promise<void> {
  await tx.insert(incidentRoles).values({ incidentId, role: "commander", userId, since: ctx.now() });
  const data = { role: "commander", userId, name: ctx.actor?.name ?? "" };
  await recordEvent(tx, ctx, { incidentId, kind: "role_taken", data });
}

function namedTimesOf(input: DeclareIncidentInput, now: Instant): { name: TimeName; at: Instant; basis?: string }[] {
  const basis = input.timesBasis || undefined;
  const times = [
    { name: "started" as const, at: input.startedAt },
    { name: "detected" as const, at: input.detectedAt },
    { name: "declared" as const, at: input.declaredAt ?? now },
  ];
  return times.flatMap(({ name, at }) => {
    // What is declared now needs no source for that.
    const known = basis && (name !== "declared" || input.declaredAt) ? { basis } : {};
    return at === undefined ? [] : [{ name, at, ...known }];
  });
}
