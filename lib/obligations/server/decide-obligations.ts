import { obligationDecisions } from "@/db/schema";
import { requireActor, requireIncident } from "@/lib/access/server/require";
import { AppError, invariant } from "@/lib/api/errors";
import type { Ctx } from "@/lib/api/server/context";
import { inTransaction } from "@/lib/api/server/in-transaction";
import { lockRecord, recordEvent } from "@/lib/record/server/record-event";
import type { DecideObligationsInput } from "../inputs";
import { ruleOf } from "../rules";
import type { ObligationList } from "../views";
import { obligationsOf } from "./list-obligations";
import { clocksOf, keptOf, type RuleClock, supersedeDecisions, titleOf } from "./obligation-rows";

/** Signs whether rules apply, with one reason for all of them. What was decided before is superseded and stays. */
export async function decideObligations(ctx: Ctx, ref: string, input: DecideObligationsInput): Promise<ObligationList> {
  return inTransaction(ctx, async (tx) => {
    const { id } = await requireIncident(ctx, tx, ref, "respond");
    await lockRecord(tx, id);
    const clocks = clocksOf(await keptOf(tx, id), ctx.now());
    const chosen = [...new Set(input.rules)].map((rule) => decidable(clocks, rule, input.decision));
    const actor = requireActor(ctx);
    const { decision, reason } = input;
    const pausedReason = input.pausedReason || null;
    await supersedeDecisions(
      tx,
      id,
      chosen.map(({ rule }) => rule.id),
      ctx.now(),
    );
    await tx.insert(obligationDecisions).values(
      chosen.map(({ rule }) => ({
        incidentId: id,
        rule: rule.id,
        ruleVersion: rule.version,
        decision,
        reason,
        pausedReason,
        recordedAt: ctx.now(),
        signerId: actor.kind === "system" ? null : actor.userId,
        signer: actor.name,
      })),
    );
    await recordEvent(tx, ctx, {
      incidentId: id,
      kind: "obligation_decided",
      data: {
        rules: chosen.map(({ rule, decision: from, dueAt }) => ({
          rule: rule.id,
          version: rule.version,
          title: titleOf(rule),
          from,
          dueAt,
        })),
        decision,
        reason,
        pausedReason,
      },
    });
    return obligationsOf(tx, id, ctx.now());
  });
}

function decidable(clocks: readonly RuleClock[], id: string, wanted: DecideObligationsInput["decision"]): RuleClock {
  const clock = clocks.find(({ rule }) => rule.id === id);
  if (!clock) return refuse(`There is no rule “${id}”.`);
  if (ruleOf(id) && clock.clock === "off") {
    return refuse(`${titleOf(clock.rule)} is not in force for this incident, so there is nothing to decide.`);
  }
  if (wanted === "undecided" && clock.decision === "undecided") {
    return refuse(`${titleOf(clock.rule)} is undecided already.`);
  }
  invariant(clock.standing === "in_force", "what can be decided is in force");
  return clock;
}

function refuse(message: string): never {
  throw new AppError("invalid", message, { fields: [{ pointer: "/rules", message }] });
}
