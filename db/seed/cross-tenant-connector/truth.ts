import type { At } from "@/db/seed/day-clock";
import { instantToMicros } from "@/lib/time/instant";
import { type Access, storyAccesses } from "./accesses";
import { ASSETS, TENANT_COUNT, WHEN } from "./cast";

/** What the app must find, stated from the story itself and not from any log. */
export function truthOf(at: At) {
  const accesses = storyAccesses(at);
  const span = (from: string, until: string) => (instantToMicros(at(until)) - instantToMicros(at(from))) / 1_000;
  const [exposedMs, gapMs] = [span(WHEN.launched, WHEN.offline), span(WHEN.launched, WHEN.logsFrom)];
  return {
    exposedMs,
    /** The days of which no log is kept any more. */
    gap: { from: at(WHEN.launched), until: at(WHEN.logsFrom) },
    coveredShare: 1 - gapMs / exposedMs,
    reached: TENANT_COUNT,
    outsiders: names(accesses.filter(({ cleared }) => !cleared)),
    cleared: names(accesses.filter(({ cleared }) => cleared)),
    assets: ASSETS.map(({ key, name }) => {
      const here = accesses.filter(({ asset }) => asset === key);
      return { name, accesses: here.length, unauthorised: here.filter(({ cleared }) => !cleared).length };
    }),
  };
}

function names(accesses: readonly Access[]): string[] {
  return [...new Set(accesses.map(({ account }) => account.name))].sort();
}
