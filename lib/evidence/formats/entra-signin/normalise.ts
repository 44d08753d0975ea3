import { type AzureRecord, agentType, field, fieldText, topText } from "@/lib/evidence/formats/azure-record";
import { makeEvent, readTime } from "@/lib/evidence/formats/event";
import { distinctResources, own, text } from "@/lib/evidence/formats/fields";
import type { Normalised, NormaliseOptions } from "@/lib/evidence/formats/format";
import { readSourceIp } from "@/lib/evidence/formats/source-ip";
import type { NormalisedEvent, Outcome } from "@/lib/evidence/model";

/** The last is a column of the CSV that the portal downloads. */
const TIMES = ["createdDateTime", "time", "TimeGenerated", "Date (UTC)"] as const;

/** Codes with which Entra asks for one more step: neither a success nor a failure. */
const INTERRUPTED = new Set(
  "16000 50058 50072 50074 50076 50079 50097 50125 50127 50129 50140 50143 50199 50203 51006 65001".split(" "),
);
/** Codes with which a policy or a missing assignment says no. */
const DENIED = /^(53000|53001|53002|53003|53004|53011|5300\d\d|50105|50177|90072)$/;

/** A sign-in of a user, an application or a managed identity. */
export function normaliseSignIn(record: AzureRecord, options: NormaliseOptions): Normalised {
  const read = readTime(
    TIMES.map((name) => [name, field(record, name.toLowerCase().replaceAll(/[ ()]/g, ""))] as const),
    options,
    { contractZone: "UTC" },
  );
  if (!read.ok) return read.reject;
  const id = fieldText(record, "id", "originalrequestid", "requestid");
  return makeEvent(read.time, {
    ...readSourceIp(fieldText(record, "ipaddress", "calleripaddress")),
    ...actorOf(record),
    action: topText(record, "operationname") ?? "Sign-in activity",
    verb: "login",
    resources: resourcesOf(record),
    outcome: outcomeOf(record),
    session: fieldText(record, "sessionid", "uniquetokenidentifier"),
    trace: fieldText(record, "correlationid"),
    eventId: id,
    identity: id,
  });
}

function actorOf(record: AzureRecord): Pick<NormalisedEvent, "actor" | "actorLabel" | "actorKind" | "onBehalfOf"> {
  const user = fieldText(record, "userprincipalname", "username");
  const userId = fieldText(record, "userid");
  const service = fieldText(record, "serviceprincipalname");
  const serviceId = fieldText(record, "serviceprincipalid");
  const app = fieldText(record, "appdisplayname", "application", "appid", "applicationid");
  const agent = agentType(record);
  // An agent's own user account signs in as itself; every other agent that brings a user acts for that user.
  if (agent !== null && user !== null && !/user$/i.test(agent))
    return {
      actor: service ?? app ?? user,
      actorLabel: fieldText(record, "appid"),
      actorKind: "agent",
      onBehalfOf: user,
    };
  const category = topText(record, "category", "type") ?? "";
  const isService = /(ServicePrincipal|ManagedIdentity)/i.test(category) || (user === null && service !== null);
  const actor = isService ? (service ?? serviceId ?? app) : (user ?? userId ?? topText(record, "identity") ?? service);
  return {
    actor,
    actorLabel: isService ? serviceId : userId,
    actorKind: agent !== null ? "agent" : isService ? "service" : user !== null ? "human" : "unknown",
    onBehalfOf: null,
  };
}

/** What the token is for, and the client that asked for it. */
function resourcesOf(record: AzureRecord): NormalisedEvent["resources"] {
  const column = fieldText(record, "resource");
  const name = fieldText(record, "resourcedisplayname") ?? (column === "Microsoft.aadiam" ? null : column);
  const written =
    fieldText(record, "resourceidentity") ?? text(record.properties.resourceid) ?? topText(record, "resourceid");
  // In tables and around diagnostic records `resourceId` is the tenant.
  const id = written === null || written.includes("/") ? name : written;
  const appId = fieldText(record, "appid", "applicationid");
  return distinctResources([
    ...(id === null ? [] : [{ id, type: "resource", name }]),
    ...(appId === null
      ? []
      : [{ id: appId, type: "application", name: fieldText(record, "appdisplayname", "application") }]),
  ]);
}

function outcomeOf(record: AzureRecord): Outcome {
  const status = field(record, "status");
  const code =
    text(own(status, "errorCode") ?? own(status, "ErrorCode")) ?? topText(record, "resulttype", "signinerrorcode");
  if (code !== null && /^\d+$/.test(code)) {
    if (Number(code) === 0) return "success";
    if (INTERRUPTED.has(code)) return "unknown";
    return DENIED.test(code) ? "denied" : "failure";
  }
  const word = (code ?? text(status) ?? topText(record, "resultsignature") ?? "").toLowerCase();
  if (word === "success") return "success";
  return /^fail/.test(word) ? "failure" : "unknown";
}
