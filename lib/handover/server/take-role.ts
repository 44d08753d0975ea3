import { requireIncident } from "@/lib/access/server/require";
import { AppError } from "@/lib/api/errors";
import type { Ctx } from "@/lib/api/server/context";
import { inTransaction } from "@/lib/api/server/in-transaction";
import type { IncidentRole } from "@/lib/incidents/model";
import { lockRecord, recordEvent } from "@/lib/record/server/record-event";
import type { ReleaseRoleInput, TakeRoleInput } from "../inputs";
import { ROLE_NAMES } from "../words";
import { endHolding, passRole } from "./pass-role";
import { holderOf, type Person, requireEligible } from "./role-rows";

/**
 * Takes a role that nobody holds, or gives it to somebody. What somebody holds is given on by them or by a commander;
 * command itself passes by a handover only, whose brief the taker has acknowledged.
 */
export async function takeRole(ctx: Ctx, ref: string, input: TakeRoleInput) {
  return inTransaction(ctx, async (tx) => {
    const permission = input.role === "commander" ? "command" : "respond";
    const incident = await requireIncident(ctx, tx, ref, permission);
    await lockRecord(tx, incident.id);
    const to = await requireEligible(tx, incident, input.role, input.userId ?? ctx.actor?.userId ?? "");
    const holder = await holderOf(tx, incident.id, input.role);
    if (holder?.id === to.id) return { role: input.role, userId: to.id, name: to.name, since: holder.since };
    if (holder) requireGiver(ctx, input.role, holder);
    const how = to.id === ctx.actor?.userId ? ("taken" as const) : ("given" as const);
    const { since } = await passRole(tx, ctx, { incidentId: incident.id, role: input.role, to, how });
    return { role: input.role, userId: to.id, name: to.name, since };
  });
}

function requireGiver(ctx: Ctx, role: IncidentRole, holder: Person): void {
  const name = ROLE_NAMES[role];
  if (role === "commander") {
    const message = `${holder.name} is the commander. Command passes by a handover: offer it or ask for it, and it passes when the brief is acknowledged. If it can't wait, take it over with a reason.`;
    throw new AppError("conflict", message);
  }
  const may = ctx.actor?.permissions.has("command") || ctx.actor?.userId === holder.id;
  if (!may) {
    throw new AppError("conflict", `${holder.name} is the ${name}. Ask for the role, or take it over with a reason.`);
  }
}

/** Gives a role back to nobody. There is always a commander, so command can only be handed over. */
export async function releaseRole(ctx: Ctx, ref: string, role: IncidentRole, input: ReleaseRoleInput): Promise<void> {
  await inTransaction(ctx, async (tx) => {
    const incident = await requireIncident(ctx, tx, ref, "respond");
    await lockRecord(tx, incident.id);
    const holder = await holderOf(tx, incident.id, role);
    if (!holder) throw new AppError("conflict", `Nobody is the ${ROLE_NAMES[role]} of this incident.`);
    if (role === "commander") {
      throw new AppError("conflict", "There is always one commander. Offer command to somebody instead.");
    }
    if (holder.id !== ctx.actor?.userId && !ctx.actor?.permissions.has("command")) {
      throw new AppError("conflict", `${holder.name} is the ${ROLE_NAMES[role]}; a commander or they can end that.`);
    }
    await endHolding(tx, incident.id, role, ctx.now());
    const data = { role, userId: holder.id, name: holder.name, reason: input.reason ?? null };
    await recordEvent(tx, ctx, { incidentId: incident.id, kind: "role_released", data });
  });
}
