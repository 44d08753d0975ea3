import { type Instant, instantToMicros, microsToInstant } from "@/lib/time/instant";
import type { SaidOfLog } from "./holes-said";

export interface Hole {
  /** Null: from the beginning of what the source covers. */
  from: Instant | null;
  /** Half-open; null: to the end of it. */
  until: Instant | null;
  reason: string;
}

interface SwitchedOff {
  at: Instant;
  reason: string;
  /** The next event that the source has nevertheless; null while there is none. */
  next: Instant | null;
}

export interface HoleState {
  holes: Hole[];
  last: Instant | null;
  open: { from: Instant | null; count: number } | null;
  /** Where records say that their log was switched off, and on again. */
  off?: SwitchedOff[];
  on?: Instant[];
  latest?: Instant | null;
  /** Records that could not be read before the first event; whether they are older or newer shows only later. */
  lead?: { before: Instant; count: number };
  /** How often an event is later, and earlier, than the one before it in the file. */
  later?: number;
  earlier?: number;
}

export const NO_HOLES: HoleState = { holes: [], last: null, open: null };

/** Beyond this many, the last one grows. */
const MOST = 500;
/** Nobody switches a log off more often; whoever makes records that say so is not to fill the memory. */
const MOST_SWITCHES = 200;

/**
 * A record that could not be read may have been anything between the events before and after it, so the source does
 * not cover that stretch. Follows the order of the file.
 */
export class HoleTracker {
  private state: HoleState;

  constructor(state: HoleState = NO_HOLES) {
    this.state = structuredClone(state);
  }

  event(at: Instant, said: SaidOfLog | null = null): void {
    if (this.state.open) this.close(at);
    for (const one of this.state.off ?? []) {
      if (at > one.at && (one.next === null || at < one.next)) one.next = at;
    }
    if (said) this.said(at, said);
    const { last } = this.state;
    if (last !== null && at > last) this.state.later = (this.state.later ?? 0) + 1;
    if (last !== null && at < last) this.state.earlier = (this.state.earlier ?? 0) + 1;
    this.state.last = at;
    if (!this.state.latest || at > this.state.latest) this.state.latest = at;
  }

  reject(): void {
    if (this.state.open) this.state.open.count++;
    else this.state.open = { from: this.state.last, count: 1 };
  }

  snapshot(): HoleState {
    return structuredClone(this.state);
  }

  private said(at: Instant, said: SaidOfLog): void {
    const { state } = this;
    if (said.says === "silent for") this.add({ from: at, until: later(at, said.micros), reason: said.reason });
    if (said.says === "silent before") this.add({ from: state.last, until: later(at, 1), reason: said.reason });
    if (said.says === "on" && (state.on?.length ?? 0) < MOST_SWITCHES) state.on = [...(state.on ?? []), at];
    if (said.says === "off" && (state.off?.length ?? 0) < MOST_SWITCHES) {
      // In a file that begins with the latest, what came after it was read before it.
      const next = state.latest && state.latest > at ? later(at, 1) : null;
      state.off = [...(state.off ?? []), { at, reason: said.reason, next }];
    }
  }

  private close(at: Instant): void {
    const { open } = this.state;
    if (!open) return;
    this.state.open = null;
    if (open.from === null) {
      this.state.lead = { before: at, count: open.count };
      return;
    }
    const [from, end] = open.from < at ? [open.from, at] : [at, open.from];
    this.add({ from, until: later(end, 1), reason: unread(open.count) });
  }

  private add(hole: Hole & { until: Instant }): void {
    const { holes } = this.state;
    if (hole.from !== null && hole.from > hole.until) hole.from = hole.until;
    const last = holes.at(-1);
    // A throttled mailbox says so in every record until it is no longer.
    const same = last?.reason === hole.reason && last.until !== null && hole.from !== null && hole.from <= last.until;
    if (last && (same || holes.length >= MOST)) {
      if (last.from !== null && (hole.from === null || hole.from < last.from)) last.from = hole.from;
      if (last.until !== null && hole.until > last.until) last.until = hole.until;
      if (!same) last.reason = "records that could not be read, or were not written";
    } else holes.push(hole);
  }
}

/**
 * All holes at the end of a source; `cutOff` says that the file broke off after its last event. What is missing before the
 * first event of a file, or after its last, is older or newer than that as the file goes: many begin with the latest.
 */
export function finalHoles(state: HoleState, cutOff: boolean): Hole[] {
  const holes = [...state.holes, ...switchedOff(state)];
  const backwards = (state.earlier ?? 0) > (state.later ?? 0);
  const { lead, open, last } = state;
  if (lead) holes.push(beyond(lead.before, !backwards, unread(lead.count)));
  if (open) holes.push(beyond(open.from, backwards, unread(open.count)));
  if (cutOff) holes.push(beyond(last, backwards, "the file is cut off"));
  return holes;
}

/**
 * All that is older than an event, or all that is newer. The moment of the event is in it, so that the hole is there also
 * when nothing beyond is covered, and reaches as far as somebody states later that the source does.
 */
function beyond(event: Instant | null, older: boolean, reason: string): Hole {
  if (event === null) return { from: null, until: null, reason };
  return older ? { from: null, until: later(event, 1), reason } : { from: event, until: null, reason };
}

/**
 * From switching off to switching on; where no record says that, to the next event that the source has nevertheless, and
 * without any to the end of what it covers.
 */
function switchedOff({ off = [], on = [] }: HoleState): Hole[] {
  return off.map(({ at, reason, next }) => {
    const again = on.filter((one) => one > at).sort()[0];
    return { from: at, until: again ?? next, reason: again ? `${reason}, until it was switched on` : reason };
  });
}

function later(at: Instant, micros: number): Instant {
  return microsToInstant(instantToMicros(at) + micros);
}

function unread(count: number): string {
  return count === 1 ? "a record that could not be read" : `${count} records that could not be read`;
}
