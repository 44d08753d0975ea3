import { CONTAINMENT_SENTENCES } from "@/lib/containment/sentences";
import { HANDOVER_SENTENCES } from "@/lib/handover/sentences";
import { OBLIGATION_SENTENCES } from "@/lib/obligations/sentences";
import { TRIAGE_SENTENCES } from "@/lib/triage/sentences";
import { UPDATE_SENTENCES } from "@/lib/updates/sentences";
import type { IncidentEventKind } from "./model";

type Data = Record<string, unknown>;
type Sentence = (data: Data) => string;

/** One plain sentence for each kind of event; a kind without one does not compile. */
const SENTENCES: { [Kind in IncidentEventKind]: Sentence } = {
  declared: (d) => (typeof d.severity === "string" ? `Declared as ${d.severity}.` : "Declared; severity not sure yet."),
  note: body,
  finding: body,
  decision: body,
  ai_action: body,
  human_action: body,
  communication: body,
  evidence_note: body,
  correction: (d) => `Corrected: ${text(d.reason, "no reason given")}`,
  entry_pinned: (d) => `Pinned entry ${text(d.entry, "?")}.`,
  entry_unpinned: (d) => `Unpinned entry ${text(d.entry, "?")}.`,
  title_changed: (d) => `Title changed to “${text(d.to, "")}”, was “${text(d.from, "")}”.`,
  summary_changed: () => "Summary changed.",
  kind_changed: (d) => `Kind is ${words(d.kind)}; AI involvement: ${words(d.aiInvolvement)}.`,
  visibility_changed: (d) =>
    d.to === "restricted" ? "Restricted to its members." : "Opened to everybody in the organisation.",
  member_added: (d) => `${name(d)} may see this incident.`,
  member_removed: (d) => `${name(d)} may no longer see this incident.`,
  ...HANDOVER_SENTENCES,
  role_released: (d) => `${name(d)} gives back the role ${words(d.role)}.`,
  severity_assessed: severity,
  phase_changed: phase,
  time_named: (d) => `${capital(words(d.name))} at this time${known(d.basis) ? `: ${text(d.basis, "")}` : "."}`,
  evidence_added: (d) => `${text(d.filename, "A file")} brought as evidence.`,
  evidence_ready: (d) => `${text(d.filename, "Evidence")} read${read(d.counts)}.`,
  evidence_failed: (d) =>
    `${text(d.filename, "Evidence")} ${Array.isArray(d.needs) && d.needs[0] ? "waits for an answer" : "could not be read"}${known(d.error) ? `: ${text(d.error, "")}` : "."}`,
  evidence_cancelled: (d) => `${text(d.filename, "Evidence")}: reading cancelled.`,
  evidence_coverage_stated: (d) => `What ${text(d.filename, "an evidence file")} covers was stated.`,
  evidence_viewed: viewed,
  evidence_rehashed: (d) => `${text(d.filename, "Evidence")} hashed again${rehash(d)}.`,
  suggestion_decided: (d) => `Suggestion ${words(d.decision)}${known(d.about) ? `: ${text(d.about, "")}` : "."}`,
  exposure_window_opened: (d) => `${asset(d)} exposed${to(d)}${by(d)}.`,
  exposure_window_changed: (d) => `Exposure of ${asset(d)} corrected.`,
  exposure_window_closed: (d) => `Exposure of ${asset(d)} closed.`,
  exposure_window_withdrawn: (d) => `Exposure of ${asset(d)} withdrawn${because(d)}.`,
  void_grants_recorded: (d) =>
    `Grant${known(d.action) ? ` of ${text(d.action, "")}` : ""}${known(d.resource) ? ` on ${text(d.resource, "")}` : ""}${listed(d.holders, " to ")} is void${listed(d.assets, ": it opened the exposure of ")}.`,
  void_grant_withdrawn: (d) =>
    `Void grant of ${asset(d)}${known(d.holder) ? ` to ${text(d.holder, "")}` : ""} taken back.`,
  access_explanation_proposed: (d) =>
    `Explanation of access ${known(d.principal) ? `by ${text(d.principal, "")} ` : ""}proposed${because(d)}.`,
  access_explanation_declined: (d) => `Proposed explanation of an access declined${because(d)}.`,
  access_explained: (d) => `Access ${known(d.principal) ? `by ${text(d.principal, "")} ` : ""}explained${because(d)}.`,
  access_explanation_withdrawn: (d) => `Explanation of an access withdrawn${because(d)}.`,
  data_added: (d) => `Affected data added: ${text(d.description, "no description")}.`,
  data_changed: (d) => `Affected data changed${described(d)}.`,
  data_removed: (d) => `Affected data removed${described(d)}${because(d)}.`,
  recipient_stated: (d) =>
    `${counted(d.recipients, "recipient", "") || "A recipient"}: ${words(d.question)} ${text(d.answer, "unknown")}${because(d)}.`,
  claim_recorded: (d) => `${known(d.speaker) ? text(d.speaker, "") : "Somebody"} said: “${text(d.words, "…")}”`,
  claim_corrected: (d) => `${claim(d)} corrected${because(d)}.`,
  claim_judged: (d) =>
    `${claim(d)} is ${words(d.to)} by the evidence${known(d.from) ? `, was ${words(d.from)}` : ""}${because(d)}.`,
  claim_decided: (d) => `${claim(d)} set to ${words(d.to)}${because(d)}.`,
  claim_withdrawn: (d) => `${claim(d)} withdrawn${because(d)}.`,
  ...CONTAINMENT_SENTENCES,
  ...OBLIGATION_SENTENCES,
  ...UPDATE_SENTENCES,
  ...TRIAGE_SENTENCES,
  task_added: (d) => `${task(d)} added.`,
  task_changed: (d) => `${task(d)} changed${known(d.because) ? `: ${text(d.because, "")}` : ""}.`,
  task_done: (d) => `${task(d)} done; waiting for verification.`,
  task_verified: (d) => `${task(d)} verified.`,
  task_reopened: (d) => `${task(d)} reopened${because(d)}.`,
  task_not_doing: (d) => `${task(d)} will not be done${because(d)}.`,
  postmortem_generated: () => "Postmortem generated from the record.",
  postmortem_edited: (d) =>
    `Postmortem ${d.confirmed === true ? "text confirmed as still right" : "edited"}${known(d.section) ? `: ${words(d.section)}` : ""}.`,
  postmortem_review_requested: () => "Review of the postmortem requested.",
  postmortem_returned: (d) => `Postmortem returned for changes${because(d)}.`,
  postmortem_approved: (d) => `Postmortem approved${passed(d)}${because(d)}.`,
  postmortem_published: () => "Postmortem published.",
  record_exported: (d) => `Record exported${counted(d.entries, "entry", ", ", "entries")}.`,
};

/** What an entry says, in one sentence of plain text: its own text, or what the act was. */
export function sentenceOf(event: { kind: IncidentEventKind; data: Data }): string {
  return SENTENCES[event.kind](event.data);
}

function body(d: Data): string {
  return text(d.body, "");
}

function severity(d: Data): string {
  const result = d.result as { likely?: { score?: number }; high?: { score?: number }; floors?: string[] } | undefined;
  const low = result?.likely?.score;
  const high = result?.high?.score;
  const points =
    low === undefined || high === undefined ? "" : low === high ? `, ${low} points` : `, ${low}–${high} points`;
  const floors = result?.floors?.length ? `, floor ${result.floors.join(", ")}` : "";
  const from = known(d.from) && d.from !== d.level ? `, was ${text(d.from, "")}` : "";
  return `Severity assessed: ${text(d.level, "unknown")}${points}${floors}${from}.`;
}

function phase(d: Data): string {
  return `Phase ${words(d.from)} → ${words(d.to)}${passed(d)}${because(d)}.`;
}

function passed(d: Data): string {
  const n = Array.isArray(d.passed) ? d.passed.length : 0;
  return n > 0 ? `, with ${n} unmet ${n === 1 ? "condition" : "conditions"} passed` : "";
}

/** What of the evidence somebody looked at or took out. */
function viewed(d: Data): string {
  const file = text(d.filename, "an evidence file");
  if (typeof d.rows === "number") return `Events exported${counted(d.rows, "event", ", ", "events")}.`;
  if (d.what === "unmasked record") return `Record ${text(d.event, "?")} of ${file} looked at unmasked.`;
  return d.what === "records" ? `Records of ${file} looked at.` : `Original of ${file} opened.`;
}

/** The counts of an import: what became events, and what did not. */
function read(counts: unknown): string {
  const { events, duplicates, rejects } = (counts ?? {}) as Record<string, unknown>;
  return `${counted(events, "event", ": ")}${some(duplicates, "duplicate")}${some(rejects, "reject")}`;
}

function some(n: unknown, one: string): string {
  return n === 0 ? "" : counted(n, one, ", ");
}

function asset(d: Data): string {
  return (
    text(d.assetName ?? d.assetLabel ?? d.name, "") ||
    (typeof d.asset === "string" && !UUID.test(d.asset) ? d.asset : "An asset")
  );
}

const UUID = /^[0-9a-f-]{36}$/i;

function to(d: Data): string {
  const audience = d.audience as { kind?: string; group?: string; principals?: unknown[] } | undefined;
  if (audience?.kind === "public") return " to the public";
  if (audience?.kind === "organisation") return " to the whole organisation";
  if (audience?.kind === "group") return ` to the group ${audience.group ?? ""}`.trimEnd();
  if (audience?.kind === "listed") return counted(audience.principals?.length, "principal", " to ");
  return "";
}

function by(d: Data): string {
  return known(d.path) ? ` (${words(d.path)})` : "";
}

function task(d: Data): string {
  const no = known(d.no) ? `T-${text(d.no, "")}` : "A task";
  return known(d.title) ? `${no} “${text(d.title, "")}”` : no;
}

function claim(d: Data): string {
  const ref = known(d.ref) ? text(d.ref, "") : "A claim";
  return known(d.words) ? `${ref} “${text(d.words, "")}”` : ref;
}

function described(d: Data): string {
  return known(d.description) ? `: ${text(d.description, "")}` : "";
}

function rehash(d: Data): string {
  if (d.same === true || d.matches === true) return ": unchanged";
  return d.same === false || d.matches === false ? ": DIFFERENT from what was received" : "";
}

function because(d: Data): string {
  const reason = text(d.reason, "");
  return reason === "" ? "" : `: ${reason.replace(/[.\s]+$/, "")}`;
}

function name(d: Data): string {
  return text(d.name, "Somebody");
}

function counted(n: unknown, one: string, before: string, many = `${one}s`): string {
  return typeof n === "number" ? `${before}${n.toLocaleString("en")} ${n === 1 ? one : many}` : "";
}

/** The first few by name. */
function listed(all: unknown, before: string): string {
  if (!Array.isArray(all) || all.length === 0) return "";
  const some = all.slice(0, 5).map((one) => text(one, "?"));
  return `${before}${some.join(", ")}${all.length > 5 ? ` and ${all.length - 5} more` : ""}`;
}

function known(value: unknown): boolean {
  return value !== null && value !== undefined && value !== "";
}

function text(value: unknown, otherwise: string): string {
  return typeof value === "string" || typeof value === "number" ? String(value) : otherwise;
}

function words(value: unknown): string {
  return text(value, "unknown").replaceAll("_", " ");
}

function capital(value: string): string {
  return value.charAt(0).toUpperCase() + value.slice(1);
}
