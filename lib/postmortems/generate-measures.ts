import type { TimeName } from "@/lib/incidents/model";
import { FACTORS } from "@/lib/severity/model";
import { FLOORS, type Points, RUBRIC } from "@/lib/severity/rubric";
import type { AssessmentView } from "@/lib/severity/views";
import { formatDuration } from "@/lib/time/format";
import { cite } from "./cite";
import type { AssetFacts, DurationFacts, PostmortemFacts, WindowFacts } from "./facts";
import { nothingExposed, timeOf, verdict } from "./generate-summary";
import { bounds, countBounds, figure, list, md, table, UNKNOWN, utc, words } from "./markdown";

/** Windows, the answer per asset with its reasons, who, and where the logs are silent. */
export function exposureSection(facts: PostmortemFacts): string {
  const { windows, exposure } = facts;
  const nothing = nothingExposed(facts);
  if (nothing) return nothing;
  if (windows.length === 0 && !exposure) return "No exposure window is recorded, so nothing is said about exposure.";
  const parts = [windowTable(windows)];
  if (!exposure) parts.push(`The exposure answer has not been computed: who got at the data is ${UNKNOWN}.`);
  else {
    parts.push(
      `All assets together were exposed for ${bounds(exposure.exposedMs)} ${cite("exposure")}. Overlapping windows count once.`,
      ...exposure.assets.map(assetStatement),
    );
    if (exposure.unexplained > 0) {
      parts.push(
        `${figure(exposure.unexplained)} accesses without clearance lie outside every window ${cite("exposure")}: a window may be missing.`,
      );
    }
  }
  return parts.join("\n\n");
}

function windowTable(windows: readonly WindowFacts[]): string {
  return table(
    ["Asset", "Open to", "From (UTC)", "Until (UTC)", "By", "Source"],
    windows.map((window) => [
      md(window.asset),
      md(window.audience),
      `${window.openedExact ? "" : "~"}${utc(window.openedAt)}`,
      window.closedAt === null ? "**still open**" : `${window.closedExact ? "" : "~"}${utc(window.closedAt)}`,
      window.path ? words(window.path) : UNKNOWN,
      cite("window", window.id),
    ]),
  );
}

function assetStatement(asset: AssetFacts): string {
  const head = `**${md(asset.name)}**${asset.classification ? ` (${asset.classification})` : ""}: exposed for ${bounds(asset.exposedMs)} ${cite("exposure")}.`;
  const lines = [
    `Accessed without clearance: ${verdict(asset.accessed.verdict)}. ${reasons(asset.accessed.reasons)}`,
    `Exfiltrated: ${verdict(asset.exfiltrated.verdict)}. ${reasons(asset.exfiltrated.reasons)}`,
    `Accesses while exposed: ${countBounds(asset.accesses)}; without clearance: ${countBounds(asset.unauthorised)}.`,
    asset.gaps.length === 0
      ? "The logs cover the whole window."
      : `The logs are silent: ${asset.gaps.map((gap) => `${utc(gap.from)} to ${utc(gap.until)} (${md(gap.systems.join(", "))})`).join("; ")}.`,
  ];
  return [head, list(lines.map((line) => line.trim())), ...whoTable(asset)].join("\n\n");
}

function reasons(texts: readonly string[]): string {
  return texts.map((text) => md(text.endsWith(".") ? text : `${text}.`)).join(" ");
}

const SHOWN = 15;

function whoTable({ uncleared, name }: AssetFacts): string[] {
  if (uncleared.length === 0) return [];
  const rows = uncleared
    .slice(0, SHOWN)
    .map((one) => [md(one.name), one.kind, md(one.why), countBounds(one), utc(one.first), utc(one.last)]);
  const more = uncleared.length - SHOWN;
  const rest = more > 0 ? [`${figure(more)} more in the answer for ${md(name)} ${cite("exposure")}.`] : [];
  return [table(["Who", "Kind", "Why counted", "Without clearance", "First (UTC)", "Last (UTC)"], rows), ...rest];
}

export function severitySection({ severity, incident }: PostmortemFacts): string {
  const latest = severity[0];
  if (!latest) {
    const level = incident.severity ?? UNKNOWN;
    return `Severity ${level}, as given at declaration. The rubric was not applied.`;
  }
  const rows = FACTORS.map((factor) => {
    const points = latest.factors[factor] ?? null;
    const { name, weight, levels } = RUBRIC[factor];
    const meaning = points === null ? `${UNKNOWN}, counted as 4 for the high score` : levels[points as Points];
    return [`${name} (×${weight})`, points === null ? UNKNOWN : String(points), meaning];
  });
  return [
    reasonOf(latest),
    table(["Factor", "Points", "Meaning"], rows),
    ...(latest.floors.length > 0
      ? [list(latest.floors.map((id) => `**${id} ${FLOORS[id].name}** → ${FLOORS[id].effect}. ${FLOORS[id].trigger}.`))]
      : []),
    `Severity of record (the highest there was): ${incident.peakSeverity ?? UNKNOWN}.`,
  ].join("\n\n");
}

function reasonOf(latest: AssessmentView): string {
  const { likely, high, level, computed, overridden, reason } = latest;
  const score = likely.score === high.score ? `${high.score}` : `${likely.score} likely to ${high.score} high`;
  const how = overridden
    ? `set to **${level}** by a person, where the rubric says ${computed}`
    : `**${level}** by the rubric`;
  const potential = latest.potential ? ` It could have been ${latest.potential}.` : "";
  const why = reason ? ` Reason: ${md(reason)}` : "";
  return `${score} of 100 points: ${how} ${cite("severity", latest.eventId)}.${potential}${why}`;
}

export function severityHistorySection({ severity, incident }: PostmortemFacts): string {
  if (severity.length === 0) return `Never assessed. Severity now: ${incident.severity ?? UNKNOWN}.`;
  return table(
    ["When (UTC)", "Level", "Points", "Floors", "Unknown", "Reason", "Source"],
    [...severity]
      .reverse()
      .map((one) => [
        utc(one.assessedAt),
        one.overridden ? `${one.level} (rubric: ${one.computed})` : one.level,
        one.likely.score === one.high.score ? `${one.high.score}` : `${one.likely.score}–${one.high.score}`,
        one.floors.join(", "),
        one.assumed.join(" "),
        one.reason ? md(one.reason) : "",
        cite("severity", one.eventId),
      ]),
  );
}

export function durationsSection(facts: PostmortemFacts): string {
  return [
    table(
      ["Stage", "Length", "From", "To"],
      facts.durations.map((one) => {
        const end = (name: TimeName) =>
          one.state === "pending" && !facts.times.some((time) => time.name === name) ? "not yet" : timeOf(facts, name);
        return [one.label, durationText(one), end(one.from), end(one.to)];
      }),
    ),
    "Lengths are between the times as they were in the world, never from when a button was pressed.",
  ].join("\n\n");
}

function durationText({ state, ms, approximate, reason }: DurationFacts): string {
  if (state === "recorded" && ms !== null) return `${approximate ? "~" : ""}${formatDuration(ms)}`;
  if (state === "unknown") return `${UNKNOWN}${reason ? ` (${reason})` : ""}`;
  return `${words(state)}${reason ? `: ${md(reason)}` : ""}`;
}
