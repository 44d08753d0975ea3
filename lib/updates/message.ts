import type { Mode } from "@/lib/incidents/model";
import { formatInstant } from "@/lib/time/format";
import type { Instant } from "@/lib/time/instant";
import type { Audience } from "./model";

export interface Told {
  incident: string;
  mode: Mode;
  no: number;
  audience: Audience;
  state: string;
  body: string;
  nextAt: Instant | null;
  sentAt: Instant;
  sentBy: string;
}

const SUBJECT_LENGTH = 180;

/** One line, whatever was written: nothing in it can begin another header. */
export function oneLine(text: string): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what must not pass
  return text.replaceAll(/[\u0000-\u001f\u007f-\u009f\u2028\u2029]+/g, " ").trim();
}

export function subjectOf({ incident, mode, no, state }: Told): string {
  const drill = mode === "drill" ? "DRILL: " : "";
  return oneLine(`${drill}[${incident}] Update ${no}: ${state}`).slice(0, SUBJECT_LENGTH);
}

/** What the receiver reads. It holds what the update says and nothing else: not even what the incident is called. */
export function textOf(told: Told, leaveUrl: string): string {
  const drill = told.mode === "drill" ? ["This is a drill. Nothing has happened.", ""] : [];
  return [
    ...drill,
    told.state,
    "",
    told.body,
    "",
    nextLine(told.nextAt),
    "",
    "-- ",
    `Sent by ${oneLine(told.sentBy)} at ${utc(told.sentAt)}, update ${told.no} on ${told.incident}, written for ${told.audience}.`,
    "You get this because your address was added to the updates of this incident. To end that:",
    leaveUrl,
    "",
  ].join("\n");
}

export function nextLine(nextAt: Instant | null): string {
  return nextAt === null ? "No further update is promised." : `Next update by ${utc(nextAt)}.`;
}

/** What a webhook gets: the same words, as fields. */
export function payloadOf(told: Told): string {
  const { sentAt, ...data } = told;
  return JSON.stringify({ type: "incident.update", timestamp: sentAt, data });
}

function utc(at: Instant): string {
  return `${formatInstant(at, { zone: "UTC", style: "datetime", precision: "minute" })} UTC`;
}
