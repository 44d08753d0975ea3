import { declareFormat, type VerbRules, verbBy } from "@/lib/evidence/formats/declare";
import {
  count,
  distinctResources,
  firstText,
  isObject,
  type JsonObject,
  list,
  own,
  parsedJson,
  text,
} from "@/lib/evidence/formats/fields";
import type { NormaliseOptions } from "@/lib/evidence/formats/format";
import { outcomeOfError } from "@/lib/evidence/formats/outcomes";
import { readSourceIp } from "@/lib/evidence/formats/source-ip";
import type { ActorKind, Outcome, Resource } from "@/lib/evidence/model";
import { parseLogTime } from "@/lib/time/parse-log-time";

/** By the type of a query. */
const VERBS: VerbRules = [
  [/^LOGIN$|^SESSION$/, "login"],
  [/^LOGOUT$/, "other"],
  [/^(GET_FILES|UNLOAD|DOWNLOAD)/, "export"],
  [/SHARE|LISTING/, "share"],
  [/^GRANT/, "grant"],
  [/^REVOKE/, "revoke"],
  [/^(SELECT|SCAN|READ|FETCH)/, "read"],
  [/^(SHOW|DESCRIBE|DESC|LIST|EXPLAIN|LS)/, "list"],
  [/^(DELETE|DROP|TRUNCATE|REMOVE|PURGE)/, "delete"],
  [/^(INSERT|UPDATE|MERGE|COPY|PUT|WRITE|CREATE_TABLE_AS_SELECT|MULTI_?TABLE_INSERT|UNDROP|RENAME)/, "write"],
  [/^(CALL|EXECUTE|EXTERNAL_FUNCTION)/, "execute"],
  [/^(BEGIN|COMMIT|ROLLBACK|USE|SET|UNSET)/, "other"],
];
const TIMES = ["EVENT_TIMESTAMP", "START_TIME", "QUERY_START_TIME", "CREATED_ON"] as const;
const OBJECTS = ["DIRECT_OBJECTS_ACCESSED", "BASE_OBJECTS_ACCESSED", "OBJECTS_MODIFIED"] as const;

type View = "access" | "login" | "query" | "grant" | "session";

/** Views of Snowflake's ACCOUNT_USAGE: query, access and login history, sessions and grants, as JSON or CSV. */
export const snowflake = declareFormat({
  id: "snowflake",
  title: "Snowflake account usage",
  system: "snowflake",
  basis: "samples",
  blindSpots: [
    "The views run behind by up to three hours and are kept for a year.",
    "Which tables a query touched is only in the access history (Enterprise edition); queries alone name the schema.",
    "The text of a query stays in the record; what it returned is not in any view.",
    "A query by an agent with somebody's session is named as that person.",
    "Access history, sessions and grants were read from documentation.",
  ],
  open: upperCased,
  recognise: (r) => (viewOf(r) === null ? 0 : 1),
  needs: (records, _hints, options) =>
    records.some((r) => isObject(r) && needsZone(upperCased(r), options)) ? ["zone"] : [],
  action: actionOf,
  withoutAction: "neither a query, nor an access, nor a sign-in",
  times: TIMES,
  fields(r, action) {
    const view = viewOf(r);
    const query = firstText(r, "QUERY_ID");
    const eventId = query ?? firstText(r, "EVENT_ID", "SESSION_ID");
    return {
      ...readSourceIp(own(r, "CLIENT_IP")),
      actor: firstText(r, "USER_NAME", "GRANTED_BY"),
      actorLabel: firstText(r, "ROLE_NAME"),
      actorKind: kindOf(r),
      verb: view === "access" ? accessVerb(r) : view === "grant" ? "grant" : verbBy(VERBS, action, "admin"),
      resources: resourcesOf(r),
      outcome: outcomeOf(r),
      session: firstText(r, "SESSION_ID"),
      trace: query,
      records: count(own(r, "ROWS_PRODUCED")),
      bytes: count(own(r, "BYTES_WRITTEN_TO_RESULT")),
      eventId,
      identity: eventId && [view, eventId, ...TIMES.map((key) => firstText(r, key) ?? "")].join("|"),
    };
  },
});

function upperCased(r: JsonObject): JsonObject {
  const lower = own(r, "user_name") ?? own(r, "query_id") ?? own(r, "grantee_name");
  return lower === undefined
    ? r
    : Object.fromEntries(Object.entries(r).map(([key, value]) => [key.toUpperCase(), value]));
}

function viewOf(r: JsonObject): View | null {
  const has = (...keys: string[]) => keys.every((key) => Object.hasOwn(r, key));
  if (has("DIRECT_OBJECTS_ACCESSED")) return "access";
  if (has("EVENT_TYPE", "IS_SUCCESS", "USER_NAME")) return "login";
  if (has("QUERY_TEXT", "USER_NAME") || has("QUERY_ID", "QUERY_TYPE")) return "query";
  if (has("GRANTEE_NAME", "GRANTED_BY", "CREATED_ON")) return "grant";
  return has("SESSION_ID", "AUTHENTICATION_METHOD", "USER_NAME", "CREATED_ON") ? "session" : null;
}

function needsZone(r: JsonObject, options: NormaliseOptions): boolean {
  const value = TIMES.map((key) => own(r, key)).find((one) => one !== undefined && one !== null && one !== "");
  const time = parseLogTime(value, options);
  return !time.ok && time.why === "zone";
}

function actionOf(r: JsonObject): string | null {
  const view = viewOf(r);
  if (view === "login") return text(own(r, "EVENT_TYPE"));
  if (view === "grant") return "GRANT";
  if (view === "session") return "SESSION";
  const stated = firstText(r, "QUERY_TYPE");
  if (stated !== null || view === null) return stated;
  const word = /^\s*([A-Za-z]+)/.exec(firstText(r, "QUERY_TEXT") ?? "")?.[1]?.toUpperCase();
  return word ?? (view === "access" ? "ACCESS" : null);
}

function objectsOf(r: JsonObject, key: string): readonly unknown[] {
  return list(parsedJson(own(r, key)));
}

function accessVerb(r: JsonObject) {
  return objectsOf(r, "OBJECTS_MODIFIED").length > 0 ? "write" : ("read" as const);
}

/** What was touched by name; a query without that names its schema; a grant who got which role. */
function resourcesOf(r: JsonObject): Resource[] {
  const touched = OBJECTS.flatMap((key) => objectsOf(r, key)).map((one) => ({
    id: firstText(one, "objectName") ?? "",
    type: firstText(one, "objectDomain"),
    name: null,
  }));
  if (viewOf(r) === "grant") {
    touched.push({ id: firstText(r, "ROLE", "NAME") ?? "", type: firstText(r, "GRANTED_ON") ?? "role", name: null });
    touched.push({ id: firstText(r, "GRANTEE_NAME") ?? "", type: firstText(r, "GRANTED_TO") ?? "user", name: null });
  }
  const place = ["DATABASE_NAME", "SCHEMA_NAME"].map((key) => firstText(r, key)).filter((part) => part !== null);
  const schema = { id: place.join("."), type: place.length > 1 ? "schema" : "database", name: null };
  return distinctResources(touched.length > 0 ? touched : [schema]);
}

function kindOf(r: JsonObject): ActorKind {
  const type = firstText(r, "USER_TYPE")?.toUpperCase() ?? "";
  if (/SERVICE/.test(type) || firstText(r, "USER_NAME") === "SYSTEM") return "service";
  return type === "PERSON" ? "human" : "unknown";
}

function outcomeOf(r: JsonObject): Outcome {
  const stated = firstText(r, "EXECUTION_STATUS", "IS_SUCCESS")?.toUpperCase() ?? "";
  if (/^(SUCCESS|YES|TRUE)$/.test(stated)) return "success";
  if (/^(FAIL|FAILED_WITH_ERROR|INCIDENT|FAILED_WITH_INCIDENT|NO|FALSE)$/.test(stated)) {
    return viewOf(r) === "login"
      ? "failure"
      : outcomeOfError((firstText(r, "ERROR_MESSAGE") ?? "").replace(/insufficient privileges/i, "denied"));
  }
  return viewOf(r) === "grant" ? "success" : "unknown";
}
