import { and, eq, isNull } from "drizzle-orm";
import { generateIcsCalendar } from "ts-ics";
import type { Transaction } from "@/db/client";
import { apiTokens } from "@/db/schema";
import { audit } from "@/lib/access/server/audit";
import { insertToken } from "@/lib/access/server/manage-tokens";
import { notifyRevoked } from "@/lib/access/server/notify-revoked";
import { requirePermission } from "@/lib/access/server/require";
import { actorOfToken } from "@/lib/access/server/sessions";
import { AppError } from "@/lib/api/errors";
import type { Ctx } from "@/lib/api/server/context";
import { inTransaction } from "@/lib/api/server/in-transaction";
import type { CalendarView, RunningClockView } from "../views";
import { clocksSeenBy } from "./running-clocks";

const NAME = "Calendar of clocks";
/** A calendar rings a day, four hours and one hour before a clock runs out. */
const RINGS_HOURS = [24, 4, 1];

/**
 * A token that reads the clocks as a calendar and nothing else, within an address; less than what the actor may read. An
 * earlier address ends.
 */
export async function makeCalendar(ctx: Ctx): Promise<CalendarView> {
  const { userId } = requirePermission(ctx, "read");
  const make = async (tx: Transaction) => {
    const earlier = await tx
      .update(apiTokens)
      .set({ revokedAt: ctx.now() })
      .where(and(eq(apiTokens.userId, userId), isNull(apiTokens.revokedAt), eq(apiTokens.scopes, ["calendar"])))
      .returning({ id: apiTokens.id });
    for (const { id } of earlier) await notifyRevoked(tx, { viaId: id });
    const { token } = await insertToken(tx, userId, { name: NAME, scopes: ["calendar"] }, ctx.now());
    await audit(tx, ctx, "token_created", NAME, { scopes: ["calendar"] });
    return { path: `/api/v1/obligations/calendar/${token}/clocks.ics` };
  };
  return inTransaction(ctx, make, { isSecret: true });
}

/**
 * What its owner would see now, by the owner's rights of now. It leaves the house, so it names an incident by its
 * reference and never by its title.
 */
export async function readCalendar(ctx: Ctx, secret: string, origin: string): Promise<Response> {
  const actor = await actorOfToken(secret, ctx.now());
  if (!actor?.permissions.has("calendar")) throw new AppError("not_found", "There is no such calendar.");
  const clocks = await clocksSeenBy({ ...ctx, actor });
  const stamp = { date: new Date(ctx.now()) };
  const body = generateIcsCalendar({
    version: "2.0",
    prodId: "-//Firebreak//Clocks//EN",
    name: "Firebreak clocks",
    events: clocks.map((clock) => ({ ...eventOf(clock, origin), stamp })),
  });
  return new Response(body, {
    headers: { "Content-Type": "text/calendar; charset=utf-8", "Cache-Control": "private, no-store" },
  });
}

function eventOf({ incident, rule, name, dueAt, decision, mode }: RunningClockView, origin: string) {
  const date = new Date(dueAt);
  const drill = mode === "drill" ? "Drill: " : "";
  return {
    uid: `${incident}-${rule}@firebreak`,
    summary: `${drill}${incident}: ${name} runs out${decision === "undecided" ? ", if it applies" : ""}`,
    description: "A clock stops only on a recorded submission or a signed decision. Not legal advice.",
    url: `${process.env.FIREBREAK_ORIGIN ?? origin}/incidents/${incident}/obligations`,
    start: { date },
    end: { date },
    alarms: RINGS_HOURS.map((hours) => ({
      action: "DISPLAY",
      description: `${incident}: ${name}`,
      trigger: { type: "relative" as const, value: { before: true, hours } },
    })),
  };
}
