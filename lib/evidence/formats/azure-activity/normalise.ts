import { type AzureRecord, field, fieldText, topText } from "@/lib/evidence/formats/azure-record";
import { makeEvent, readTime } from "@/lib/evidence/formats/event";
import { distinctResources, firstText, isObject, own, parsedJson, text } from "@/lib/evidence/formats/fields";
import type { Normalised, NormaliseOptions } from "@/lib/evidence/formats/format";
import { readSourceIp } from "@/lib/evidence/formats/source-ip";
import type { ActorKind, NormalisedEvent, Outcome, Resource } from "@/lib/evidence/model";
import { azureOperationVerb } from "./verbs";

const TIMES = ["eventTimestamp", "time", "TimeGenerated", "submissionTimestamp"] as const;
const CLAIM = "http://schemas.xmlsoap.org/ws/2005/05/identity/claims/";
const OBJECT_ID = "http://schemas.microsoft.com/identity/claims/objectidentifier";

/** An operation on the control plane of a subscription. */
export function normaliseActivity(record: AzureRecord, options: NormaliseOptions): Normalised {
  const operation = fieldText(record, "operationnamevalue") ?? topText(record, "operationname");
  if (operation === null) return { kind: "reject", reason: "no operationName: not an activity record" };
  const read = readTime(
    TIMES.map((name) => [name, record.top[name.toLowerCase()]] as const),
    options,
    { contractZone: "UTC" },
  );
  if (!read.ok) return read.reject;
  const eventId = topText(record, "eventdataid") ?? fieldText(record, "eventdataid");
  const trace = fieldText(record, "correlationid");
  const resources = resourcesOf(record);
  const status = statusOf(record);
  return makeEvent(read.time, {
    ...addressOf(record),
    ...actorOf(record),
    action: operation,
    verb: azureOperationVerb(operation),
    resources,
    outcome: outcomeOf(record, status),
    trace,
    eventId,
    // The steps of one operation share its correlation id.
    identity: eventId ?? [read.time.occurredAt, operation, resources[0]?.id, trace, status].join("|"),
  });
}

function claimsOf(record: AzureRecord): unknown {
  const identity = parsedJson(record.top.identity);
  return parsedJson(own(identity, "claims")) ?? field(record, "claims");
}

function authorizationOf(record: AzureRecord): unknown {
  return own(parsedJson(record.top.identity), "authorization") ?? field(record, "authorization");
}

function actorOf(record: AzureRecord): Pick<NormalisedEvent, "actor" | "actorLabel" | "actorKind" | "session"> {
  const claims = claimsOf(record);
  const claim = (...names: string[]) =>
    names.map((name) => text(own(claims, name))).find((found) => found !== null) ?? null;
  const upn = claim(`${CLAIM}upn`, "upn", `${CLAIM}name`, `${CLAIM}emailaddress`);
  const caller = topText(record, "caller");
  const evidence = own(authorizationOf(record), "evidence");
  const principal = firstText(evidence, "principalId");
  const app = claim("appid", "azp");
  const identity = record.top.identity;
  return {
    actor:
      upn ??
      caller ??
      fieldText(record, "userprincipalname") ??
      claim("name") ??
      text(isObject(parsedJson(identity)) ? null : identity) ??
      app ??
      principal,
    actorLabel: claim(OBJECT_ID, "oid") ?? principal ?? app,
    actorKind: kindOf(claim("idtyp"), firstText(evidence, "principalType"), upn, claim("xms_mirid")),
    session: claim("uti", "sid"),
  };
}

function kindOf(
  idtyp: string | null,
  principalType: string | null,
  upn: string | null,
  managed: string | null,
): ActorKind {
  if (idtyp === "app" || managed !== null || /^(ServicePrincipal|ManagedIdentity|MSI)$/i.test(principalType ?? ""))
    return "service";
  // A user principal name is a claim that only users have.
  if (idtyp === "user" || /^User$/i.test(principalType ?? "") || upn?.includes("@")) return "human";
  return "unknown";
}

function addressOf(record: AzureRecord): Pick<NormalisedEvent, "sourceIp" | "sourceIpRaw"> {
  const request = field(record, "httprequest");
  return readSourceIp(
    topText(record, "calleripaddress") ??
      firstText(request, "clientIpAddress", "client_ip_address") ??
      text(own(claimsOf(record), "ipaddr")),
  );
}

function resourcesOf(record: AzureRecord): Resource[] {
  const id = topText(record, "resourceid", "resourceuri") ?? fieldText(record, "entity");
  const scope = firstText(authorizationOf(record), "scope");
  const main = [id ?? scope]
    .filter((one) => one !== null)
    .map((one) => armResource(one, fieldText(record, "resourcetype")));
  return distinctResources([...main, ...assigned(record)]);
}

/** `/subscriptions/…/providers/Microsoft.Compute/disks/name` says its own type and name. */
function armResource(id: string, stated: string | null): Resource {
  const [, provider, rest] = /.*\/providers\/([^/]+)\/(.+)$/i.exec(id) ?? [];
  const parts = rest?.split("/") ?? [];
  const types = parts.filter((_, i) => i % 2 === 0).join("/");
  return {
    id,
    type: stated ?? (provider === undefined ? null : `${provider}/${types}`),
    name: parts.length > 1 ? (parts.at(-1) ?? null) : null,
  };
}

/** Of a role assignment: the role, and who gets it. */
function assigned(record: AzureRecord): Resource[] {
  const body = field(record, "requestbody") ?? field(record, "responsebody");
  const properties = own(body, "Properties") ?? own(body, "properties");
  const role = firstText(properties, "RoleDefinitionId", "roleDefinitionId");
  const principal = firstText(properties, "PrincipalId", "principalId");
  return [
    ...(role === null ? [] : [{ id: role, type: "roleDefinition", name: null }]),
    ...(principal === null
      ? []
      : [{ id: principal, type: firstText(properties, "PrincipalType", "principalType") ?? "principal", name: null }]),
  ];
}

function statusOf(record: AzureRecord): string {
  const words = ["activitystatusvalue", "activitystatus", "status", "resulttype", "resultsignature"].map((name) =>
    topText(record, name),
  );
  return words.find((word) => word !== null) ?? "";
}

/** `Started` and `Accepted` say that an operation began; how it ended stands in another record. */
function outcomeOf(record: AzureRecord, status: string): Outcome {
  const detail = [
    status,
    topText(record, "resultsignature"),
    topText(record, "substatus", "activitysubstatusvalue", "activitysubstatus"),
    fieldText(record, "statuscode"),
  ].join(" ");
  if (/\b(forbidden|unauthorized|denied|AuthorizationFailed)\b|\b40[13]\b/i.test(detail)) return "denied";
  if (/^(success|succeeded)/i.test(status)) return "success";
  return /^(fail|error|cancel)/i.test(status) ? "failure" : "unknown";
}
