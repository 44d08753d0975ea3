import { makeEvent, readTime } from "@/lib/evidence/formats/event";
import {
  at,
  count,
  firstText,
  isObject,
  type JsonObject,
  list,
  own,
  parsedJson,
  text,
} from "@/lib/evidence/formats/fields";
import type { Format, Normalised, NormaliseOptions } from "@/lib/evidence/formats/format";
import { readSourceIp } from "@/lib/evidence/formats/source-ip";
import type { Outcome } from "@/lib/evidence/model";
import { gcpActor } from "./actor";
import { gcpResources } from "./resources";
import { openEntry } from "./spelling";
import { gcpVerb } from "./verbs";

/** google.rpc.Code: PERMISSION_DENIED and UNAUTHENTICATED. */
const DENIED = new Set(["7", "16"]);

/** Google Cloud audit logs: Logging API and gcloud, Cloud Storage and Pub/Sub sinks, BigQuery, Log Analytics. */
export const gcpAudit: Format = {
  id: "gcp-audit",
  title: "Google Cloud audit log",
  system: "gcp-audit",
  basis: "samples",
  shapes: "several",
  blindSpots: [
    "Reads of data (Data Access logs) are off by default, but for BigQuery; without them nothing here shows who read data.",
    "The address of the caller is left out or generalised where Google's own network or service made the call.",
    "Identities of outside callers are left out of refused reads, for their privacy.",
    "A long-running operation writes an entry at its start and one at its end; both are events.",
  ],
  recognise(record) {
    const entry = openEntry(record);
    const payload = own(entry, "protoPayload");
    if (!isObject(payload)) return 0;
    const type = firstText(payload, "@type", "at_sign_type", "at_type");
    if (type !== null) return type.endsWith("google.cloud.audit.AuditLog") ? 1 : 0;
    if (text(own(entry, "logName"))?.includes("cloudaudit.googleapis.com")) return 1;
    const named = text(own(payload, "methodName")) !== null;
    return named && (own(payload, "serviceName") !== undefined || own(payload, "authenticationInfo") !== undefined)
      ? 0.9
      : 0;
  },
  normalise(record, options) {
    const entry = openEntry(record);
    if (entry === null) return [{ kind: "reject", reason: "not a JSON object" }];
    return [normaliseEntry(entry, options)];
  },
};

function normaliseEntry(entry: JsonObject, options: NormaliseOptions): Normalised {
  const payload = own(entry, "protoPayload");
  if (!isObject(payload)) {
    return own(entry, "logName") !== undefined && own(entry, "textPayload") !== undefined
      ? { kind: "skip", reason: "an entry of another log: it has no audit payload" }
      : { kind: "reject", reason: "no protoPayload: not an audit log entry" };
  }
  const method = text(own(payload, "methodName"));
  if (method === null) return { kind: "reject", reason: "no methodName: not an audit log entry" };
  const read = readTime(
    [
      ["timestamp", own(entry, "timestamp")],
      ["receiveTimestamp", own(entry, "receiveTimestamp")],
    ],
    options,
    { contractZone: "UTC" },
  );
  if (!read.ok) return read.reject;
  const service = text(own(payload, "serviceName"));
  const logName = text(own(entry, "logName"));
  const insertId = text(own(entry, "insertId"));
  const ip = readSourceIp(at(payload, "requestMetadata.callerIp") ?? at(payload, "requestMetadata.callerIP"));
  return makeEvent(read.time, {
    ...gcpActor(payload),
    sourceIp: ip.sourceIp,
    sourceIpRaw: ip.sourceIpRaw,
    action: service === null ? method : `${service}:${method}`,
    verb: gcpVerb(payload, method, logName?.endsWith("data_access") ?? false),
    resources: gcpResources(entry, payload),
    outcome: outcomeOf(entry, payload),
    trace: firstText(entry, "trace", "operation.id"),
    records:
      count(at(payload, "metadata.jobChange.job.jobStats.queryStats.outputRowCount")) ??
      count(own(payload, "numResponseItems")),
    eventId: insertId,
    // An insertId is unique only beside the time and the log's name.
    identity: insertId === null ? null : [insertId, read.time.occurredAt, logName].join("|"),
  });
}

/** Google's contract: an entry without a status, or with code 0, says that the call succeeded. */
function outcomeOf(entry: JsonObject, payload: JsonObject): Outcome {
  const status = parsedJson(own(payload, "status"));
  const code = text(own(status, "code"));
  if (code !== null && code !== "0") return DENIED.has(code) ? "denied" : "failure";
  if (list(own(payload, "authorizationInfo")).some((info) => text(own(info, "granted")) === "false")) return "denied";
  if (/(^|\.)\w*login(Failure|Challenge)$/i.test(text(own(payload, "methodName")) ?? "")) return "failure";
  if (isObject(status)) return "success";
  return own(entry, "severity") === "ERROR" ? "unknown" : "success";
}
