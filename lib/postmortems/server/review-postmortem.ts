import { eq } from "drizzle-orm";
import type { Transaction } from "@/db/client";
import { postmortems } from "@/db/schema";
import { type Incident, requireActor, requireIncident, requirePermission } from "@/lib/access/server/require";
import { AppError, invariant } from "@/lib/api/errors";
import type { Ctx } from "@/lib/api/server/context";
import { inTransaction } from "@/lib/api/server/in-transaction";
import type { IncidentEventKind } from "@/lib/record/model";
import { recordEvent } from "@/lib/record/server/record-event";
import type { PostmortemFacts } from "../facts";
import type { ApprovePostmortemInput, ReturnPostmortemInput } from "../inputs";
import type { PostmortemState } from "../model";
import type { PostmortemView } from "../views";
import { markOutdated } from "./outdated";
import {
  authorsOf,
  currentSections,
  gatesNow,
  lockPostmortem,
  type PostmortemRecord,
  toPostmortemView,
} from "./read-postmortem";

/** Asks others to read it; the text can still be changed. */
export async function requestReview(ctx: Ctx, ref: string): Promise<PostmortemView> {
  return move(ctx, ref, "respond", ["draft"], async () => ({
    kind: "postmortem_review_requested",
    data: {},
    set: { state: "in_review", reviewRequestedAt: ctx.now(), reviewRequestedBy: personOf(ctx) },
  }));
}

/** By somebody who wrote none of it. What is not met can be passed with a reason, which the record keeps. */
export async function approvePostmortem(ctx: Ctx, ref: string, input: ApprovePostmortemInput): Promise<PostmortemView> {
  return move(ctx, ref, "command", ["in_review"], async (tx, incident, row) => {
    const approver = personOf(ctx);
    const authors = await authorsOf(tx, incident.id);
    if (approver === null || authors.some(({ id }) => id === approver)) {
      throw new AppError(
        "forbidden",
        "You generated or wrote some of this postmortem. Somebody else has to approve it.",
      );
    }
    const facts = row.facts as unknown as PostmortemFacts;
    const sections = await markOutdated(tx, incident.id, await currentSections(tx, incident.id), facts);
    const gates = await gatesNow(tx, incident, facts, sections, ctx.now());
    const unmet = gates.filter((gate) => !gate.met);
    if (unmet.length > 0 && !input.reason) {
      const missing = unmet.map((gate) => gate.message).join(" ");
      throw new AppError("conflict", `${missing} A commander can pass this with a written reason.`, {
        extra: { gates: unmet },
      });
    }
    return {
      kind: "postmortem_approved",
      data: { version: row.version, passed: unmet.map(({ gate }) => gate), reason: input.reason || null },
      set: { state: "approved", approvedAt: ctx.now(), approvedBy: approver },
    };
  });
}

/** From here on text and facts stay as they are. */
export async function publishPostmortem(ctx: Ctx, ref: string): Promise<PostmortemView> {
  return move(ctx, ref, "command", ["approved"], async () => ({
    kind: "postmortem_published",
    data: {},
    set: { state: "published", publishedAt: ctx.now() },
  }));
}

/** Back to draft, with what has to change; an approval that was given is taken back. */
export async function returnPostmortem(ctx: Ctx, ref: string, input: ReturnPostmortemInput): Promise<PostmortemView> {
  return move(ctx, ref, "respond", ["in_review", "approved", "published"], async (_tx, _incident, row) => {
    if (row.state !== "in_review") requirePermission(ctx, "command");
    return {
      kind: "postmortem_returned",
      data: { from: row.state, reason: input.reason },
      set: {
        state: "draft",
        reviewRequestedAt: null,
        reviewRequestedBy: null,
        approvedAt: null,
        approvedBy: null,
        publishedAt: null,
      },
    };
  });
}

interface Move {
  kind: IncidentEventKind;
  data: Record<string, unknown>;
  set: Partial<typeof postmortems.$inferInsert> & { state: PostmortemState };
}

async function move(
  ctx: Ctx,
  ref: string,
  permission: "respond" | "command",
  from: readonly PostmortemState[],
  make: (tx: Transaction, incident: Incident, row: PostmortemRecord) => Promise<Move>,
): Promise<PostmortemView> {
  return inTransaction(ctx, async (tx) => {
    const incident = await requireIncident(ctx, tx, ref, permission);
    const before = await lockPostmortem(tx, incident);
    if (!from.includes(before.state)) {
      const state = before.state.replace("_", " ");
      throw new AppError("conflict", `The postmortem is ${state}, so this can't be done to it now.`);
    }
    const { kind, data, set } = await make(tx, incident, before);
    const [row] = await tx
      .update(postmortems)
      .set({ ...set, version: before.version + 1 })
      .where(eq(postmortems.incidentId, incident.id))
      .returning();
    invariant(row, "the locked postmortem is there");
    await recordEvent(tx, ctx, { incidentId: incident.id, kind, data });
    return toPostmortemView(tx, incident, row, ctx.now());
  });
}

/** Null for the software itself, which approves nothing. */
function personOf(ctx: Ctx): string | null {
  const actor = requireActor(ctx);
  return actor.kind === "system" ? null : actor.userId;
}
