import type { Ctx } from "@/lib/api/server/context";
import { ListEventsQuery } from "@/lib/evidence/inputs";
import { listEvents } from "@/lib/evidence/server/list-events";

export type EventFilter = Partial<Record<"action" | "actor" | "resource" | "verb" | "from" | "until", string>>;

/** The first evidence events that a filter finds, by id. A story that cites what its logs don't hold is wrong. */
export async function findEvents(ctx: Ctx, ref: string, filter: EventFilter, most = 1): Promise<string[]> {
  const { data } = await listEvents(ctx, ref, ListEventsQuery.parse({ ...filter, limit: most }));
  if (data.length === 0) throw new Error(`no evidence event fits ${JSON.stringify(filter)}`);
  return data.map((event) => event.id);
}
