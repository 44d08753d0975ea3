import { type AzureRecord, field, fieldText, topText } from "@/lib/evidence/formats/azure-record";
import { makeEvent, readTime } from "@/lib/evidence/formats/event";
import { count, distinctResources, firstText } from "@/lib/evidence/formats/fields";
import type { Normalised, NormaliseOptions } from "@/lib/evidence/formats/format";
import { outcomeOfStatus } from "@/lib/evidence/formats/outcomes";
import { readSourceIp } from "@/lib/evidence/formats/source-ip";
import type { ActorKind, Outcome, Resource } from "@/lib/evidence/model";
import { storageVerb } from "./verbs";

/** A request to blob, file, queue or table storage, from the account's resource log. */
export function normaliseStorage(record: AzureRecord, options: NormaliseOptions): Normalised {
  const operation = topText(record, "operationname");
  if (operation === null) return { kind: "reject", reason: "no operationName: not a storage record" };
  const read = readTime(
    [
      ["time", record.top.time],
      ["TimeGenerated", record.top.timegenerated],
    ],
    options,
    { contractZone: "UTC" },
  );
  if (!read.ok) return read.reject;
  const verb = storageVerb(operation);
  const identity = field(record, "identity");
  const upn = fieldText(record, "requesterupn") ?? firstText(identity, "requester.upn");
  const object =
    fieldText(record, "requesterobjectid") ?? firstText(identity, "requester.objectId", "requester.objectid");
  const app = fieldText(record, "requesterappid") ?? firstText(identity, "requester.appId", "requester.appid");
  // A key or a signature says that somebody has it, not who.
  const kind: ActorKind = upn === null ? "unknown" : "human";
  const size = verb === "write" ? "requestbodysize" : "responsebodysize";
  return makeEvent(read.time, {
    ...readSourceIp(topText(record, "calleripaddress")),
    actor: upn ?? object ?? app,
    actorLabel: upn === null ? app : object,
    actorKind: kind,
    action: operation,
    verb,
    resources: resourcesOf(record),
    outcome: outcomeOf(record),
    session: fieldText(record, "authenticationhash") ?? firstText(identity, "tokenHash"),
    trace: fieldText(record, "correlationid"),
    bytes: count(field(record, size)),
  });
}

/** The object as `/account/container/name`, with its address but without the signature in it; then the account. */
function resourcesOf(record: AzureRecord): Resource[] {
  const uri = fieldText(record, "uri")?.split("?", 1)[0] ?? null;
  const id = fieldText(record, "objectkey") ?? uri;
  const account = topText(record, "resourceid") ?? fieldText(record, "accountname");
  return distinctResources([
    ...(id === null ? [] : [{ id, type: fieldText(record, "servicetype"), name: uri === id ? null : uri }]),
    ...(account === null ? [] : [{ id: account, type: "storageAccount", name: null }]),
  ]);
}

/** The HTTP status, or the word that the metrics of the account use for it. */
function outcomeOf(record: AzureRecord): Outcome {
  const stated = outcomeOfStatus(topText(record, "statuscode"));
  const word = fieldText(record, "metricresponsetype");
  if (stated !== "unknown" || word === null) return stated;
  if (/^(SAS|Anonymous)?(Authorization|Authentication)/.test(word)) return "denied";
  return word.endsWith("Success") ? "success" : "failure";
}
