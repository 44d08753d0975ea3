import { type At, secondsLater } from "@/db/seed/day-clock";
import { random } from "@/db/seed/random";
import type { Instant } from "@/lib/time/instant";

/** Names, minutes and counts are synthetic; that it was more than 200 mails is the press's. */
export const ASSISTANT = "inbox-assistant";
/** As its own transcript names it. */
export const LOGGED_AS = "openclaw";
export const OPERATOR = {
  name: "Head of research operations",
  email: "research-operations@northwind.example",
} as const;
export const SESSION = "5b1f7c2e-9d40-4a3b-8c11-6e2f0d9a7b54";

/** In days of the story; the first start is on day 8, when the postmortem is being read. */
export const WHEN = {
  logsFrom: "0 00:00",
  asked: "0 20:10",
  compacted: "0 20:31",
  started: "0 20:33:10",
  detected: "0 20:41:05",
  stopping: "0 20:46:50",
  lastAct: "0 20:47:12",
  killed: "0 20:47:20",
  declared: "0 21:05",
  logsUntil: "0 22:00",
  read: "0 23:00",
} as const;
export const DAYS_UNTIL_START = 8;

/** What she typed on her phone, and the agent went on. */
export const STOPS = [
  { at: "0 20:41:30", text: "Stop. Don't delete anything." },
  { at: "0 20:42:10", text: "STOP" },
  { at: "0 20:43:55", text: "stop what you are doing now" },
] as const;

export const DELETED = 214;
const CALLS = 27;

export interface Batch {
  at: Instant;
  /** Of the messages that this call put into the bin. */
  messages: string[];
}

/** What it deleted, call by call, from the first to the one after which it was killed. */
export function batchesOf(at: At): Batch[] {
  const r = random(2_026_02);
  const messages = Array.from({ length: DELETED }, () => `<${r.hex(16)}@mail.example>`);
  const seconds = 14 * 60 + 2;
  return Array.from({ length: CALLS }, (_, i) => ({
    at: secondsLater(at(WHEN.started), Math.round((seconds * i) / (CALLS - 1))),
    messages: messages.slice(Math.round((DELETED * i) / CALLS), Math.round((DELETED * (i + 1)) / CALLS)),
  }));
}
