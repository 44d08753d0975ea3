import type { NormalisedEvent } from "../model";

/** What a record says of the log itself: it was switched off or on, or left out what happened for a while. */
export type SaidOfLog =
  | { says: "off"; reason: string }
  | { says: "on" }
  /** From this record for so long. */
  | { says: "silent for"; micros: number; reason: string }
  /** Between the record before and this one. */
  | { says: "silent before"; reason: string };

const DAY_MICROS = 86_400_000_000;

const OFF: readonly (readonly [RegExp, string])[] = [
  [
    /^cloudtrail\.amazonaws\.com:(StopLogging|DeleteTrail|StopEventDataStoreIngestion|DeleteEventDataStore)$/,
    "logging",
  ],
  [/ConfigServiceV2\.DeleteSink$|^logging\.sinks\.delete$/, "the export of logs"],
  [/^microsoft\.insights\/diagnosticsettings\/delete/i, "the diagnostic setting"],
  [/^system\.log_stream\.lifecycle\.(deactivate|delete)$/, "the log stream"],
  [/^(business|org)?\.?audit_log_streaming\.(destroy|disable)$/, "streaming of the audit log"],
];

const ON =
  /^cloudtrail\.amazonaws\.com:(StartLogging|CreateTrail|StartEventDataStoreIngestion|CreateEventDataStore)$|ConfigServiceV2\.CreateSink$|^logging\.sinks\.create$|^microsoft\.insights\/diagnosticsettings\/write|^system\.log_stream\.lifecycle\.(activate|create)$|^(business|org)?\.?audit_log_streaming\.(create|enable)$/i;

/** Most records say nothing of their log: a look at the action settles that. */
const MAY_SAY =
  /logging|trail|datastore|sink|diagnosticsettings|log_stream|audit_log|AdminAuditLogConfig|MailItemsAccessed|SetIamPolicy|syslog|journal|kernel|audit/i;
const ACTIONS = new Map<string, boolean>();
const MOST_ACTIONS = 10_000;

/** The same few actions come again and again, and are looked at once. */
function maySay(action: string): boolean {
  const known = ACTIONS.get(action);
  if (known !== undefined) return known;
  const may = MAY_SAY.test(action);
  if (ACTIONS.size < MOST_ACTIONS) ACTIONS.set(action, may);
  return may;
}

/** What the record of an event says of the log that it stands in; null for nearly all of them. */
export function saidOfLog({ action, outcome }: NormalisedEvent, record: unknown): SaidOfLog | null {
  if (!maySay(action) || outcome === "denied" || outcome === "failure") return null;
  const off = OFF.find(([pattern]) => pattern.test(action));
  if (off) return { says: "off", reason: `${off[1]} was switched off (${action})` };
  if (ON.test(action)) return { says: "on" };
  if (/MailItemsAccessed$/.test(action)) return throttled(record);
  if (/Set-AdminAuditLogConfig$/.test(action)) return microsoftAudit(record);
  if (/SetIamPolicy$/i.test(action)) return googleAudit(record);
  return dropped(record);
}

/** Over a thousand records in a day, Microsoft writes none for that mailbox for the next 24 hours. */
function throttled(record: unknown): SaidOfLog | null {
  if (
    !/"?IsThrottled\\*"\s*,\s*\\*"Value\\*"\s*:\s*\\*"True|"IsThrottled\\*"\s*:\s*\\*"?true/i.test(
      mailPropertiesOf(record),
    )
  )
    return null;
  return {
    says: "silent for",
    micros: DAY_MICROS,
    reason: "reads of a mailbox were throttled: for 24 hours they are not written",
  };
}

/** Reads of mail are the most of a mailbox's log: only the part that may say so is looked at. */
function mailPropertiesOf(record: unknown): string {
  if (typeof record !== "object" || record === null) return "";
  const { AuditData, auditData, OperationProperties } = record as Record<string, unknown>;
  const cell = AuditData ?? auditData;
  return typeof cell === "string" ? cell : textOf(OperationProperties ?? cell ?? record);
}

function microsoftAudit(record: unknown): SaidOfLog | null {
  const said = /UnifiedAuditLogIngestionEnabled\\*"\s*,\s*\\*"Value\\*"\s*:\s*\\*"(True|False)/i.exec(
    textOf(record),
  )?.[1];
  if (said === undefined) return null;
  return /false/i.test(said)
    ? { says: "off", reason: "the unified audit log was switched off (Set-AdminAuditLogConfig)" }
    : { says: "on" };
}

function googleAudit(record: unknown): SaidOfLog | null {
  const delta = /"auditConfigDeltas"\s*:\s*\[[^\]]{0,2000}?"action"\s*:\s*"(ADD|REMOVE)"/.exec(textOf(record))?.[1];
  if (delta === undefined) return null;
  return delta === "REMOVE"
    ? { says: "off", reason: "audit logs of data access were switched off (SetIamPolicy)" }
    : { says: "on" };
}

const DROPPED =
  /messages? lost due to rate-limiting|Suppressed \d+ messages|begin to drop messages due to rate-limiting|audit: backlog limit exceeded|audit: (rate limit|audit_lost)/i;

function dropped(record: unknown): SaidOfLog | null {
  const found = DROPPED.exec(textOf(record));
  return found ? { says: "silent before", reason: `messages were dropped: “${found[0].slice(0, 80)}”` } : null;
}

function textOf(record: unknown): string {
  return (typeof record === "string" ? record : (JSON.stringify(record) ?? "")).slice(0, 200_000);
}
