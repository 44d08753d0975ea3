import { type Instant, parseInstant } from "@/lib/time/instant";
import type { AlertmanagerInput } from "./inputs";
import { type AlertState, LIMITS } from "./model";

/** One alert as this app keeps it, whatever program sent it. */
export interface Alert {
  source: string;
  group: string;
  key: string;
  /** What the matter is called if this alert opens it. */
  groupTitle: string;
  title: string;
  state: AlertState;
  details: string;
  link: string | null;
  labels: Record<string, string>;
  startedAt: Instant | null;
  endedAt: Instant | null;
}

/** The alerts of one notification. Its group is one matter; too long a text is cut, what can't be read is left out. */
export function alertsOf(input: AlertmanagerInput): Alert[] {
  const { groupKey, groupLabels, commonLabels, commonAnnotations } = input;
  const named = commonAnnotations.summary || commonLabels.alertname || groupLabels.alertname;
  return input.alerts.map((alert) => {
    const { labels, annotations } = alert;
    const title = cut(annotations.summary || labels.alertname || named || "Alert", LIMITS.titleLength) || "Alert";
    return {
      source: "alertmanager",
      group: cut(groupKey, LIMITS.keyLength),
      key: cut(alert.fingerprint || keyOf(labels), LIMITS.keyLength),
      groupTitle: cut(named || title, LIMITS.titleLength) || title,
      title,
      state: alert.status,
      details: cut(annotations.description || annotations.message || "", LIMITS.textLength),
      link: linkOf(annotations.runbook_url) ?? linkOf(alert.generatorURL) ?? linkOf(input.externalURL),
      labels: labelsOf(labels),
      startedAt: timeOf(alert.startsAt),
      endedAt: alert.status === "resolved" ? timeOf(alert.endsAt) : null,
    };
  });
}

/** Alertmanager's own identity of an alert: all of its labels. */
function keyOf(labels: Record<string, string>): string {
  return JSON.stringify(Object.entries(labels).sort(([a], [b]) => (a < b ? -1 : 1)));
}

function labelsOf(labels: Record<string, string>): Record<string, string> {
  const kept = Object.entries(labels).slice(0, LIMITS.labels);
  return Object.fromEntries(kept.map(([name, value]) => [cut(name, LIMITS.labelName), cut(value, LIMITS.labelValue)]));
}

/** Go's zero time stands for "not yet". */
function timeOf(text: string): Instant | null {
  return text.startsWith("0001-") ? null : parseInstant(text);
}

function linkOf(text: string | undefined): string | null {
  if (!text || text.length > LIMITS.linkLength || !URL.canParse(text)) return null;
  return ["http:", "https:"].includes(new URL(text).protocol) ? text : null;
}

/** PostgreSQL has no place for NUL, nor a hash for half a surrogate pair. */
function cut(text: string, length: number): string {
  return text.replaceAll("\u0000", "").toWellFormed().trim().slice(0, length).toWellFormed();
}
