import { db } from "@/db/client";
import { requirePermission } from "@/lib/access/server/require";
import type { Ctx } from "@/lib/api/server/context";
import { dueOf, inOrder } from "../due";
import type { DueList } from "../views";
import { currentVersions } from "./ai-system-rows";
import { toSystemViews } from "./system-views";

const MOST = 200;

/** What somebody has to see to, over all AI systems, the worst first. */
export async function listDue(ctx: Ctx): Promise<DueList> {
  requirePermission(ctx, "read");
  const now = ctx.now();
  const systems = await toSystemViews(db(), ctx, [...(await currentVersions(db(), now)).values()]);
  return { data: inOrder(systems.flatMap((system) => dueOf(system, now))).slice(0, MOST), nextCursor: null };
}
