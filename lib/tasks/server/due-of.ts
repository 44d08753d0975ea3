import { eq } from "drizzle-orm";
import type { Executor } from "@/db/client";
import { users } from "@/db/schema";
import { calendars } from "@/lib/calendar/server/work-calendars";
import type { Severity } from "@/lib/incidents/model";
import { holidaysOf } from "@/lib/obligations/server/holidays";
import { targetsAt } from "@/lib/severity/server/response-targets";
import { targetsOf } from "@/lib/severity/targets";
import type { Instant } from "@/lib/time/instant";
import { type Due, dueBySeverity } from "../due";
import type { TaskKind } from "../model";

interface DueFacts {
  kind: TaskKind;
  incident: { severity: Severity | null; declaredAt: Instant };
  addedAt: Instant;
  ownerId: string | null;
}

/** When the severity wants it done, in the business days of who owns it; of nobody, in the installation's. */
export async function dueOf(executor: Executor, { kind, incident, addedAt, ownerId }: DueFacts): Promise<Due> {
  const [{ mine, installation }, table] = await Promise.all([
    calendars(executor, ownerId),
    targetsAt(executor, incident.declaredAt),
  ]);
  const { severity } = incident;
  const { place, placeName, zone } = mine ?? installation;
  const whose = mine ? `the calendar of ${await nameOf(executor, ownerId)}` : "the installation’s calendar";
  return dueBySeverity(kind, severity, targetsOf(severity, table), addedAt, {
    zone,
    isHoliday: place === "" ? () => false : holidaysOf(place),
    whose: `${whose} (${placeName === "" ? "no public holidays" : placeName}, ${zone})`,
  });
}

async function nameOf(executor: Executor, id: string | null): Promise<string> {
  const [row] = id === null ? [] : await executor.select({ name: users.name }).from(users).where(eq(users.id, id));
  return row?.name ?? "its owner";
}
