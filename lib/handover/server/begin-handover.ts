import { and, eq, inArray, isNull } from "drizzle-orm";
import type { Transaction } from "@/db/client";
import { db } from "@/db/client";
import { handovers } from "@/db/schema";
import { type Incident, requireActor, requireIncident } from "@/lib/access/server/require";
import { AppError, invariant } from "@/lib/api/errors";
import type { Ctx } from "@/lib/api/server/context";
import { inTransaction } from "@/lib/api/server/in-transaction";
import { lockRecord, recordEvent } from "@/lib/record/server/record-event";
import type { BeginHandoverInput } from "../inputs";
import type { HandoverBrief } from "../model";
import type { HandoverView } from "../views";
import { ROLE_NAMES } from "../words";
import { handoverView, keepBrief, selectHandovers } from "./handover-rows";
import { makeBrief } from "./make-brief";
import { passRole } from "./pass-role";
import { type Holder, holderOf, type Person, requireEligible } from "./role-rows";

/**
 * Asks for a role, offers it, or takes it over. An offer carries the brief as of now; a request gets one when it is
 * accepted. A take-over passes the role at once, for a reason, and leaves the brief to be acknowledged.
 */
export async function beginHandover(ctx: Ctx, ref: string, input: BeginHandoverInput): Promise<HandoverView> {
  await requireIncident(ctx, db(), ref, "respond");
  // Before the transaction, which would otherwise hold the record while many tables are read.
  const brief = input.kind === "request" ? null : await makeBrief(ctx, ref);
  return inTransaction(ctx, async (tx) => {
    const incident = await requireIncident(ctx, tx, ref, "respond");
    await lockRecord(tx, incident.id);
    const holder = await holderOf(tx, incident.id, input.role);
    const me = requireActor(ctx).userId;
    const to = await takerOf(tx, incident, input, me);
    if (input.kind === "offer") requireOfferer(ctx, input, holder);
    else if (!holder) throw new AppError("conflict", `Nobody is the ${ROLE_NAMES[input.role]}: take the role.`);
    if (holder?.id === to.id) {
      throw new AppError(
        "conflict",
        `${to.id === me ? "You are" : `${to.name} is`} the ${ROLE_NAMES[input.role]} already.`,
      );
    }
    if (input.kind !== "take_over") await refuseSecond(tx, ctx, incident, input.role);
    const id = await insert(tx, ctx, incident, input, { holder, to, me });
    if (brief) await keepBrief(tx, id, brief);
    if (input.kind === "take_over") {
      const how = "taken_over" as const;
      await passRole(tx, ctx, {
        incidentId: incident.id,
        role: input.role,
        to,
        how,
        reason: input.reason,
        handoverId: id,
      });
    } else {
      await recordBegun(tx, ctx, incident, input, { holder, to });
    }
    if (brief) await recordBrief(tx, ctx, incident.id, { id, role: input.role, name: to.name, version: 1, brief });
    return handoverView(tx, ctx, id);
  });
}

function takerOf(tx: Transaction, incident: Incident, input: BeginHandoverInput, me: string): Promise<Person> {
  if (input.kind === "offer") return requireEligible(tx, incident, input.role, input.toId, "/toId");
  return requireEligible(tx, incident, input.role, me, "/role");
}

/** Command is offered by who has it; other roles by a commander too. */
function requireOfferer(ctx: Ctx, { role }: BeginHandoverInput, holder: Holder | null): void {
  const isHolder = holder !== null && holder.id === ctx.actor?.userId;
  const commands = ctx.actor?.permissions.has("command") ?? false;
  if (isHolder || (commands && (role !== "commander" || holder === null))) return;
  const who = holder ? holder.name : "a commander";
  throw new AppError("conflict", `Only ${who} can offer the role of ${ROLE_NAMES[role]}. Ask for it instead.`);
}

async function refuseSecond(
  tx: Transaction,
  ctx: Ctx,
  incident: Incident,
  role: BeginHandoverInput["role"],
): Promise<void> {
  const [pending] = await selectHandovers(
    tx,
    ctx,
    and(
      eq(handovers.incidentId, incident.id),
      eq(handovers.role, role),
      inArray(handovers.state, ["asked", "waiting"]),
      isNull(handovers.passedAt),
    ),
  );
  if (!pending) return;
  const said = pending.state === "asked" ? "has asked for it already" : "has been offered it already";
  throw new AppError("conflict", `${pending.to.name} ${said}. Answer or withdraw that first.`, {
    extra: { handover: pending.id },
  });
}

interface Between {
  holder: Person | null;
  to: Person;
}

async function insert(
  tx: Transaction,
  ctx: Ctx,
  incident: Incident,
  input: BeginHandoverInput,
  { holder, to, me }: Between & { me: string },
): Promise<string> {
  const now = ctx.now();
  const [row] = await tx
    .insert(handovers)
    .values({
      incidentId: incident.id,
      role: input.role,
      kind: input.kind,
      state: input.kind === "request" ? "asked" : "waiting",
      fromId: holder?.id ?? null,
      toId: to.id,
      begunBy: me,
      begunAt: now,
      note: input.kind === "take_over" ? input.reason : input.note,
      passedAt: input.kind === "take_over" ? now : null,
    })
    .returning({ id: handovers.id });
  invariant(row, "the handover was written");
  return row.id;
}

async function recordBegun(
  tx: Transaction,
  ctx: Ctx,
  incident: Incident,
  input: BeginHandoverInput,
  { holder, to }: Between,
) {
  const note = input.kind === "take_over" ? "" : input.note;
  const data = { what: input.kind, role: input.role, name: to.name, userId: to.id, from: holder?.name ?? null, note };
  await recordEvent(tx, ctx, { incidentId: incident.id, kind: "handover_begun", data });
}

/** Word for word in the record, so that the chain shows what a taker had read. */
export async function recordBrief(
  tx: Transaction,
  ctx: Ctx,
  incidentId: number,
  { brief, ...said }: { id: string; role: string; name: string; version: number; brief: HandoverBrief },
): Promise<void> {
  const { madeAt, recordSeq, sections } = brief;
  await recordEvent(tx, ctx, {
    incidentId,
    kind: "handover_briefed",
    data: { ...said, madeAt, recordSeq, brief: sections },
  });
}
