import type { Executor } from "@/db/client";
import { auditEntries } from "@/db/schema";
import type { Ctx } from "@/lib/api/server/context";

/** Writes what was done outside any incident, in the transaction that does it. */
export async function audit(
  executor: Executor,
  ctx: Ctx,
  action: string,
  subject: string | null,
  detail: Record<string, unknown> = {},
): Promise<void> {
  await executor.insert(auditEntries).values({
    at: ctx.now(),
    actorId: ctx.actor?.userId ?? null,
    actorName: ctx.actor?.name ?? "somebody not signed in",
    action,
    subject,
    detail,
    ip: ctx.ip,
  });
}
