import type { Instant } from "@/lib/time/instant";

/** What a person states of a window's two ends; bounds left out are exact. */
export interface StatedEnds {
  openedAt: Instant;
  openedAtEarliest?: Instant | null | undefined;
  openedAtLatest?: Instant | null | undefined;
  closedAt?: Instant | null | undefined;
  closedAtEarliest?: Instant | null | undefined;
  closedAtLatest?: Instant | null | undefined;
}

export interface WindowEnds {
  openedAt: Instant;
  openedAtEarliest: Instant;
  openedAtLatest: Instant;
  closedAt: Instant | null;
  closedAtEarliest: Instant | null;
  closedAtLatest: Instant | null;
}

export interface EndProblem {
  field: keyof StatedEnds;
  message: string;
}

/** The six instants of a window, or what is wrong with them and at which field. */
export function windowEnds(stated: StatedEnds): WindowEnds | EndProblem {
  const closedAt = stated.closedAt ?? null;
  const ends: WindowEnds = {
    openedAt: stated.openedAt,
    openedAtEarliest: stated.openedAtEarliest ?? stated.openedAt,
    openedAtLatest: stated.openedAtLatest ?? stated.openedAt,
    closedAt,
    closedAtEarliest: stated.closedAtEarliest ?? closedAt,
    closedAtLatest: stated.closedAtLatest ?? closedAt,
  };
  return problemOf(ends) ?? ends;
}

function problemOf(ends: WindowEnds): EndProblem | null {
  if (ends.openedAtEarliest > ends.openedAt) {
    return { field: "openedAtEarliest", message: "The earliest opening is after the opening itself." };
  }
  if (ends.openedAtLatest < ends.openedAt) {
    return { field: "openedAtLatest", message: "The latest opening is before the opening itself." };
  }
  const { closedAt, closedAtEarliest, closedAtLatest } = ends;
  if (closedAt === null) {
    if (closedAtEarliest === null && closedAtLatest === null) return null;
    const message = "Say when it was closed too, or leave its bounds out: without it the window is still open.";
    return { field: "closedAt", message };
  }
  if (closedAt === ends.openedAt) {
    return {
      field: "closedAt",
      message: "A window that closes at the instant it opens has no length. Check both times.",
    };
  }
  if (closedAt < ends.openedAt) {
    return { field: "closedAt", message: "The window closes before it opens. Check both times and their zones." };
  }
  if (closedAtEarliest !== null && closedAtEarliest > closedAt) {
    return { field: "closedAtEarliest", message: "The earliest closing is after the closing itself." };
  }
  if (closedAtLatest !== null && closedAtLatest < closedAt) {
    return { field: "closedAtLatest", message: "The latest closing is before the closing itself." };
  }
  return null;
}
