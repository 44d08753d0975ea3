import { and, desc, eq, gte, ilike, lt, or, sql } from "drizzle-orm";
import { db } from "@/db/client";
import { auditEntries } from "@/db/schema";
import { requirePermission } from "@/lib/access/server/require";
import { decodeCursor, encodeCursor } from "@/lib/api/cursor";
import { AppError } from "@/lib/api/errors";
import type { Ctx } from "@/lib/api/server/context";
import { parseInstant } from "@/lib/time/instant";
import type { ListAuditQuery } from "../inputs";
import type { AuditPage } from "../views";

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** What was done in the app outside any incident, newest first. */
export async function listAudit(ctx: Ctx, query: ListAuditQuery): Promise<AuditPage> {
  requirePermission(ctx, "audit");
  const pattern = query.q ? `%${query.q.replaceAll(/[\\%_]/g, (c) => `\\${c}`)}%` : null;
  const rows = await db()
    .select()
    .from(auditEntries)
    .where(
      and(
        query.action ? eq(auditEntries.action, query.action) : undefined,
        pattern
          ? or(
              ilike(auditEntries.actorName, pattern),
              ilike(auditEntries.subject, pattern),
              ilike(auditEntries.action, pattern),
            )
          : undefined,
        query.from ? gte(auditEntries.at, query.from) : undefined,
        query.until ? lt(auditEntries.at, query.until) : undefined,
        beyond(query.cursor),
      ),
    )
    .orderBy(desc(auditEntries.at), desc(auditEntries.id))
    .limit(query.limit + 1);
  const data = rows.slice(0, query.limit);
  const last = data.at(-1);
  return { data, nextCursor: rows.length > query.limit && last ? encodeCursor([last.at, last.id]) : null };
}

function beyond(cursor: string | undefined) {
  const place = decodeCursor(cursor, 2);
  if (!place) return undefined;
  const [at, id] = place;
  if (typeof at !== "string" || parseInstant(at) === null || typeof id !== "string" || !UUID.test(id)) {
    throw new AppError("invalid", "This cursor is not one that the list gave. Start again without it.");
  }
  return sql`(${auditEntries.at}, ${auditEntries.id}) < (${at}::timestamptz, ${id}::uuid)`;
}
