import { instantToMicros } from "@/lib/time/instant";
import type { Access } from "./accesses";
import { storyAccesses } from "./accesses";
import { AGENT, ASSETS, type StoryAsset } from "./cast";
import { GAP, TIMES } from "./times";

/** What the app must find, stated here from the story itself and not from any log. */
export interface Truth {
  exposedMs: number;
  gapMs: number;
  /** Share of the window that the cloud log covers. */
  coveredShare: number;
  /** People who read something in the window, by name. */
  readers: string[];
  uncleared: string[];
  assets: {
    key: StoryAsset["key"];
    name: string;
    accesses: number;
    unauthorised: number;
    denied: number;
    /** By name; the agent beside the person it acted for. */
    principals: { name: string; cleared: number; uncleared: number }[];
  }[];
}

export const TRUTH: Truth = stateTruth();

function stateTruth(): Truth {
  const inWindow = storyAccesses().filter((a) => a.at >= TIMES.opened && a.at < TIMES.closed);
  const accesses = inWindow.filter((a) => a.outcome === "success");
  const micros = instantToMicros(TIMES.closed) - instantToMicros(TIMES.opened);
  const gap = instantToMicros(GAP.until) - instantToMicros(GAP.from);
  return {
    exposedMs: micros / 1000,
    gapMs: gap / 1000,
    coveredShare: 1 - gap / micros,
    readers: names(accesses),
    uncleared: names(accesses.filter((a) => !a.cleared)),
    assets: ASSETS.map(({ key, name }) => {
      const here = accesses.filter((a) => a.asset === key);
      return {
        key,
        name,
        accesses: here.length,
        unauthorised: here.filter((a) => !a.cleared).length,
        denied: inWindow.filter((a) => a.asset === key && a.outcome === "denied").length,
        principals: byPrincipal(here),
      };
    }),
  };
}

function names(accesses: readonly Access[]): string[] {
  return [...new Set(accesses.map((a) => a.person.name))].sort();
}

/** An access through the agent counts for the agent as actor and for the person as beneficiary, who decides the class. */
function byPrincipal(accesses: readonly Access[]) {
  const counts = new Map<string, { cleared: number; uncleared: number }>();
  for (const access of accesses) {
    for (const name of access.through === null ? [access.person.name] : [access.person.name, AGENT]) {
      const count = counts.get(name) ?? { cleared: 0, uncleared: 0 };
      count[access.cleared ? "cleared" : "uncleared"] += 1;
      counts.set(name, count);
    }
  }
  return [...counts].map(([name, count]) => ({ name, ...count })).sort((a, b) => (a.name < b.name ? -1 : 1));
}
