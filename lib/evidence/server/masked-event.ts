import type { Ctx } from "@/lib/api/server/context";
import { maskTokens } from "../masking";
import type { EventView } from "../views";
import { maySeeRaw } from "./may-see-raw";

/** Events as this reader may see them. */
export function eventsFor(ctx: Ctx, events: EventView[]): EventView[] {
  return maySeeRaw(ctx) ? events : events.map(maskedEvent);
}

/** An event's words without what looks like a token: an address with one in it, a key that was logged as a name. */
export function maskedEvent(event: EventView): EventView {
  const word = (text: string | null) => (text === null ? null : maskTokens(text));
  return {
    ...event,
    actor: word(event.actor),
    actorLabel: word(event.actorLabel),
    onBehalfOf: word(event.onBehalfOf),
    action: maskTokens(event.action),
    session: word(event.session),
    trace: word(event.trace),
    resources: event.resources.map(({ id, type, name }) => ({ id: maskTokens(id), type, name: word(name) })),
  };
}
