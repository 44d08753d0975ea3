import { type EventFields, makeEvent, readTime } from "@/lib/evidence/formats/event";
import {
  count,
  firstText,
  isObject,
  type JsonObject,
  list,
  lowerCaseNames,
  own,
  parsedJson,
  recase,
  text,
} from "@/lib/evidence/formats/fields";
import type { Format, Normalised, NormaliseOptions } from "@/lib/evidence/formats/format";
import { readSourceIp } from "@/lib/evidence/formats/source-ip";
import type { NormalisedEvent, Outcome, Verb } from "@/lib/evidence/model";
import { instantToMicros, microsToInstant } from "@/lib/time/instant";
import { m365Actor } from "./actor";
import { m365Resources, property } from "./resources";
import { m365Verb } from "./verbs";

/** Mailbox reads of one session within two minutes are written as one record. */
const BIND_AGGREGATION_MICROS = 120_000_000;
/** Longest text a cell of Excel holds; an AuditData of exactly this length was cut. */
const EXCEL_CELL = 32_767;

const NAMES = lowerCaseNames([
  ..."CreationTime Id Operation Workload RecordType UserId UserKey UserType ClientIP ObjectId ResultStatus".split(" "),
  ..."OrganizationId OrganizationName Parameters ModifiedProperties ExtendedProperties ExternalAccess".split(" "),
  ..."OriginatingServer SiteUrl ItemType SourceFileName MailboxOwnerUPN Folders FolderItems InternetMessageId".split(
    " ",
  ),
  ..."OperationProperties OperationCount CopilotEventData AccessedResources Contexts AgentName AgentId AppIdentity".split(
    " ",
  ),
  ..."SessionId AppAccessContext AADSessionId UniqueTokenId CorrelationId Name Value NewValue OldValue".split(" "),
]);

/** Microsoft 365 unified audit log: Management API JSON, Purview and Search-UnifiedAuditLog CSV, Sentinel's table. */
export const m365Ual: Format = {
  id: "m365-ual",
  title: "Microsoft 365 unified audit log",
  system: "m365",
  basis: "samples",
  blindSpots: [
    "Records arrive up to days late; a search made too early misses some.",
    "Reads of mail are written together over two minutes, and left out where a mailbox was read very often (throttled).",
    "Copilot records name the files an assistant used, not the prompt or the answer; records with AccessedResources were read from documentation only.",
    "Without an audit licence for it, mail and search events are missing altogether.",
  ],
  recognise(record, hints) {
    if (!isObject(record)) return 0;
    const header = hints.header?.map((h) => h.trim().toLowerCase()) ?? [];
    if (header.includes("auditdata")) return auditData(record) === null ? 0.6 : 1;
    // Search-UnifiedAuditLog piped to ConvertTo-Json, and Graph's audit log query: the record is inside.
    const inside = auditData(record);
    if (inside !== null && own(spelt(inside), "Operation") !== undefined) return 1;
    const r = spelt(record);
    if (!own(r, "Operation")) return 0;
    if (own(r, "CreationTime") && own(r, "RecordType") !== undefined) return own(r, "Workload") ? 1 : 0.9;
    return own(r, "OfficeWorkload") ? 0.9 : 0;
  },
  normalise(record, options) {
    if (!isObject(record)) return [{ kind: "reject", reason: "not a JSON object" }];
    const cell = column(record, "AuditData");
    if (cell === undefined) return [normaliseRecord(spelt(record), {}, options)];
    const data = auditData(record);
    if (data !== null) return [{ ...normaliseRecord(spelt(data), record, options), record: data }];
    const cut = typeof cell === "string" && cell.length === EXCEL_CELL;
    return [
      {
        kind: "reject",
        reason: cut
          ? "AuditData ends at 32,767 characters: a spreadsheet cut it off"
          : "AuditData is not the JSON of an audit record",
      },
    ];
  },
};

/** A column under its name in any case, with the blanks that spreadsheets add. */
function column(row: JsonObject, name: string): unknown {
  const exact = own(row, name);
  if (exact !== undefined) return exact;
  const key = Object.keys(row).find((k) => k.trim().toLowerCase() === name.toLowerCase());
  return key === undefined ? undefined : own(row, key);
}

function auditData(row: JsonObject): JsonObject | null {
  const data = parsedJson(column(row, "AuditData"));
  return isObject(data) ? data : null;
}

function spelt(record: JsonObject): JsonObject {
  const lowered = own(record, "Operation") === undefined && own(record, "operation") !== undefined;
  return lowered ? (recase(record, NAMES) as JsonObject) : record;
}

function normaliseRecord(r: JsonObject, row: JsonObject, options: NormaliseOptions): Normalised {
  const operation = text(own(r, "Operation")) ?? text(column(row, "Operation")) ?? text(column(row, "Operations"));
  if (operation === null) return { kind: "reject", reason: "no Operation: not an audit record" };
  const read = readTime(
    [
      ["CreationTime", own(r, "CreationTime")],
      ["Start_Time", own(r, "Start_Time")],
      ["TimeGenerated", own(r, "TimeGenerated")],
      ["CreationDate", column(row, "CreationDate")],
    ],
    options,
    { contractZone: "UTC", dateOrder: "mdy" },
  );
  if (!read.ok) return read.reject;
  const resources = m365Resources(r);
  const verb = m365Verb(operation, resources.length > 0);
  const eventId = firstText(r, "Id", "OfficeId") ?? text(column(row, "RecordId")) ?? text(column(row, "Identity"));
  const fields: EventFields = {
    ...m365Actor({ ...row, ...r }, operation),
    ...readSourceIp(firstText(r, "ClientIP", "ClientIPAddress", "ActorIpAddress", "Client_IPAddress", "ClientIP_")),
    occurredUntil: aggregatedUntil(r, operation, read.time.occurredAt),
    action: operation,
    verb,
    resources,
    outcome: outcomeOf(r, operation, verb),
    session: firstText(
      r,
      "AppAccessContext.AADSessionId",
      "AppAccessContext.UniqueTokenId",
      "SessionId",
      "CopilotEventData.ThreadId",
    ),
    trace: firstText(r, "AppAccessContext.CorrelationId", "InterSystemsId"),
    records: operation === "MailItemsAccessed" ? mailCount(r) : null,
    eventId,
    identity: eventId,
  };
  return makeEvent(read.time, fields);
}

function aggregatedUntil(r: JsonObject, operation: string, from: string): NormalisedEvent["occurredUntil"] {
  if (operation !== "MailItemsAccessed" || property(r, "OperationProperties", "MailAccessType") !== "Bind") return null;
  return from < "9999" ? microsToInstant(instantToMicros(from) + BIND_AGGREGATION_MICROS) : null;
}

function mailCount(r: JsonObject): number | null {
  const stated = count(own(r, "OperationCount"));
  if (stated !== null) return stated;
  const items = list(parsedJson(own(r, "Folders"))).flatMap((folder) => list(own(folder, "FolderItems")));
  return items.length > 0 ? items.length : null;
}

const OUTCOMES: readonly (readonly [pattern: RegExp, outcome: Outcome])[] = [
  [/^(success|succeeded|successful|true|partiallysucceeded)$/i, "success"],
  [/denied|unauthori[sz]ed|forbidden/i, "denied"],
  [/^(fail|failed|failure|false|error)/i, "failure"],
];

/** A failed sign-in can carry `ResultStatus: Success` (the record was written); its name and its error say more. */
function outcomeOf(r: JsonObject, operation: string, verb: Verb): Outcome {
  if (/Failed$/.test(operation) || (verb === "login" && text(own(r, "LogonError")) !== null)) return "failure";
  const status = text(own(r, "ResultStatus"));
  if (status === null) return "unknown";
  return OUTCOMES.find(([pattern]) => pattern.test(status))?.[1] ?? "unknown";
}
