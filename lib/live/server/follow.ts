import { db } from "@/db/client";
import { requireIncident, requirePermission } from "@/lib/access/server/require";
import { AppError } from "@/lib/api/errors";
import type { Ctx } from "@/lib/api/server/context";
import { Follower } from "./follower";
import { hub, MAX_FOLLOWERS, MAX_FOLLOWERS_EACH } from "./hub";
import { arrive, leave } from "./presence";

const HEADERS = {
  "Content-Type": "text/event-stream; charset=utf-8",
  "Cache-Control": "no-cache, no-transform",
  // A proxy that gathers would hold back what is meant for now.
  "X-Accel-Buffering": "no",
};

/** An event stream of what changes: of one incident, or of all that the actor may see. */
export async function follow(ctx: Ctx, ref: string | undefined, signal: AbortSignal): Promise<Response> {
  const actor = requirePermission(ctx, "read");
  const incident = ref === undefined ? null : (await requireIncident(ctx, db(), ref, "read")).id;
  if (hub().size >= MAX_FOLLOWERS || hub().sizeOf(actor.userId) >= MAX_FOLLOWERS_EACH) {
    throw new AppError("too_many", "Too many live streams are open. Close some pages, or try again in a minute.", {
      retryAfter: 60,
    });
  }
  let follower: Follower | undefined;
  const body = new ReadableStream<Uint8Array>({
    async start(controller) {
      follower = new Follower(actor, incident, controller, (closed) => {
        hub().remove(closed);
        void leave(closed).catch(() => {});
      });
      signal.addEventListener("abort", () => follower?.close(), { once: true });
      await hub().add(follower);
      await arrive(follower);
      // Of all incidents together nothing is said: whether a hidden one changed is nobody else's to know.
      const quietForMs = incident === null ? 0 : hub().quietForMs(incident);
      follower.write(`retry: 2000\nevent: hello\ndata: ${JSON.stringify({ quietForMs })}\n\n`);
    },
    cancel: () => follower?.close(),
  });
  return new Response(body, { headers: HEADERS });
}
