import { and, eq, isNull, sql } from "drizzle-orm";
import type { Executor } from "@/db/client";
import { updateSubscribers } from "@/db/schema";
import type { Incident } from "@/lib/access/server/require";
import { roomPeople } from "@/lib/inbox/server/who";
import type { Audience } from "../model";
import { reaches } from "../promises";

export type SubscriberRow = typeof updateSubscribers.$inferSelect;

/**
 * The users whom an update is for, by the audience: everyone who may see the incident; the executives who subscribed
 * with the people of the room; or those people and who subscribed as one of them. Sight is checked when they are told.
 */
export async function peopleFor(tx: Executor, incident: Pick<Incident, "id">, audience: Audience): Promise<string[]> {
  if (audience === "everyone") {
    const rows = await tx.execute<{ id: string }>(sql`select id from users where disabled_at is null`);
    return rows.map(({ id }) => id);
  }
  const subscribed = (await currentSubscribers(tx, incident.id)).filter((one) => one.audience === audience);
  return [...(await roomPeople(tx, incident.id)), ...subscribed.flatMap(({ userId }) => userId ?? [])];
}

/** To whom an update leaves by mail or webhook: to nobody where the incident is restricted. */
export async function targetsFor(
  tx: Executor,
  incident: Pick<Incident, "id" | "visibility">,
  audience: Audience,
): Promise<SubscriberRow[]> {
  if (incident.visibility === "restricted") return [];
  const rows = await currentSubscribers(tx, incident.id);
  return rows.filter((one) => one.state === "confirmed" && reaches(audience, one.audience));
}

export function currentSubscribers(tx: Executor, incidentId: number): Promise<SubscriberRow[]> {
  return tx
    .select()
    .from(updateSubscribers)
    .where(and(eq(updateSubscribers.incidentId, incidentId), isNull(updateSubscribers.endedAt)));
}
