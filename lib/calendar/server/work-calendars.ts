import { eq, isNull } from "drizzle-orm";
import { db, type Executor } from "@/db/client";
import { workCalendars } from "@/db/schema";
import { audit } from "@/lib/access/server/audit";
import { requireActor, requirePermission } from "@/lib/access/server/require";
import { AppError } from "@/lib/api/errors";
import type { Ctx } from "@/lib/api/server/context";
import { inTransaction } from "@/lib/api/server/in-transaction";
import type { SetCalendarInput } from "../inputs";
import type { OwnCalendarView, WorkCalendarView } from "../views";
import { placeName } from "./places";

/** Until an admin says otherwise: Monday to Friday in UTC, without public holidays. */
const DEFAULT: WorkCalendarView = { place: "", placeName: "", zone: "UTC" };

export async function getCalendar(ctx: Ctx): Promise<OwnCalendarView> {
  const actor = requireActor(ctx);
  return calendars(db(), actor.kind === "system" ? null : actor.userId);
}

/** A person's own calendar, and the one that counts for everybody without. */
export async function calendars(executor: Executor, userId: string | null): Promise<OwnCalendarView> {
  const [mine, installation] = await Promise.all([
    userId === null ? null : read(executor, userId),
    read(executor, null),
  ]);
  return { mine, installation: installation ?? DEFAULT };
}

async function read(executor: Executor, userId: string | null): Promise<WorkCalendarView | null> {
  const of = userId === null ? isNull(workCalendars.userId) : eq(workCalendars.userId, userId);
  const [row] = await executor.select().from(workCalendars).where(of);
  return row ? { place: row.place, placeName: placeName(row.place) ?? row.place, zone: row.zone } : null;
}

/** Counts for tasks that are added from now on, or whose owner, kind or severity changes. */
export async function setCalendar(ctx: Ctx, input: SetCalendarInput): Promise<OwnCalendarView> {
  const { userId } = requireActor(ctx);
  return write(ctx, userId, input);
}

export async function setInstallationCalendar(ctx: Ctx, input: SetCalendarInput): Promise<OwnCalendarView> {
  requirePermission(ctx, "administer");
  return write(ctx, null, input);
}

async function write(ctx: Ctx, userId: string | null, { place, zone }: SetCalendarInput): Promise<OwnCalendarView> {
  if (placeName(place) === null) {
    const message = "No public holidays are known of this place. Choose a country, or one of its regions.";
    throw new AppError("invalid", message, { fields: [{ pointer: "/place", message }] });
  }
  return inTransaction(ctx, async (tx) => {
    const row = { userId, place, zone, updatedAt: ctx.now() };
    await tx.insert(workCalendars).values(row).onConflictDoUpdate({ target: workCalendars.userId, set: row });
    if (userId === null) await audit(tx, ctx, "calendar_set", null, { place, zone });
    return calendars(tx, ctx.actor?.userId ?? null);
  });
}

/** Back to the installation's. */
export async function clearCalendar(ctx: Ctx): Promise<void> {
  const { userId } = requireActor(ctx);
  await inTransaction(ctx, async (tx) => {
    await tx.delete(workCalendars).where(eq(workCalendars.userId, userId));
  });
}
