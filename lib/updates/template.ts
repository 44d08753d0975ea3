import type { RoomView } from "@/lib/incidents/views";
import type { ResponseTargets } from "@/lib/severity/model";
import { formatDuration, formatInstant } from "@/lib/time/format";
import { type Instant, instantToMicros, microsToInstant } from "@/lib/time/instant";
import type { Audience } from "./model";
import { isEnded } from "./promises";

export interface UpdateDraft {
  state: string;
  body: string;
  nextAt: Instant | null;
}

/**
 * A first text for an audience, from what the record and the exposure answer say now: what is known, what is not known,
 * what happens next, and when the targets of its severity want the next one. It quotes no entry of the timeline, names no person, and a person reads it before it is sent.
 */
export function draftOf(room: RoomView, audience: Audience, targets: ResponseTargets, now: Instant): UpdateDraft {
  const parts = [
    section("What we know", known(room, audience)),
    section("What we do not know yet", unknown(room)),
    section("What happens next", next(room)),
  ];
  return {
    state: stateOf(room),
    body: parts.filter((part) => part !== "").join("\n\n"),
    nextAt: nextAt(room, targets, now),
  };
}

function section(title: string, lines: readonly string[]): string {
  return lines.length === 0 ? "" : [`${title}:`, ...lines.map((line) => `- ${line}`)].join("\n");
}

function stateOf({ incident, exposure }: RoomView): string {
  switch (incident.phase) {
    case "triage":
      return "Being looked into";
    case "active":
      return exposure && exposure.open > 0 ? "Active: data is exposed" : "Active: being contained";
    case "contained":
      return "Contained: being repaired";
    case "resolved":
      return "Resolved";
    case "closed":
      return "Closed";
    case "declined":
      return "Not an incident";
    case "merged":
      return "Continued in another incident";
  }
}

function known(room: RoomView, audience: Audience): string[] {
  const { incident, exposure, severity, times } = room;
  const started = times.find(({ name }) => name === "started");
  const figures = audience !== "everyone";
  return [
    incident.severity === null
      ? null
      : `Severity is ${incident.severity}${severity === null ? ", as first judged" : ""}.`,
    started ? `It began ${when(started.at, started.precision)}.` : null,
    exposure && exposureLine(exposure, figures),
    exposure?.accessed === "yes" ? `${accessLine(exposure, figures)}` : null,
    exposure?.accessed === "no" ? "The logs show that nobody accessed the data while it was exposed." : null,
    exposure?.exfiltrated === "yes" ? "Data was taken out." : null,
    agentLine(room),
  ].filter((line) => line !== null);
}

type Exposure = NonNullable<RoomView["exposure"]>;

function exposureLine({ open, assets, exposedMs, earliestOpenedAt }: Exposure, figures: boolean): string {
  const where = figures ? ` in ${count(assets, "place")}` : "";
  if (open > 0) {
    const since = earliestOpenedAt ? ` since ${when(earliestOpenedAt, "minute").replace(/^at /, "")}` : "";
    return `Data is exposed${where}${since}.`;
  }
  const long = exposedMs ? `; it was exposed for ${range(exposedMs, formatDuration)}` : "";
  return `The exposure${where} is closed${long}.`;
}

function accessLine({ unauthorised }: Exposure, figures: boolean): string {
  if (!unauthorised || unauthorised.certain + unauthorised.possible === 0) return "Data was accessed while exposed.";
  const { certain, possible, principals } = unauthorised;
  const who = figures ? count(principals, "person or program", "people or programs") : "People or programs";
  // An access is certain or possible: the two are never one number.
  if (certain === 0) return `${who} without clearance may have accessed the data.`;
  const times = [
    count(certain, "access", "accesses"),
    possible > 0 ? `${possible.toLocaleString("en")} more possible` : "",
  ];
  return `${who} without clearance accessed the data${figures ? `: ${times.filter(Boolean).join(", ")}` : ""}.`;
}

function agentLine({ agent }: RoomView): string | null {
  switch (agent.state) {
    case "verified":
      return `The AI system is stopped, and ${agent.basis === "look" ? "somebody checked it" : "the logs confirm it"}.`;
    case "stopped":
      return "The AI system was told to stop; that it did is not verified yet.";
    case "stopping":
      return "The AI system is being stopped.";
    case "failed":
      return "Stopping the AI system failed so far.";
    case "not_stopped":
      return "The AI system is not stopped yet.";
    case "unknown":
      return null;
  }
}

function unknown({ incident, exposure, times, severity, data, agent }: RoomView): string[] {
  return [
    exposure === null ? "Whether data is exposed." : null,
    exposure?.accessed === "unknown" ? "Whether anybody accessed the data." : null,
    exposure && exposure.exfiltrated === "unknown" ? "Whether data was taken out." : null,
    exposure?.gapMs ? `What happened in ${formatDuration(exposure.gapMs)} for which we have no logs.` : null,
    data.peopleLow === null ? "How many people are concerned." : null,
    times.some(({ name }) => name === "started") ? null : "When it began.",
    severity === null
      ? incident.severity === null
        ? "How severe it is."
        : "Whether that severity holds: it is not assessed yet."
      : null,
    agent.state === "unknown" ? "Whether an AI system still acts." : null,
  ].filter((line) => line !== null);
}

function next({ incident, exposure, agent }: RoomView): string[] {
  if (isEnded(incident.phase)) return [];
  if (incident.phase === "resolved") return ["The postmortem is written; what changes is in it."];
  return [
    exposure && exposure.open > 0 ? "The exposure is being closed." : null,
    agent.state === "failed" || agent.state === "not_stopped" ? "The AI system is being stopped." : null,
    exposure?.gapMs ? "The missing logs are being fetched." : null,
    "We go on and tell you what we find.",
  ].filter((line) => line !== null);
}

function nextAt({ incident }: RoomView, { updateEveryMinutes }: ResponseTargets, now: Instant): Instant | null {
  if (isEnded(incident.phase) || incident.phase === "resolved") return null;
  if (updateEveryMinutes === null) return null;
  const fiveMinutes = 300_000_000;
  const wanted = instantToMicros(now) + updateEveryMinutes * 60_000_000;
  return microsToInstant(Math.ceil(wanted / fiveMinutes) * fiveMinutes);
}

function when(at: Instant, precision: "exact" | "minute" | "hour" | "day" | "unknown"): string {
  if (precision === "unknown") return "at a time that is not known";
  const to = precision === "exact" ? "minute" : precision;
  const text = formatInstant(at, { zone: "UTC", style: "datetime", precision: to });
  return precision === "day" ? `on ${text} (UTC)` : `at ${text} UTC`;
}

function range({ certain, possible }: { certain: number; possible: number }, say: (n: number) => string): string {
  return certain === possible ? say(certain) : `${say(certain)} to ${say(possible)}`;
}

function count(n: number, one: string, many = `${one}s`): string {
  return `${n.toLocaleString("en")} ${n === 1 ? one : many}`;
}
