import { type Instant, instantToMicros, microsToInstant } from "@/lib/time/instant";

export interface Hole {
  /** Null: from the beginning of what the source covers. */
  from: Instant | null;
  /** Half-open; null: to the end of it. */
  until: Instant | null;
  reason: string;
}

export interface HoleState {
  holes: Hole[];
  last: Instant | null;
  open: { from: Instant | null; count: number } | null;
}

export const NO_HOLES: HoleState = { holes: [], last: null, open: null };

/** Beyond this many, the last one grows. */
const MOST = 500;

/**
 * A record that could not be read may have been anything between the events before and after it, so the source does
 * not cover that stretch. Follows the order of the file.
 */
export class HoleTracker {
  private state: HoleState;

  constructor(state: HoleState = NO_HOLES) {
    this.state = structuredClone(state);
  }

  event(at: Instant): void {
    if (this.state.open) this.close(at);
    this.state.last = at;
  }

  reject(): void {
    if (this.state.open) this.state.open.count++;
    else this.state.open = { from: this.state.last, count: 1 };
  }

  snapshot(): HoleState {
    return structuredClone(this.state);
  }

  private close(at: Instant): void {
    const { open, holes } = this.state;
    if (!open) return;
    this.state.open = null;
    const from = open.from !== null && open.from < at ? open.from : open.from === null ? null : at;
    const end = open.from !== null && open.from > at ? open.from : at;
    const hole = { from, until: microsToInstant(instantToMicros(end) + 1), reason: unread(open.count) };
    const last = holes.at(-1);
    if (last && holes.length >= MOST) {
      if (last.from !== null && (from === null || from < last.from)) last.from = from;
      if (last.until !== null && hole.until > last.until) last.until = hole.until;
      last.reason = "records that could not be read";
    } else holes.push(hole);
  }
}

/** All holes at the end of a source; `cutOff` says that the file broke off after its last event. */
export function finalHoles(state: HoleState, cutOff: boolean): Hole[] {
  const holes = [...state.holes];
  if (state.open) holes.push({ from: state.open.from, until: null, reason: unread(state.open.count) });
  if (cutOff) holes.push({ from: state.last, until: null, reason: "the file is cut off" });
  return holes;
}

function unread(count: number): string {
  return count === 1 ? "a record that could not be read" : `${count} records that could not be read`;
}
