import { QUESTIONS } from "@/lib/data/model";
import type { AffectedDataView, CountView } from "@/lib/data/views";
import type { TaskView } from "@/lib/tasks/views";
import { formatBytes, formatDuration } from "@/lib/time/format";
import { cite } from "./cite";
import type { PostmortemFacts } from "./facts";
import { verdict } from "./generate-summary";
import { count, figure, list, md, table, UNKNOWN, upper, utc, words } from "./markdown";

export function dataSection({ data }: PostmortemFacts): string {
  if (data.data.length === 0) return `Which data was concerned is ${UNKNOWN}: the inventory is empty.`;
  const rows = data.data.map((item) => [
    md(item.description),
    words(item.category),
    countText(item.people),
    countText(item.records),
    ...QUESTIONS.map((question) => verdict(item.answers[question].answer)),
    cite("data", item.id),
  ]);
  const head = ["Data", "Category", "People", "Records", ...QUESTIONS.map((question) => upper(question)), "Source"];
  return [table(head, rows), `People: ${totalText(data.totals.people, "people")}.`, jurisdictions(data.data)].join(
    "\n\n",
  );
}

export function countText({ certainty, low, high }: CountView): string {
  if (certainty === "unknown" || low === null || high === null) return UNKNOWN;
  if (certainty === "known") return figure(low);
  return low === high ? `~${figure(low)}` : `~${figure(low)}–${figure(high)}`;
}

function totalText(total: { low: number | null; high: number | null; exact: boolean; unknown: number }, unit: string) {
  const { low, high, exact, unknown } = total;
  const without = unknown > 0 ? `; ${count(unknown, "item")} without a count` : "";
  if (low === null) return `${UNKNOWN}${without}`;
  if (high === null) return `at least ${figure(low)} ${unit}${without}`;
  const range = low === high ? figure(low) : `${figure(low)}–${figure(high)}`;
  return `${exact ? "" : "~"}${range} ${unit}${without}`;
}

function jurisdictions(items: readonly AffectedDataView[]): string {
  const named = [...new Set(items.flatMap((item) => item.jurisdictions))].sort();
  return `Jurisdictions: ${named.length > 0 ? md(named.join(", ")) : UNKNOWN}.`;
}

export function tasksSection({ tasks }: PostmortemFacts): string {
  if (tasks.length === 0) return "No task is recorded: nothing changes yet.";
  const rows = tasks.map((task) => [
    task.ref,
    md(task.title),
    words(task.kind),
    task.owner ? md(task.owner.name) : UNKNOWN,
    task.dueAt ? utc(task.dueAt, "minute") : "none",
    taskState(task),
    cite("task", task.ref),
  ]);
  return table(["Task", "What", "Kind", "Owner", "Due (UTC)", "State", "Source"], rows);
}

function taskState(task: TaskView): string {
  if (task.state === "not_doing") return `not doing: ${md(task.notDoingReason ?? "")}`;
  const evidence = task.proofEvidence.map((id) => ` ${evidenceCite(id)}`).join("");
  const proof = task.proof ? `: ${md(task.proof)}${evidence}` : "";
  return `${words(task.state)}${task.overdue ? ", **overdue**" : ""}${proof}`;
}

/** A proof may also cite a link or words. */
function evidenceCite(id: string): string {
  return /^\d+-\d+(-\d+)?$/.test(id) ? cite("event", id) : `(${md(id)})`;
}

export function evidenceSection({ sources }: PostmortemFacts): string {
  if (sources.length === 0) return "No evidence is imported.";
  const rows = sources.map((source) => [
    `${md(source.filename)} ${cite("source", source.no)}`,
    source.system ? md(source.system) : UNKNOWN,
    source.from && source.until
      ? `${utc(source.from)} to ${utc(source.until)}, ${source.stated ? "stated" : "inferred"}`
      : UNKNOWN,
    `${figure(source.events)}; ${figure(source.duplicates)} duplicates, ${figure(source.rejects)} rejected`,
    formatBytes(source.bytes),
    source.sha256 ? `\`${source.sha256}\`` : UNKNOWN,
  ]);
  return table(["File", "System", "Covers (UTC)", "Events", "Size", "SHA-256"], rows);
}

/** Everything that is open or was passed over, in one place. */
export function gapsSection(facts: PostmortemFacts): string {
  const lines = [
    ...timeGaps(facts),
    ...exposureGaps(facts),
    ...dataGaps(facts),
    ...severityGaps(facts),
    ...sourceGaps(facts),
    ...gateGaps(facts),
    ...(facts.incident.synthetic ? [`Invented for a demonstration: ${md(facts.incident.synthetic)}`] : []),
  ];
  return lines.length === 0 ? "Nothing in the record is marked as unknown." : list(lines);
}

function timeGaps({ durations }: PostmortemFacts): string[] {
  return durations
    .filter((one) => one.state === "unknown" || one.state === "invalid")
    .map(
      (one) =>
        `${one.label}: ${one.state === "invalid" ? "invalid" : UNKNOWN}${one.reason ? `, ${md(one.reason.replace(/\.$/, ""))}` : ""}.`,
    );
}

function exposureGaps({ exposure, windows }: PostmortemFacts): string[] {
  if (!exposure) return windows.length > 0 ? [`Who got at the data: ${UNKNOWN}, no answer is computed.`] : [];
  const silent = exposure.gapMs
    ? [`The logs are silent for ${formatDuration(exposure.gapMs)} while data was exposed ${cite("exposure")}.`]
    : [];
  const vague = windows
    .filter((window) => !window.openedExact || !window.closedExact)
    .map((window) => `When ${md(window.asset)} was open is known within bounds only ${cite("window", window.id)}.`);
  const undecided = exposure.assets.flatMap((asset) =>
    [["accessed", asset.accessed] as const, ["exfiltrated", asset.exfiltrated] as const]
      .filter(([, { verdict: answer }]) => answer === "unknown")
      .map(([question, { reasons }]) => `${md(asset.name)}, ${question}: ${UNKNOWN}. ${md(reasons.join(" "))}`.trim()),
  );
  return [...silent, ...vague, ...undecided];
}

function dataGaps({ data }: PostmortemFacts): string[] {
  return data.data.flatMap((item) => {
    const missing = [
      ...(item.people.certainty === "unknown" && item.subjectKind !== "none" ? ["number of people"] : []),
      ...QUESTIONS.filter((question) => item.answers[question].answer === "unknown"),
    ];
    return missing.length > 0
      ? [`${md(item.description)}: ${UNKNOWN} ${missing.join(", ")} ${cite("data", item.id)}.`]
      : [];
  });
}

function severityGaps({ severity }: PostmortemFacts): string[] {
  const latest = severity[0];
  if (!latest) return ["The severity was never assessed by the rubric."];
  if (latest.assumed.length === 0) return [];
  const source = cite("severity", latest.eventId);
  return [`Severity factors that nobody knows, taken at their worst: ${latest.assumed.join(", ")} ${source}.`];
}

function sourceGaps({ sources }: PostmortemFacts): string[] {
  return sources.flatMap((source) => [
    ...(source.rejects > 0
      ? [`${md(source.filename)}: ${count(source.rejects, "line")} could not be read ${cite("source", source.no)}.`]
      : []),
    ...(source.status === "failed" ? [`${md(source.filename)} could not be read ${cite("source", source.no)}.`] : []),
  ]);
}

function gateGaps({ phases, unmet }: PostmortemFacts): string[] {
  const passed = phases
    .filter((entry) => entry.body.includes(" passed"))
    .map((entry) => `${md(entry.body)} ${cite("entry", entry.id)}`);
  return [...passed, ...unmet.map((gate) => `Not met: ${md(gate.message)}`)];
}
