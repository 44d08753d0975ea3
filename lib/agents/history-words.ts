import type { AiEventKind } from "./model";

type Data = Record<string, unknown>;

const SENTENCES: Record<AiEventKind, (data: Data) => string> = {
  registered: (d) => `Registered as ${text(d.name)}.`,
  changed: (d) => `Changed: ${changes(d.changed)}${since(d)}${because(d)}.`,
  corrected: (d) => `Corrected: ${changes(d.changed)}${because(d)}.`,
  identity_added: (d) =>
    d.value
      ? `Logs name it ${text(d.value)}${d.system ? ` (${text(d.system)})` : ""}.`
      : `Logs name it as the principal ${text(d.principal)}.`,
  identity_removed: (d) => `The principal ${text(d.principal)} is no longer one of its identities.`,
  kill_switch_set: (d) => `Its kill switch is called at ${text(d.host)}.`,
  kill_switch_removed: () => "Its kill switch is no longer called by webhook.",
  stop_tested: (d) =>
    `Stop tested: it ${text(d.outcome)}${typeof d.secondsToStop === "number" ? ` after ${d.secondsToStop} s` : ""}.`,
  linked: (d) => `${d.role === "caused" ? "Caused" : "Involved in"} an incident.`,
  unlinked: (d) => `Has nothing to do with an incident${because(d)}.`,
  stop_sent: (d) =>
    `${d.test ? "Test of the stop" : "Stop"} ${d.delivered ? "delivered" : "not delivered"} to its kill switch.`,
  assessment_asked: (d) => `Access assessment asked for: ${text(d.purpose).replace(/[.]$/, "")}.`,
  assessment_approved: (d) => `Access approved until ${day(d.expiresAt)}${because(d)}.`,
  assessment_refused: (d) => `Access refused${because(d)}.`,
  assessment_withdrawn: (d) => `Access assessment withdrawn${because(d)}.`,
  approval_asked: (d) => `Asked for permission: ${text(d.action)}.`,
  approval_allowed: (d) => `Allowed: ${text(d.action)}${because(d)}.`,
  approval_denied: (d) => `Denied: ${text(d.action)}${because(d)}.`,
  approval_expired: (d) => `Nobody answered in time, so denied: ${text(d.action)}.`,
  approval_used: (d) => `Used its permission: ${text(d.action)}.`,
};

/** What happened to an AI system, in one sentence. */
export function aiEventSentence(event: { kind: AiEventKind; data: Data }): string {
  return SENTENCES[event.kind](event.data);
}

export const FACT_WORDS: Record<string, string> = {
  from: "since when",
  name: "name",
  purpose: "purpose",
  owner: "owner",
  vendor: "vendor",
  model: "model",
  modelVersion: "model version",
  promptVersion: "prompt version",
  tools: "tools",
  assetIds: "assets it may reach",
  classification: "classification it may reach",
  autonomy: "autonomy",
  approvalMode: "approval",
  oversight: "oversight",
  killSwitchHow: "how it is stopped",
  killSwitchWhere: "where it is stopped",
  status: "status",
};

function changes(changed: unknown): string {
  const entries = Object.entries((changed ?? {}) as Record<string, { from: unknown; to: unknown }>);
  if (entries.length === 0) return "nothing but when it holds";
  return entries
    .map(([name, { from, to }]) => {
      const label = FACT_WORDS[name] ?? name;
      return isShort(from) && isShort(to) ? `${label} ${say(from)} → ${say(to)}` : label;
    })
    .join(", ");
}

function isShort(value: unknown): boolean {
  return value === null || (typeof value === "string" && value.length <= 60 && !/^\d{4}-\d\d-\d\dT/.test(value));
}

function say(value: unknown): string {
  return typeof value === "string" && value !== "" ? value.replaceAll("_", " ") : "unknown";
}

function since(d: Data): string {
  return typeof d.from === "string" ? ` (since ${d.from.slice(0, 16).replace("T", " ")} UTC)` : "";
}

function day(value: unknown): string {
  return typeof value === "string" ? value.slice(0, 10) : "an unknown day";
}

function because(d: Data): string {
  return typeof d.reason === "string" && d.reason !== "" ? `: ${d.reason.replace(/[.\s]+$/, "")}` : "";
}

function text(value: unknown): string {
  return typeof value === "string" && value !== "" ? value : "unknown";
}
