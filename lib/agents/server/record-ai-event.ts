import type { Executor } from "@/db/client";
import { aiSystemEvents } from "@/db/schema";
import { requireActor } from "@/lib/access/server/require";
import type { Ctx } from "@/lib/api/server/context";
import { LIVE_LISTS, notifyLive } from "@/lib/live/server/notify";
import type { AiEventKind } from "../model";

interface NewAiEvent {
  aiSystemId: string;
  kind: AiEventKind;
  /** Where it happened in an incident: shown to those who may see that one. */
  incidentId?: number | null;
  data?: Record<string, unknown>;
}

/** Appends to the history of an AI system, in the caller's transaction; whoever looks at the register is told. */
export async function recordAiEvent(executor: Executor, ctx: Ctx, event: NewAiEvent): Promise<void> {
  const actor = requireActor(ctx);
  await executor.insert(aiSystemEvents).values({
    aiSystemId: event.aiSystemId,
    kind: event.kind,
    incidentId: event.incidentId ?? null,
    at: ctx.now(),
    byId: actor.kind === "system" ? null : actor.userId,
    byName: actor.name,
    data: event.data ?? {},
  });
  await notifyLive(executor, { incident: null, kind: LIVE_LISTS.agents });
}
