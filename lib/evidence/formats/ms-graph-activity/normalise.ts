import { type AzureRecord, agentType, field, fieldText } from "@/lib/evidence/formats/azure-record";
import { makeEvent, readTime } from "@/lib/evidence/formats/event";
import { count } from "@/lib/evidence/formats/fields";
import type { Normalised, NormaliseOptions } from "@/lib/evidence/formats/format";
import { outcomeOfStatus } from "@/lib/evidence/formats/outcomes";
import { readSourceIp } from "@/lib/evidence/formats/source-ip";
import type { ActorKind, Verb } from "@/lib/evidence/model";

const TIMES = ["timeGenerated", "time"] as const;

/** What a path ends in says more than the method, where rights are kept in collections of their own. */
const RIGHTS =
  /\/(appRoleAssignments|appRoleAssignedTo|oauth2PermissionGrants|members|owners|roleAssignments|roleAssignmentScheduleRequests|roleEligibilityScheduleRequests|federatedIdentityCredentials|addPassword|addKey|permissions)(\/|$)/i;
const TAKES = /\/(removePassword|removeKey|revokeSignInSessions)$/i;
const SHARES = /\/(createLink|invite|invitations)$/i;
/** Questions that are asked with POST. */
const ASKS = /\/(search\/query|getMemberGroups|getMemberObjects|checkMemberGroups|getByIds|getSchedule|delta)(\(\))?$/i;

/** A call of Microsoft Graph: by whom or what, on which path, with which answer. */
export function normaliseGraphActivity(record: AzureRecord, options: NormaliseOptions): Normalised {
  const method = fieldText(record, "requestmethod");
  const uri = fieldText(record, "requesturi");
  if (method === null || uri === null)
    return { kind: "reject", reason: "no requestMethod and requestUri: not a Graph call" };
  const read = readTime(
    TIMES.map((name) => [name, field(record, name.toLowerCase())] as const),
    options,
    { contractZone: "UTC" },
  );
  if (!read.ok) return read.reject;
  const user = fieldText(record, "userid");
  const service = fieldText(record, "serviceprincipalid");
  const address = uri.split(/[?#]/, 1)[0] ?? uri;
  const path = address.replace(/^https?:\/\/[^/]+/, "").replaceAll("//", "/");
  const id = fieldText(record, "requestid", "operationid");
  return makeEvent(read.time, {
    ...readSourceIp(fieldText(record, "ipaddress", "calleripaddress")),
    actor: user ?? service ?? fieldText(record, "appid"),
    actorLabel: fieldText(record, "appid"),
    actorKind: kindOf(record, user, service),
    action: `${method} ${withoutIds(path)}`,
    verb: verbOf(method.toUpperCase(), path),
    resources: [{ id: address, type: "graph", name: null }],
    outcome: outcomeOfStatus(fieldText(record, "responsestatuscode", "resultsignature")),
    session: fieldText(record, "sessionid", "csid", "signinactivityid"),
    trace: fieldText(record, "clientrequestid", "correlationid"),
    bytes: count(field(record, "responsesizebytes")),
    eventId: id,
    identity: id,
  });
}

/** The type of the token's subject where it is stated; ids alone name nobody. */
function kindOf(record: AzureRecord, user: string | null, service: string | null): ActorKind {
  if (agentType(record) !== null) return "agent";
  const type = fieldText(record, "cidtyp", "idtyp");
  if (type === "app" || (user === null && service !== null)) return "service";
  return type === "user" || user !== null ? "human" : "unknown";
}

/** One word for all calls of a kind: ids out, names of collections and functions stay. */
function withoutIds(path: string): string {
  return path
    .split("/")
    .map((part) => (/^[0-9a-f-]{32,36}$|[@=]|^.{40,}$|^b!/i.test(decode(part)) ? "{id}" : part))
    .join("/")
    .replaceAll(/\('[^']*'\)/g, "('{id}')");
}

function decode(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}

function verbOf(method: string, path: string): Verb {
  if (TAKES.test(path)) return "revoke";
  if (method === "GET") return /\/\$count$/.test(path) ? "list" : "read";
  if (method === "HEAD" || method === "OPTIONS") return "list";
  if (/\/\$batch$/.test(path)) return "other";
  if (method === "POST" && ASKS.test(path)) return "read";
  if (SHARES.test(path)) return "share";
  if (RIGHTS.test(path)) return method === "DELETE" ? "revoke" : "grant";
  if (method === "DELETE") return "delete";
  return /^(POST|PUT|PATCH)$/.test(method) ? "write" : "other";
}
