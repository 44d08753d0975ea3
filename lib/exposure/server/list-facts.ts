import { db } from "@/db/client";
import { requireIncident } from "@/lib/access/server/require";
import { decodeCursor, encodeCursor } from "@/lib/api/cursor";
import type { Ctx } from "@/lib/api/server/context";
import type { FactsQuery } from "../inputs";
import type { FactPage } from "../views";
import { analyse } from "./analyse";
import { factIds } from "./named-inputs";

/** The ids of the facts of one kind on which an answer rests, in the order over which the answer gives their hash. */
export async function listFacts(ctx: Ctx, ref: string, { kind, at, limit, cursor }: FactsQuery): Promise<FactPage> {
  const incident = await requireIncident(ctx, db(), ref, "read");
  const [after = ""] = decodeCursor(cursor, 1) ?? [];
  const question = { incidentId: incident.id, now: ctx.now(), knownAt: at ?? null };
  const found = await analyse((sql) => factIds(sql, question, kind, String(after), limit + 1));
  const data = found.slice(0, limit);
  const last = data.at(-1);
  return { kind, data, nextCursor: found.length > limit && last !== undefined ? encodeCursor([last]) : null };
}
