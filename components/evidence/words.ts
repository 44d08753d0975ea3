import type { EventView, SourceView } from "@/lib/evidence/views";

export const STATUS_WORDS: Record<SourceView["status"], string> = {
  receiving: "being received",
  queued: "waiting",
  parsing: "being read",
  ready: "ready",
  failed: "failed",
  cancelled: "cancelled",
};

export const OUTCOME_WORDS: Record<EventView["outcome"], string> = {
  success: "success",
  denied: "denied",
  failure: "failure",
  unknown: "unknown",
};

/** A source in a few characters, with the end kept, where files of one kind differ. */
export function sourceName(source: Pick<SourceView, "filename">): string {
  return source.filename.length > 48
    ? `${source.filename.slice(0, 22)}…${source.filename.slice(-22)}`
    : source.filename;
}

/** What an event did, for a row and for a timeline entry made from it. */
export function eventSentence(event: EventView): string {
  const who = event.actor ?? event.actorLabel ?? "An unknown actor";
  const behalf = event.onBehalfOf && event.onBehalfOf !== event.actor ? ` on behalf of ${event.onBehalfOf}` : "";
  const resource = event.resources[0]?.id;
  const target = resource ? ` on ${resource}` : "";
  const outcome = event.outcome === "success" ? "" : ` (${OUTCOME_WORDS[event.outcome]})`;
  return `${who}${behalf}: ${event.action}${target}${outcome}.`;
}
