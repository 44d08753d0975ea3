import { and, desc, eq, inArray } from "drizzle-orm";
import { db, type Executor } from "@/db/client";
import { aiAccessAssessments, users } from "@/db/schema";
import { requirePermission } from "@/lib/access/server/require";
import { AppError, invariant } from "@/lib/api/errors";
import type { Ctx } from "@/lib/api/server/context";
import { inTransaction } from "@/lib/api/server/in-transaction";
import { heldAt } from "../assessments";
import type { AskAssessmentInput, DecideAssessmentInput } from "../inputs";
import type { AssessmentList, AssessmentView, ReachView } from "../views";
import { currentVersions, requireAiSystem } from "./ai-system-rows";
import { computeReach } from "./compute-reach";
import { recordAiEvent } from "./record-ai-event";
import type { AssessmentRow } from "./system-views";
import { requireAssets } from "./write-version";

/** Asks whether an AI system may get access. What it would reach is computed now and kept. */
export async function askAssessment(ctx: Ctx, id: string, input: AskAssessmentInput): Promise<AssessmentView> {
  const actor = requirePermission(ctx, "respond");
  return inTransaction(ctx, async (tx) => {
    await requireAiSystem(tx, id);
    await requireAssets(tx, input.assets);
    const reach = await computeReach(tx, ctx.now(), id, input);
    if (reach.total === 0) {
      const message = "No asset has this classification or one below it, so nothing would be reached.";
      throw new AppError("invalid", message, { fields: [{ pointer: "/classification", message }] });
    }
    const { purpose, classification, intern, internReason } = input;
    const [row] = await tx
      .insert(aiAccessAssessments)
      .values({
        aiSystemId: id,
        purpose,
        assetIds: input.assets,
        classification,
        reach,
        intern,
        internReason,
        state: "asked",
        askedAt: ctx.now(),
        askedBy: actor.userId,
      })
      .returning();
    invariant(row, "an insert returns its row");
    await recordAiEvent(tx, ctx, { aiSystemId: id, kind: "assessment_asked", data: { id: row.id, purpose, intern } });
    return one(tx, ctx, row);
  });
}

/** Approves or refuses (somebody other than the asker, a commander), or takes an approval or a question back. */
export async function decideAssessment(
  ctx: Ctx,
  id: string,
  assessment: string,
  input: DecideAssessmentInput,
): Promise<AssessmentView> {
  const actor = requirePermission(ctx, input.decision === "withdrawn" ? "respond" : "command");
  return inTransaction(ctx, async (tx) => {
    const [row] = await tx
      .select()
      .from(aiAccessAssessments)
      .where(and(eq(aiAccessAssessments.id, assessment), eq(aiAccessAssessments.aiSystemId, id)))
      .for("update");
    if (!row) throw new AppError("not_found", "There is no such access assessment.");
    const set = input.decision === "withdrawn" ? withdrawal(ctx, row) : decision(ctx, row, input, actor.userId);
    const [next] = await tx
      .update(aiAccessAssessments)
      .set({ ...set, state: input.decision, decisionReason: input.reason })
      .where(eq(aiAccessAssessments.id, row.id))
      .returning();
    invariant(next, "an update under a lock finds its row");
    const kind = `assessment_${input.decision}` as const;
    const data = { id: row.id, reason: input.reason, expiresAt: next.expiresAt };
    await recordAiEvent(tx, ctx, { aiSystemId: id, kind, data });
    return one(tx, ctx, next);
  });
}

function decision(ctx: Ctx, row: AssessmentRow, input: DecideAssessmentInput, userId: string) {
  if (row.state !== "asked")
    throw new AppError("conflict", `It is ${row.state} already. Ask anew where things changed.`);
  if (row.askedBy === userId) {
    throw new AppError("forbidden", "Somebody other than the one who asked decides.");
  }
  const approved = input.decision === "approved";
  if (approved && (input.expiresAt ?? "") <= ctx.now()) {
    const message = "An approval ends in the future.";
    throw new AppError("invalid", message, { fields: [{ pointer: "/expiresAt", message }] });
  }
  return { decidedAt: ctx.now(), decidedBy: userId, expiresAt: approved ? input.expiresAt : null };
}

function withdrawal(ctx: Ctx, row: AssessmentRow) {
  if (row.state !== "asked" && row.state !== "approved") {
    throw new AppError("conflict", `It is ${row.state} already.`);
  }
  return { withdrawnAt: ctx.now() };
}

/** Every assessment of an AI system, the latest first. */
export async function listAssessments(ctx: Ctx, id: string): Promise<AssessmentList> {
  requirePermission(ctx, "read");
  await requireAiSystem(db(), id);
  const rows = await db()
    .select()
    .from(aiAccessAssessments)
    .where(eq(aiAccessAssessments.aiSystemId, id))
    .orderBy(desc(aiAccessAssessments.askedAt))
    .limit(200);
  return { data: await toViews(db(), ctx, rows), nextCursor: null };
}

async function one(executor: Executor, ctx: Ctx, row: AssessmentRow): Promise<AssessmentView> {
  const [view] = await toViews(executor, ctx, [row]);
  invariant(view, "one row in, one view out");
  return view;
}

async function toViews(executor: Executor, ctx: Ctx, rows: readonly AssessmentRow[]): Promise<AssessmentView[]> {
  if (rows.length === 0) return [];
  const userIds = [...new Set(rows.flatMap((row) => [row.askedBy, ...(row.decidedBy ? [row.decidedBy] : [])]))];
  const people = await executor
    .select({ id: users.id, name: users.name })
    .from(users)
    .where(inArray(users.id, userIds));
  const nameOf = (id: string) => people.find((person) => person.id === id)?.name ?? "somebody";
  const systems = await currentVersions(executor, ctx.now(), [...new Set(rows.map((row) => row.aiSystemId))]);
  return rows.map((row) => ({
    id: row.id,
    aiSystem: { id: row.aiSystemId, name: systems.get(row.aiSystemId)?.name ?? "AI system" },
    purpose: row.purpose,
    classification: row.classification,
    reach: row.reach as ReachView,
    intern: row.intern,
    internReason: row.internReason,
    state: row.state,
    over: row.state === "approved" && !heldAt(row, ctx.now()),
    askedAt: row.askedAt,
    askedBy: { id: row.askedBy, name: nameOf(row.askedBy) },
    decidedAt: row.decidedAt,
    decidedBy: row.decidedBy && nameOf(row.decidedBy),
    decisionReason: row.decisionReason,
    expiresAt: row.expiresAt,
    withdrawnAt: row.withdrawnAt,
  }));
}
