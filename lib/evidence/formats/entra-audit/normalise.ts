import { type AzureRecord, agentType, field, fieldText, topText } from "@/lib/evidence/formats/azure-record";
import { makeEvent, readTime } from "@/lib/evidence/formats/event";
import { distinctResources, firstText, isObject, list, own, parsedJson, text } from "@/lib/evidence/formats/fields";
import type { Normalised, NormaliseOptions } from "@/lib/evidence/formats/format";
import { readSourceIp } from "@/lib/evidence/formats/source-ip";
import type { NormalisedEvent, Outcome, Resource } from "@/lib/evidence/model";
import { activityVerb } from "./verbs";

/** The last is a column of the CSV that the portal downloads. */
const TIMES = ["activityDateTime", "time", "TimeGenerated", "Date (UTC)"] as const;

/** A change in the directory: who or which application, what, on which objects. */
export function normaliseDirectoryAudit(record: AzureRecord, options: NormaliseOptions): Normalised {
  const action = fieldText(record, "activitydisplayname", "operationname", "activity");
  if (action === null) return { kind: "reject", reason: "no activity: not a directory audit record" };
  const read = readTime(
    TIMES.map((name) => [name, field(record, name.toLowerCase().replaceAll(/[ ()]/g, ""))] as const),
    options,
    { contractZone: "UTC" },
  );
  if (!read.ok) return read.reject;
  const id = fieldText(record, "id");
  const by = field(record, "initiatedby");
  const address =
    firstText(by, "user.ipAddress", "app.ipAddress") ??
    fieldText(record, "calleripaddress", "ipaddress") ??
    detail(record, "ipaddr");
  return makeEvent(read.time, {
    ...readSourceIp(address),
    ...actorOf(record, by),
    action,
    verb: activityVerb(action, fieldText(record, "operationtype", "aadoperationtype")),
    resources: resourcesOf(record),
    outcome: outcomeOf(record),
    trace: fieldText(record, "correlationid"),
    eventId: id,
    identity: id,
  });
}

function detail(record: AzureRecord, key: string): string | null {
  return firstText(
    list(field(record, "additionaldetails")).find((one) => own(one, "key") === key),
    "value",
  );
}

function actorOf(record: AzureRecord, by: unknown): Pick<NormalisedEvent, "actor" | "actorLabel" | "actorKind"> {
  const user =
    firstText(by, "user.userPrincipalName", "user.displayName", "user.id") ??
    fieldText(record, "actoruserprincipalname");
  const app =
    firstText(by, "app.displayName", "app.servicePrincipalName", "app.servicePrincipalId", "app.appId") ??
    fieldText(record, "actordisplayname", "actorserviceprincipalname");
  const agent = agentType(record) ?? firstText(by, "app.agentType", "user.agentType");
  const isAgent = agent !== null && !/^notAgentic$/i.test(agent);
  return {
    actor: user ?? app ?? topText(record, "identity") ?? (isObject(by) ? null : text(by)),
    actorLabel:
      user === null
        ? (firstText(by, "app.servicePrincipalId", "app.appId") ?? fieldText(record, "actorserviceprincipalid"))
        : (firstText(by, "user.id") ?? fieldText(record, "actorobjectid")),
    actorKind: isAgent ? "agent" : user !== null ? "human" : app !== null ? "service" : "unknown",
  };
}

function resourcesOf(record: AzureRecord): Resource[] {
  const targets = list(field(record, "targetresources"));
  return distinctResources([...targets.flatMap(targetOf), ...targets.flatMap(rolesOf), ...targetColumns(record)]);
}

/** `Target1ObjectId`, `Target1Type`, … in the portal's CSV. */
function targetColumns(record: AzureRecord): Resource[] {
  return [1, 2, 3].flatMap((n): Resource[] => {
    const name = fieldText(record, `target${n}userprincipalname`, `target${n}displayname`);
    const id = fieldText(record, `target${n}objectid`) ?? name;
    return id === null ? [] : [{ id, type: fieldText(record, `target${n}type`), name }];
  });
}

function targetOf(target: unknown): Resource[] {
  const name = firstText(target, "userPrincipalName", "displayName", "groupType");
  const id = firstText(target, "id") ?? name;
  return id === null ? [] : [{ id, type: firstText(target, "type"), name }];
}

/** The role that somebody was put into or taken out of stands among the changed properties, as JSON text. */
function rolesOf(target: unknown): Resource[] {
  const changed = new Map(
    list(own(target, "modifiedProperties")).map((property) => [
      firstText(property, "displayName"),
      plain(own(property, "newValue")) ?? plain(own(property, "oldValue")),
    ]),
  );
  const name = changed.get("Role.DisplayName") ?? null;
  const id = changed.get("Role.ObjectID") ?? name;
  return id === null || id === undefined ? [] : [{ id, type: "Role", name }];
}

function plain(value: unknown): string | null {
  const written = text(parsedJson(value));
  return written === null || written === '""' ? null : written.replace(/^"(.*)"$/, "$1") || null;
}

function outcomeOf(record: AzureRecord): Outcome {
  const result = (fieldText(record, "result", "resulttype", "resultsignature") ?? "").toLowerCase();
  if (result === "success" || result === "0") return "success";
  if (/denied|forbidden|unauthorized/.test(result)) return "denied";
  return /^(fail|timeout|clienterror)/.test(result) ? "failure" : "unknown";
}
