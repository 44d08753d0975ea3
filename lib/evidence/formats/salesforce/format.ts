import { declareFormat, type VerbRules, verbBy } from "@/lib/evidence/formats/declare";
import { count, distinctResources, firstText, type JsonObject, own, text } from "@/lib/evidence/formats/fields";
import { outcomeOfError, outcomeOfStatus } from "@/lib/evidence/formats/outcomes";
import { readSourceIp } from "@/lib/evidence/formats/source-ip";
import type { ActorKind, Outcome, Resource, Verb } from "@/lib/evidence/model";

/** By the type of an event. */
const VERBS: VerbRules = [
  [/^Login|^OAuthTokenRefresh|^IdentityProvider|^IdentityVerification/, "login"],
  [
    /^Logout|Anomaly|Threat|CredentialStuffing|SessionHijacking|^ConnectedAppUsage|^ApiTotalUsage|^ApiConnectedApp/,
    "other",
  ],
  [/^OAuthTokenRevoked/, "revoke"],
  [/^PermissionSet|^PermissionUpdate/, "grant"],
  [/Export|Download|^ContentTransfer/, "export"],
  [/^ContentDistribution|^ContentDocumentLink|^Sharing|^ExternalShar/, "share"],
  [/^Apex|^FlowExecution|^Flow|^AsyncReport|^QueuedExecution/, "execute"],
  [/^ListView|^Search/, "list"],
  [/^(Report|Dashboard|URI|Uri|LightningPageView|VisualforceRequest|Knowledge|Document|Wave|AuraRequest)/, "read"],
];
/** By the operation of a call through an API. */
const OPERATIONS: VerbRules = [
  [/^(hard)?delete/i, "delete"],
  [/^(insert|update|upsert|create|merge|undelete|post|put|patch)/i, "write"],
  [/^(query|retrieve|get|search|read)/i, "read"],
];
/** By the action of an administrator in the setup. */
const SETUP: VerbRules = [
  [
    /^(PermSetAssign|PermSetGroupAssign|grant|add|created(user|customuser)|activateduser|insertConnected|roleassign)|Assign$/i,
    "grant",
  ],
  [/^(PermSetUnassign|revoke|remove|deactivateduser|freezeuser)|Unassign$/i, "revoke"],
  [/export/i, "export"],
  [/^delete/i, "delete"],
  [/sharing/i, "share"],
  [/^login|loginas/i, "login"],
];

/** Salesforce: event log files, events of the platform as objects, login history and the setup audit trail. */
export const salesforce = declareFormat({
  id: "salesforce",
  title: "Salesforce events",
  system: "salesforce",
  basis: "samples",
  blindSpots: [
    "Event log files come with Shield or as an add-on; without it there are sign-ins and the setup's changes only.",
    "Files are written once a day or once an hour, and can be late.",
    "Which records a query returned is not in the files; how many is.",
    "An integration's user looks like a person's: the type Standard says nothing.",
    "Platform events, login history and the setup audit trail were read from documentation.",
  ],
  recognise(r) {
    const has = (...keys: string[]) => keys.every((key) => Object.hasOwn(r, key));
    if (has("EVENT_TYPE", "ORGANIZATION_ID") && (has("TIMESTAMP") || has("TIMESTAMP_DERIVED"))) return 1;
    if (/(Event|EventStore|LoginHistory|SetupAuditTrail)$/.test(firstText(r, "attributes.type") ?? "")) return 1;
    if (has("EventIdentifier", "EventDate")) return 1;
    return has("Action", "Section", "CreatedDate", "CreatedById") ? 0.9 : 0;
  },
  action: actionOf,
  withoutAction: "no type: not an event",
  times: ["TIMESTAMP_DERIVED", "TIMESTAMP", "EventDate", "LoginTime", "CreatedDate"],
  timeRules: { contractZone: "UTC" },
  fields(r, action) {
    const eventId = firstText(r, "EventIdentifier", "Id");
    return {
      ...readSourceIp(firstText(r, "SOURCE_IP", "CLIENT_IP", "SourceIp")),
      ...actorOf(r),
      verb: verbOf(r, action),
      resources: resourcesOf(r),
      outcome: outcomeOf(r, action),
      session: firstText(r, "SESSION_KEY", "SessionKey", "LOGIN_KEY", "LoginKey"),
      trace: firstText(r, "REQUEST_ID", "RequestIdentifier"),
      records: count(
        own(r, "ROWS_PROCESSED") ?? own(r, "RECORDS_PROCESSED") ?? own(r, "RowsProcessed") ?? own(r, "RowsReturned"),
      ),
      eventId: eventId ?? firstText(r, "REQUEST_ID"),
      // A request leaves several rows: only an event's own id tells deliveries apart.
      identity: eventId,
    };
  },
});

function isSetup(r: JsonObject): boolean {
  return own(r, "Section") !== undefined && own(r, "Action") !== undefined;
}

function actionOf(r: JsonObject): string | null {
  if (isSetup(r)) return text(own(r, "Action"));
  const type = firstText(r, "EVENT_TYPE", "attributes.type") ?? (own(r, "LoginType") === undefined ? null : "Login");
  const operation = firstText(r, "OPERATION_TYPE", "Operation");
  return type !== null && operation !== null ? `${type} ${operation}` : (type ?? operation);
}

function verbOf(r: JsonObject, action: string): Verb {
  if (isSetup(r)) return verbBy(SETUP, action, "admin");
  const operation = firstText(r, "OPERATION_TYPE", "Operation", "METHOD", "HTTP_METHOD", "METHOD_NAME");
  const stated =
    operation === null || /^(Login|Logout|Apex)/.test(action) ? "other" : verbBy(OPERATIONS, operation, "other");
  // What a bulk query found is taken away as a file.
  if (/^BulkApiResult/.test(action) && stated === "read") return "export";
  return stated === "other" ? verbBy(VERBS, action, "other") : stated;
}

function actorOf(r: JsonObject) {
  const name = firstText(r, "USER_NAME", "USERNAME", "Username", "CreatedBy.Username", "User.Username");
  const id = firstText(r, "USER_ID_DERIVED", "USER_ID", "UserId", "CreatedById");
  const type = firstText(r, "USER_TYPE", "UserType") ?? "";
  return {
    actor: name ?? id,
    actorLabel: name === null ? null : id,
    actorKind: (/AutomatedProcess|CloudIntegration|Integration/i.test(type) ? "service" : "unknown") as ActorKind,
    onBehalfOf: firstText(
      r,
      "DELEGATED_USER_NAME",
      "DelegatedUsername",
      "DelegateUser",
      "DELEGATED_USER_ID_DERIVED",
      "DELEGATED_USER_ID",
    ),
  };
}

const NAMED: readonly (readonly [key: string, type: string])[] = [
  ["ENTITY_NAME", "object"],
  ["ENTITY_TYPE", "object"],
  ["QueriedEntities", "object"],
  ["REPORT_ID_DERIVED", "report"],
  ["REPORT_ID", "report"],
  ["ReportId", "report"],
  ["DASHBOARD_ID_DERIVED", "dashboard"],
  ["DOCUMENT_ID_DERIVED", "document"],
  ["DOCUMENT_ID", "document"],
  ["FILE_ID", "file"],
  ["JOB_ID", "job"],
  ["URL", "url"],
  ["URI", "page"],
  ["LoginUrl", "page"],
];

function resourcesOf(r: JsonObject): Resource[] {
  const named = NAMED.flatMap(([key, type]) => {
    const id = firstText(r, key);
    return id === null ? [] : [{ id: id.split("?")[0]?.slice(0, 4000) ?? "", type, name: null }];
  });
  const app = firstText(r, "CONNECTED_APP_ID", "ConnectedAppId");
  const section = isSetup(r) ? firstText(r, "Section") : null;
  return distinctResources([
    ...named,
    { id: app ?? "", type: "connected app", name: firstText(r, "CONNECTED_APP_NAME") },
    { id: section ?? "", type: "setup section", name: null },
  ]);
}

function outcomeOf(r: JsonObject, action: string): Outcome {
  if (isSetup(r)) return "success";
  if (/^Block/i.test(firstText(r, "PolicyOutcome") ?? "")) return "denied";
  const login = firstText(r, "LOGIN_STATUS");
  if (login !== null) return login === "LOGIN_NO_ERROR" ? "success" : "failure";
  const status = firstText(r, "REQUEST_STATUS", "STATUS", "Status");
  if (status !== null) return outcomeOfWord(status);
  const flag = firstText(r, "SUCCESS");
  if (flag !== null) return /^(1|true)$/i.test(flag) ? "success" : "failure";
  const code = outcomeOfStatus(firstText(r, "STATUS_CODE"));
  if (code !== "unknown") return code;
  return /Failed$/.test(action) ? "failure" : "unknown";
}

/** A request's status is a letter: S succeeded, F failed, U was not authorised, A needs something else first. */
function outcomeOfWord(status: string): Outcome {
  if (/^(S|Success(ful)?)$/i.test(status)) return "success";
  if (/^U$|unauthori[sz]ed|denied|blocked/i.test(status)) return "denied";
  return /^F$|fail|invalid|error|locked/i.test(status) ? outcomeOfError(status) : outcomeOfStatus(status);
}
