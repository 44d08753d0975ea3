import { declareFormat, type VerbRules, verbBy } from "@/lib/evidence/formats/declare";
import {
  at,
  distinctResources,
  firstText,
  type JsonObject,
  lowerCaseNames,
  own,
  parsedJson,
  recase,
  text,
} from "@/lib/evidence/formats/fields";
import { outcomeOfError, outcomeOfStatus } from "@/lib/evidence/formats/outcomes";
import { readSourceIp } from "@/lib/evidence/formats/source-ip";
import type { ActorKind, Outcome, Resource } from "@/lib/evidence/model";

const VERBS: VerbRules = [
  [/login$|^oidcTokenAuthorization|authenticat/i, "login"],
  [/^logout$|AccessDenied$/i, "other"],
  [/export|download|getFileContent/i, "export"],
  [
    /^(add.*(Group|Role|Principal)|set(Account)?Admin|generate(Db)?Token|createToken|createCredential|changeOwner|.*grant|generateTemporary|update.*(Permissions?|Acl)|change.*Acl|mfaAddKey|addMember|createServicePrincipalSecret)/i,
    "grant",
  ],
  [/^(remove.*(FromGroup|Admin|Member)|revoke|delete(Token|ServicePrincipalSecret|Credential))/i, "revoke"],
  [/share/i, "read"],
  [/^(delete|drop|trash|purge|permanentDelete|remove|uninstall)/i, "delete"],
  [/^(run|submit|execute|command|attach|restart|start|resume|query)/i, "execute"],
  [/^(list|search)/i, "list"],
  [/^(get|read|view|open|fetch)/i, "read"],
  [
    /^(create|import|upload|write|put|clone|modify|move|rename|undelete).*(Notebook|File|Table|Volume|Schema|Catalog|Function|Query|Dashboard|Folder|Repo|Node)/i,
    "write",
  ],
];
const SHARES: VerbRules = [[/^(create|update|delete)/i, "share"]];

/** Names of the delivered files; the system table writes them with underscores. */
const NAMES = lowerCaseNames(
  "serviceName actionName userIdentity subjectName sourceIPAddress userAgent sessionId requestId requestParams statusCode errorMessage auditLevel workspaceId accountId identityMetadata runBy runAs eventId eventTime".split(
    " ",
  ),
);

/** Databricks audit logs: delivered JSON files, and rows of the system table. */
export const databricks = declareFormat({
  id: "databricks",
  title: "Databricks audit log",
  system: "databricks",
  basis: "samples",
  shapes: "several",
  blindSpots: [
    "Text of queries and commands is there only with verbose audit logs, which are off by default.",
    "Reading a table through a cluster shows as access to its metadata and temporary credentials, not as rows read.",
    "A job runs as somebody: whether a person or an agent started it is not stated.",
    "Files arrive up to an hour late.",
  ],
  open,
  recognise(r) {
    if (text(own(r, "serviceName")) === null || text(own(r, "actionName")) === null) return 0;
    const keys = ["userIdentity", "requestParams", "response", "auditLevel", "sourceIPAddress", "workspaceId"];
    return keys.some((key) => Object.hasOwn(r, key)) ? 1 : 0;
  },
  action(r) {
    const action = text(own(r, "actionName"));
    return action === null ? null : `${text(own(r, "serviceName"))}:${action}`;
  },
  withoutAction: "no actionName: not an audit record",
  times: ["timestamp", "eventTime"],
  timeRules: { contractZone: "UTC" },
  fields(r) {
    const name = text(own(r, "actionName")) ?? "";
    const eventId = firstText(r, "eventId");
    return {
      ...readSourceIp(own(r, "sourceIPAddress")),
      ...actorOf(r),
      verb:
        text(own(r, "serviceName")) === "deltaSharingControl"
          ? verbBy(SHARES, name, "admin")
          : verbBy(VERBS, name, "admin"),
      resources: resourcesOf(r),
      outcome: outcomeOf(r, name),
      session: text(own(r, "sessionId")),
      trace: text(own(r, "requestId")),
      eventId,
      identity: eventId,
    };
  },
});

function open(record: JsonObject): JsonObject {
  const snake = own(record, "service_name") !== undefined;
  const flat = snake ? (recase(withoutUnderscores(record, 0), NAMES) as JsonObject) : record;
  const parts = ["userIdentity", "requestParams", "response", "identityMetadata"] as const;
  const opened = parts.flatMap((key) =>
    typeof own(flat, key) === "string" ? [[key, parsedJson(own(flat, key))]] : [],
  );
  return opened.length === 0 ? flat : { ...flat, ...Object.fromEntries(opened) };
}

/** Keys of the table itself; what a request was given keeps its own names. */
function withoutUnderscores(record: JsonObject, depth: number): JsonObject {
  return Object.fromEntries(
    Object.entries(record).map(([key, value]) => {
      const inner =
        typeof value === "object" && value !== null && !Array.isArray(value) && key !== "request_params" && depth < 2;
      return [key.replaceAll("_", ""), inner ? withoutUnderscores(value as JsonObject, depth + 1) : value];
    }),
  );
}

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;

/** A service principal is named by its application id, the platform itself as System-User. */
function actorOf(r: JsonObject): { actor: string | null; actorLabel: string | null; actorKind: ActorKind } {
  const found = firstText(r, "userIdentity.email", "userIdentity.subjectName", "identityMetadata.runBy");
  const actor = found?.toLowerCase() === "unknown" ? null : found;
  const service = actor !== null && (UUID.test(actor) || /^System-User$/i.test(actor));
  return { actor, actorLabel: firstText(r, "userIdentity.subjectName"), actorKind: service ? "service" : "unknown" };
}

/** Parameters that name what was asked for. */
const PARAMETERS: readonly (readonly [key: string, type: string])[] = [
  ["full_name_arg", "table"],
  ["table_full_name", "table"],
  ["tables", "table"],
  ["name_arg", "object"],
  ["catalog_name", "catalog"],
  ["schema_name", "schema"],
  ["securable_full_name", "object"],
  ["share", "share"],
  ["name", "object"],
  ["path", "path"],
  ["url", "url"],
  ["notebookFullPath", "notebook"],
  ["notebookId", "notebook"],
  ["mountPoint", "mount"],
  ["source", "location"],
  ["clusterId", "cluster"],
  ["cluster_id", "cluster"],
  ["jobId", "job"],
  ["job_id", "job"],
  ["script_id", "script"],
  ["tokenId", "token"],
  ["targetUserName", "user"],
  ["principal", "principal"],
  ["targetGroupName", "group"],
  ["workspaceConfKeys", "setting"],
  ["setting", "setting"],
];

function resourcesOf(r: JsonObject): Resource[] {
  const params = own(r, "requestParams");
  const scope = firstText(params, "scope");
  const key = firstText(params, "key");
  const secret =
    scope === null
      ? []
      : [{ id: key === null ? scope : `${scope}/${key}`, type: key === null ? "secret scope" : "secret", name: null }];
  const named = PARAMETERS.flatMap(([name, type]) => {
    const id = text(at(params, name));
    return id === null ? [] : [{ id: id.slice(0, 4000), type, name: null }];
  });
  return distinctResources([...secret, ...named]);
}

function outcomeOf(r: JsonObject, action: string): Outcome {
  const status = outcomeOfStatus(at(r, "response.statusCode"));
  if (status !== "unknown") return status;
  const error = firstText(r, "response.errorMessage");
  if (error !== null) return outcomeOfError(error);
  return /AccessDenied$/i.test(action) ? "denied" : "unknown";
}
