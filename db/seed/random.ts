import { type Instant, instantToMicros, microsToInstant } from "@/lib/time/instant";

/** Numbers that look random and are the same on every machine and in every run (mulberry32). */
export interface Random {
  /** From 0 up to, but not including, 1. */
  next(): number;
  /** A whole number, both ends included. */
  int(from: number, to: number): number;
  pick<T>(from: readonly T[]): T;
  /** Lower-case hex digits. */
  hex(digits: number): string;
  uuid(): string;
}

export function random(seed: number): Random {
  let state = seed >>> 0;
  const next = (): number => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = state;
    t = Math.imul(t ^ (t >>> 15), t | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
  };
  const int = (from: number, to: number): number => from + Math.floor(next() * (to - from + 1));
  const hex = (digits: number): string => Array.from({ length: digits }, () => int(0, 15).toString(16)).join("");
  return {
    next,
    int,
    hex,
    pick<T>(from: readonly T[]): T {
      const found = from[int(0, from.length - 1)];
      if (found === undefined) throw new RangeError("nothing to pick from");
      return found;
    },
    uuid: () => `${hex(8)}-${hex(4)}-4${hex(3)}-a${hex(3)}-${hex(12)}`,
  };
}

/** A millisecond in the interval. */
export function instantIn(r: Random, from: Instant, until: Instant): Instant {
  const [first, last] = [Math.ceil(instantToMicros(from) / 1_000), Math.ceil(instantToMicros(until) / 1_000) - 1];
  return microsToInstant((first + Math.floor(r.next() * (last - first))) * 1_000);
}
