import { and, eq } from "drizzle-orm";
import { obligationSubmissions } from "@/db/schema";
import { requireActor, requireIncident } from "@/lib/access/server/require";
import { AppError } from "@/lib/api/errors";
import type { Ctx } from "@/lib/api/server/context";
import { inTransaction } from "@/lib/api/server/in-transaction";
import { refuseFuture } from "@/lib/incidents/server/name-time";
import { lockRecord, recordEvent } from "@/lib/record/server/record-event";
import type { SubmitObligationInput, WithdrawSubmissionInput } from "../inputs";
import { ruleOf } from "../rules";
import type { ObligationList } from "../views";
import { obligationsOf } from "./list-obligations";
import { clocksOf, keptOf, titleOf } from "./obligation-rows";

const MOST = 50;

/** Records that something was handed in: it stops this clock, and starts those of the phases that count from it. */
export async function submitObligation(
  ctx: Ctx,
  ref: string,
  ruleId: string,
  input: SubmitObligationInput,
): Promise<ObligationList> {
  return inTransaction(ctx, async (tx) => {
    const { id } = await requireIncident(ctx, tx, ref, "respond");
    refuseFuture(ctx, { at: input.at });
    await lockRecord(tx, id);
    const kept = await keptOf(tx, id);
    const clock = clocksOf(kept, ctx.now()).find(({ rule }) => rule.id === ruleId);
    if (!clock) throw new AppError("not_found", "There is no such rule.");
    const { rule } = clock;
    if (clock.clock === "off") {
      throw new AppError("conflict", `${titleOf(rule)} is not in force for this incident, so nothing is due.`);
    }
    if (clock.clock === "not_applicable") {
      throw new AppError("conflict", `${titleOf(rule)} is signed as not applying. Decide that it applies first.`);
    }
    if (kept.submissions.filter((row) => row.rule === ruleId).length >= MOST) {
      throw new AppError("conflict", `At most ${MOST} submissions are kept for one rule.`);
    }
    const at = input.at ?? ctx.now();
    if (clock.triggerAt !== null && at < clock.triggerAt) {
      const message = "This lies before what the clock starts on. Correct one of the two times.";
      throw new AppError("invalid", message, { fields: [{ pointer: "/at", message }] });
    }
    const { receipt, evidence, note } = input;
    await tx.insert(obligationSubmissions).values({
      incidentId: id,
      rule: ruleId,
      ruleVersion: rule.version,
      at,
      receipt,
      evidence,
      note,
      recordedAt: ctx.now(),
      recordedBy: requireActor(ctx).name,
    });
    await recordEvent(tx, ctx, {
      incidentId: id,
      kind: "obligation_submitted",
      occurredAt: at,
      data: {
        rule: ruleId,
        version: rule.version,
        title: titleOf(rule),
        recipient: rule.recipient,
        dueAt: clock.dueAt,
        inTime: clock.dueAt === null ? null : at <= clock.dueAt,
        receipt,
        evidence,
        note,
      },
    });
    return obligationsOf(tx, id, ctx.now());
  });
}

/** Takes back a submission that was recorded by mistake: it stays, and its clock goes on. */
export async function withdrawSubmission(
  ctx: Ctx,
  ref: string,
  ruleId: string,
  submissionId: string,
  input: WithdrawSubmissionInput,
): Promise<ObligationList> {
  return inTransaction(ctx, async (tx) => {
    const { id } = await requireIncident(ctx, tx, ref, "respond");
    await lockRecord(tx, id);
    const [row] = await tx
      .select()
      .from(obligationSubmissions)
      .where(
        and(
          eq(obligationSubmissions.id, submissionId),
          eq(obligationSubmissions.incidentId, id),
          eq(obligationSubmissions.rule, ruleId),
        ),
      );
    if (!row) throw new AppError("not_found", "There is no such submission.");
    if (row.withdrawnAt) throw new AppError("conflict", "This submission is withdrawn already.");
    await tx
      .update(obligationSubmissions)
      .set({ withdrawnAt: ctx.now(), withdrawnBy: requireActor(ctx).name, withdrawnBecause: input.reason })
      .where(eq(obligationSubmissions.id, submissionId));
    const rule = ruleOf(ruleId);
    await recordEvent(tx, ctx, {
      incidentId: id,
      kind: "obligation_submission_withdrawn",
      data: {
        rule: ruleId,
        title: rule ? titleOf(rule) : ruleId,
        submission: submissionId,
        at: row.at,
        receipt: row.receipt,
        reason: input.reason,
      },
    });
    return obligationsOf(tx, id, ctx.now());
  });
}
