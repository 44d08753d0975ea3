import type { Instant } from "@/lib/time/instant";

/**
 * When things happened in the story. The public reports give the week and "almost two hours"; the minutes are
 * synthetic.
 */
export const TIMES = {
  dayBegins: "2026-03-11T00:00:00.000000Z",
  asked: "2026-03-11T13:12:40.000000Z",
  agentAsked: "2026-03-11T13:31:05.000000Z",
  agentPosted: "2026-03-11T13:34:52.000000Z",
  /** The group permission change that the advice led to. */
  opened: "2026-03-11T15:06:20.000000Z",
  /** When engineer 12's clearance ended, with her project. */
  clearanceEnded: "2026-03-11T16:30:00.000000Z",
  detected: "2026-03-11T16:41:00.000000Z",
  declared: "2026-03-11T16:47:00.000000Z",
  answerHidden: "2026-03-11T16:55:10.000000Z",
  /** The order to stop the agent, the last thing that it still did, and since when it is stopped. */
  stopGiven: "2026-03-11T16:57:20.000000Z",
  lastAct: "2026-03-11T16:58:28.000000Z",
  stopped: "2026-03-11T16:58:40.000000Z",
  /** The change was taken back. */
  closed: "2026-03-11T17:03:05.000000Z",
  dayEnds: "2026-03-12T00:00:00.000000Z",
} as const satisfies Record<string, Instant>;

/** What each delivery of the cloud log was asked for. The first two overlap; between the last two six minutes are missing. */
export const DELIVERIES = [
  { from: TIMES.dayBegins, until: "2026-03-11T15:30:00.000000Z" },
  { from: "2026-03-11T15:00:00.000000Z", until: "2026-03-11T15:58:00.000000Z" },
  { from: "2026-03-11T16:04:00.000000Z", until: TIMES.dayEnds },
] as const;

export const GAP = { from: "2026-03-11T15:58:00.000000Z", until: "2026-03-11T16:04:00.000000Z" } as const;

/** `2026-03-11T15:06:20Z`, as most logs write it. */
export function toSeconds(instant: Instant): string {
  return `${instant.slice(0, 19)}Z`;
}
