import { type AzureRecord, field, fieldText, topText } from "@/lib/evidence/formats/azure-record";
import { makeEvent, readTime } from "@/lib/evidence/formats/event";
import { distinctResources, firstText, list, text } from "@/lib/evidence/formats/fields";
import type { Normalised, NormaliseOptions } from "@/lib/evidence/formats/format";
import type { ActorKind, Outcome, Resource, Verb } from "@/lib/evidence/model";

/** By the first word of an operation (`Create MobileApp`, `assignDeviceManagementScript …`), first match wins. */
const VERBS: readonly (readonly [pattern: RegExp, verb: Verb])[] = [
  [/^(get|view|read|retrieve)/i, "read"],
  [/^(list|search)/i, "list"],
  [/^(delete|remove)/i, "delete"],
  [/^(export|download)/i, "export"],
  [/roleassignment/i, "grant"],
  [/^(wipe|retire|reboot|remotelock|resetpasscode|shutdown|rotate|locate|syncdevice|cleanwindows|fresh)/i, "execute"],
];

/** An administrator's act in Intune. */
export function normaliseIntune(record: AzureRecord, options: NormaliseOptions): Normalised {
  const action = topText(record, "operationname") ?? fieldText(record, "activity", "displayname");
  if (action === null) return { kind: "reject", reason: "no operationName: not an Intune audit record" };
  const read = readTime(
    [
      ["time", record.top.time],
      ["TimeGenerated", record.top.timegenerated],
      ["ActivityDate", field(record, "activitydate")],
    ],
    options,
    { contractZone: "UTC", dateOrder: "mdy" },
  );
  if (!read.ok) return read.reject;
  const actor = field(record, "actor");
  const upn = firstText(actor, "UPN", "userPrincipalName") ?? topText(record, "identity");
  const app = firstText(actor, "ApplicationName", "applicationDisplayName", "ServicePrincipalName", "Application");
  const id = fieldText(record, "auditeventid");
  const kind: ActorKind = upn !== null ? "human" : app !== null ? "service" : "unknown";
  return makeEvent(read.time, {
    actor: upn ?? app,
    actorLabel: firstText(actor, "ObjectId", "userId"),
    actorKind: kind,
    action,
    verb: VERBS.find(([pattern]) => pattern.test(action))?.[1] ?? "admin",
    resources: resourcesOf(record),
    outcome: outcomeOf(record),
    trace: fieldText(record, "correlationid"),
    eventId: id,
    identity: id,
  });
}

function resourcesOf(record: AzureRecord): Resource[] {
  const names = list(field(record, "targetdisplaynames")).map((name) => (name === "<null>" ? null : text(name)));
  return distinctResources(
    list(field(record, "targetobjectids")).flatMap((value, i): Resource[] => {
      const id = text(value);
      return id === null || id === "<null>" ? [] : [{ id, type: null, name: names[i] ?? null }];
    }),
  );
}

function outcomeOf(record: AzureRecord): Outcome {
  const word = (topText(record, "resulttype", "resultsignature") ?? "").toLowerCase();
  if (/^(success|succeeded)$/.test(word)) return "success";
  return /^fail/.test(word) ? "failure" : "unknown";
}
