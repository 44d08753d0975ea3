import type { TimeName } from "@/lib/incidents/model";
import { formatDuration } from "@/lib/time/format";
import { cite } from "./cite";
import type { PostmortemFacts } from "./facts";
import { bounds, count, countBounds, figure, md, quoted, UNKNOWN, utc, words } from "./markdown";
import { unproven } from "./outcome-words";

/** Five sentences, after what the room itself wrote as its summary. */
export function summarySection(facts: PostmortemFacts): string {
  const written = facts.incident.summary.trim();
  const sentences = [what(facts), when(facts), ...reached(facts), state(facts)].join(" ");
  return written ? `${quoted(written)}\n\n${sentences}` : sentences;
}

function what({ incident }: PostmortemFacts): string {
  const ai =
    incident.aiInvolvement === "unknown"
      ? `AI involvement: ${UNKNOWN}`
      : `AI involvement: ${words(incident.aiInvolvement)}`;
  const title = md(incident.title).replace(/[.!?]+$/, "");
  return `**${title}**: ${words(incident.kind)}; ${ai} ${cite("entry", 1)}.`;
}

function when(facts: PostmortemFacts): string {
  return `Started ${timeOf(facts, "started")}, detected ${timeOf(facts, "detected")}, declared ${timeOf(facts, "declared")}, ${contained(facts)}.`;
}

function contained(facts: PostmortemFacts): string {
  const burning = facts.incident.phase === "triage" || facts.incident.phase === "active";
  const named = facts.times.some(({ name }) => name === "contained");
  return burning && !named ? "not yet contained" : `contained ${timeOf(facts, "contained")}`;
}

export function timeOf({ times }: PostmortemFacts, name: TimeName): string {
  const time = times.find((one) => one.name === name);
  return time ? `${utc(time.at, time.precision)} ${cite("entry", time.eventId)}` : UNKNOWN;
}

function reached(facts: PostmortemFacts): string[] {
  const nothing = nothingExposed(facts);
  return nothing ? [nothing] : [exposed(facts), accessed(facts)];
}

/** No window, and people said of every item of the inventory that it was not exposed; null where that is not so. */
export function nothingExposed({ windows, data: { data } }: PostmortemFacts): string | null {
  const said = data.length > 0 && data.every(({ answers }) => answers.exposed.answer === "no");
  if (windows.length > 0 || !said) return null;
  const of = data.length === 1 ? "the item" : `all ${figure(data.length)} items`;
  const cited = data.slice(0, 5).map(({ id }) => cite("data", id));
  return `Nothing was exposed: people said so of ${of} of affected data ${cited.join(" ")}, and no exposure window is recorded.`;
}

function exposed({ windows, exposure }: PostmortemFacts): string {
  if (windows.length === 0) return "No exposure window is recorded.";
  const assets = count(new Set(windows.map((window) => window.asset)).size, "asset");
  const open = windows.filter((window) => window.closedAt === null).length;
  const length = exposure ? `${bounds(exposure.exposedMs)} ${cite("exposure")}` : `a time that is ${UNKNOWN}`;
  const now = open > 0 ? `${count(open, "window is", "windows are")} **still open**` : "every window is closed";
  return `Exposed: ${assets} for ${length}; ${now}.`;
}

function accessed({ exposure }: PostmortemFacts): string {
  if (!exposure) return `Who got at it is ${UNKNOWN}: no exposure answer has been computed.`;
  const { unauthorised } = exposure;
  const by = unauthorised.principals > 0 ? ` by ${count(unauthorised.principals, "principal")}` : "";
  const doubt = unproven(exposure.outcomes);
  const gap = exposure.gapMs ? `; the logs are silent for ${formatDuration(exposure.gapMs)}` : "";
  return `Accessed without clearance: ${verdict(exposure.accessed)}, ${countBounds(unauthorised)} accesses${by}${doubt}; exfiltrated: ${verdict(exposure.exfiltrated)}${gap} ${cite("exposure")}.`;
}

export function verdict(answer: "yes" | "no" | "unknown"): string {
  return answer === "unknown" ? UNKNOWN : `**${answer}**`;
}

function state({ incident, severity, tasks }: PostmortemFacts): string {
  const latest = severity[0];
  const score = latest
    ? ` (${latest.likely.score === latest.high.score ? latest.high.score : `${latest.likely.score}–${latest.high.score}`} points${
        latest.floors.length > 0 ? `, floor ${latest.floors.join(", ")}` : ""
      } ${cite("severity", latest.eventId)})`
    : "";
  const finished = tasks.filter((task) => task.state === "verified" || task.state === "not_doing").length;
  const level = incident.peakSeverity ?? UNKNOWN;
  const work =
    tasks.length === 0 ? "no task is recorded" : `${figure(finished)} of ${count(tasks.length, "task")} finished`;
  return `Severity of record: ${level}${score}; the incident is ${incident.phase}, and ${work}.`;
}
