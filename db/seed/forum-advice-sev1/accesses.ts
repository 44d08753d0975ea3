import { type Random, random } from "@/db/seed/random";
import { type Instant, instantToMicros, microsToInstant } from "@/lib/time/instant";
import {
  AGENT,
  AGENT_USER_NUMBER,
  CLEARED_NUMBERS,
  CONTRACTOR,
  EXPIRING_NUMBER,
  engineer,
  type Person,
  STEWARD_NUMBERS,
  type StoryAsset,
} from "./cast";
import { GAP, TIMES } from "./times";

/** One call that reached (or tried to reach) an asset, before it is written in the words of a log. */
export interface Access {
  at: Instant;
  person: Person;
  /** The agent that made the call with the person's authority. */
  through: typeof AGENT | null;
  asset: StoryAsset["key"];
  verb: "read" | "list";
  outcome: "success" | "denied";
  /** Whether that person was cleared for it at that moment. */
  cleared: boolean;
}

/** Uncleared people who read something in the window, and how often. */
const UNCLEARED: readonly (readonly [number: number, reads: number])[] = [
  [4, 3],
  [7, 1],
  [8, 12],
  [14, 2],
  [15, 5],
  [18, 1],
  [29, 7],
  [36, 2],
  [41, 41],
  [44, 1],
  [52, 4],
  [58, 2],
];
const CLEARED_READS = [6, 9, 3, 14, 2, 5, 8, 4, 11] as const;
const ASSET_KEYS = ["profiles", "conversations", "bucket"] as const;

/**
 * Every access to the three assets on that day: in the window by 23 people, before and after it by cleared
 * people only, and refused attempts. Nothing falls into the six minutes that the log lacks.
 */
export function storyAccesses(): Access[] {
  const r = random(20_260_311);
  const out: Access[] = [];
  for (const [number, reads] of UNCLEARED) out.push(...reading(r, engineer(number), reads, false));
  const cleared = [...STEWARD_NUMBERS, ...CLEARED_NUMBERS];
  for (const [i, number] of cleared.entries()) {
    out.push(...reading(r, engineer(number), CLEARED_READS[i] ?? 1, true));
    out.push(...ordinaryDay(r, engineer(number)));
  }
  out.push(...expiring(), ...throughTheAgent(), ...refused(r));
  return out.sort((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : 0));
}

/** Reads spread over the window, about one in eight of them a listing of the bucket. */
function reading(r: Random, person: Person, times: number, cleared: boolean): Access[] {
  return Array.from({ length: times }, (): Access => {
    const lists = r.int(1, 8) === 1;
    const asset = lists ? "bucket" : r.pick(ASSET_KEYS);
    const at = instantBetween(r, TIMES.opened, TIMES.closed);
    return { at, person, through: null, asset, verb: lists ? "list" : "read", outcome: "success", cleared };
  });
}

/** What cleared people do on any other day, before and after the window. */
function ordinaryDay(r: Random, person: Person): Access[] {
  return Array.from({ length: 12 }, (_, i): Access => {
    const [from, until] = i % 3 === 0 ? [TIMES.closed, TIMES.dayEnds] : ["2026-03-11T07:00:00.000000Z", TIMES.opened];
    const at = instantBetween(r, from, until);
    return { at, person, through: null, asset: r.pick(ASSET_KEYS), verb: "read", outcome: "success", cleared: true };
  });
}

/** Engineer 12 is cleared until 16:30, and reads on. The first access is at the very instant the window opened. */
function expiring(): Access[] {
  const person = engineer(EXPIRING_NUMBER);
  const access = (at: Instant, cleared: boolean): Access => ({
    at,
    person,
    through: null,
    asset: "profiles",
    verb: "read",
    outcome: "success",
    cleared,
  });
  return [
    access(TIMES.opened, true),
    access("2026-03-11T15:44:12.000000Z", true),
    access("2026-03-11T16:11:38.000000Z", true),
    access(TIMES.clearanceEnded, false),
    access("2026-03-11T16:52:03.000000Z", false),
  ];
}

/** Engineer 5 has the agent look into the conversations; the calls are the agent's, on behalf of her. */
function throughTheAgent(): Access[] {
  const person = engineer(AGENT_USER_NUMBER);
  return ["2026-03-11T15:52:10", "2026-03-11T15:52:13", "2026-03-11T15:52:19", "2026-03-11T16:05:44"].map(
    (at): Access => ({
      at: `${at}.000000Z`,
      person,
      through: AGENT,
      asset: "conversations",
      verb: "read",
      outcome: "success",
      cleared: false,
    }),
  );
}

/** Refused: a contractor inside the window, engineers before it opened and at the instant it closed. */
function refused(r: Random): Access[] {
  const attempt = (at: Instant, person: Person): Access => ({
    at,
    person,
    through: null,
    asset: "profiles",
    verb: "read",
    outcome: "denied",
    cleared: false,
  });
  return [
    attempt("2026-03-11T15:21:09.000000Z", CONTRACTOR),
    attempt("2026-03-11T15:21:31.000000Z", CONTRACTOR),
    attempt(instantBetween(r, "2026-03-11T14:00:00.000000Z", TIMES.opened), engineer(41)),
    attempt(TIMES.closed, engineer(41)),
  ];
}

/** A whole second in the interval, outside the six minutes that no delivery covers. */
export function instantBetween(r: Random, from: Instant, until: Instant): Instant {
  const [first, last] = [instantToMicros(from) / 1_000_000, instantToMicros(until) / 1_000_000 - 1];
  const at = microsToInstant(r.int(first + 1, last) * 1_000_000);
  return at >= GAP.from && at < GAP.until ? instantBetween(r, from, until) : at;
}
