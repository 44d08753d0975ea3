import { type EventFields, makeEvent, readTime } from "@/lib/evidence/formats/event";
import {
  at,
  count,
  firstText,
  isObject,
  type JsonObject,
  lowerCaseNames,
  own,
  parsedJson,
  recase,
  text,
} from "@/lib/evidence/formats/fields";
import type { Format, Normalised, NormaliseOptions } from "@/lib/evidence/formats/format";
import { readSourceIp } from "@/lib/evidence/formats/source-ip";
import type { Outcome, Verb } from "@/lib/evidence/model";
import { cloudTrailActor } from "./actor";
import { cloudTrailDigest, cloudTrailKeys } from "./digest";
import { cloudTrailResources, PARAMETER_NAMES } from "./resources";
import { cloudTrailVerb } from "./verbs";

/** Spellings that Athena and BigQuery lower-case. */
const NAMES = lowerCaseNames([
  ..."eventVersion userIdentity eventTime eventSource eventName awsRegion sourceIPAddress userAgent errorCode".split(
    " ",
  ),
  ..."errorMessage requestParameters responseElements additionalEventData requestID eventID readOnly".split(" "),
  ..."eventType managementEvent recipientAccountId sharedEventID eventCategory vpcEndpointId principalId".split(" "),
  ..."accountId accessKeyId userName invokedBy sessionContext sessionIssuer sourceIdentity onBehalfOf".split(" "),
  ..."bucketName tableName databaseName bytesTransferredIn bytesTransferredOut mfaAuthenticated".split(" "),
  ..."digestS3Object insightDetails ConsoleLogin requestItems instancesSet".split(" "),
  ...PARAMETER_NAMES,
]);

const DENIED =
  /AccessDenied|Unauthorized(Operation|Access|Exception)?$|UnauthorizedOperation|NotAuthorized|AuthorizationError|^Forbidden|ExplicitDeny|KMS\.AccessDenied/;

/** AWS CloudTrail: S3 delivery, lookup-events, EventBridge, CloudWatch Logs; the last three are unwrapped before. */
export const awsCloudTrail: Format = {
  id: "aws-cloudtrail",
  title: "AWS CloudTrail",
  system: "aws-cloudtrail",
  basis: "samples",
  blindSpots: [
    "Reads of objects and table items (data events) are off by default; without them nothing here shows who read data.",
    "Delivery takes up to 15 minutes and may repeat events; the last minutes of an export can be missing.",
    "Queries inside a database (RDS, Redshift) are not in it.",
    "Times are whole seconds: the order within a second is the order of the file.",
  ],
  digests: true,
  recognise(record) {
    const r = spelt(record);
    if (r === null) return 0;
    if (own(r, "digestS3Object") !== undefined || own(r, "insightDetails") !== undefined) return 0.9;
    if ((cloudTrailKeys(r)?.length ?? 0) > 0) return 0.9;
    const source = text(own(r, "eventSource")) ?? "";
    const aws = /\.amazonaws\.com(\.cn)?$/.test(source);
    const identity = isObject(own(r, "userIdentity"));
    if (aws && identity && own(r, "eventVersion") !== undefined) return 1;
    return aws && text(own(r, "eventName")) !== null ? 0.8 : 0;
  },
  normalise(record, options) {
    const r = spelt(record);
    if (r === null) return [{ kind: "reject", reason: "not a JSON object" }];
    return [normaliseRecord(r, options)];
  },
};

function spelt(record: unknown): JsonObject | null {
  if (!isObject(record)) return null;
  const lowered = own(record, "eventName") === undefined && own(record, "eventname") !== undefined;
  const parsed =
    typeof (own(record, "userIdentity") ?? own(record, "useridentity")) === "string" ? withParsed(record) : record;
  return lowered ? (recase(parsed, NAMES) as JsonObject) : parsed;
}

/** Exports as CSV carry the nested parts as JSON text, each in a column of its own. */
function withParsed(record: JsonObject): JsonObject {
  return Object.fromEntries(Object.entries(record).map(([key, value]) => [key, parsedJson(value)]));
}

function normaliseRecord(r: JsonObject, options: NormaliseOptions): Normalised {
  if (own(r, "digestS3Object") !== undefined) {
    const digest = cloudTrailDigest(r);
    return { kind: "skip", reason: "CloudTrail digest file", ...(digest ? { digest } : {}) };
  }
  const keys = cloudTrailKeys(r);
  if (keys) return { kind: "skip", reason: "public keys of CloudTrail", keys };
  if (own(r, "insightDetails") !== undefined || own(r, "eventCategory") === "Insight") {
    return { kind: "skip", reason: "CloudTrail Insights event" };
  }
  if (own(r, "messageType") === "CONTROL_MESSAGE") return { kind: "skip", reason: "CloudWatch control message" };
  const name = text(own(r, "eventName"));
  if (name === null) return { kind: "reject", reason: "no eventName: not a CloudTrail event" };
  const read = readTime(
    [
      ["eventTime", own(r, "eventTime")],
      ["@timestamp", own(r, "@timestamp")],
    ],
    options,
    { contractZone: "UTC" },
  );
  if (!read.ok) return read.reject;
  const source = text(own(r, "eventSource"));
  const verb = cloudTrailVerb(r);
  const eventId = firstText(r, "eventID", "eventId");
  const actor = cloudTrailActor(r);
  const ip = readSourceIp(own(r, "sourceIPAddress"));
  const fields: EventFields = {
    actor: actor.actor,
    actorLabel: actor.actorLabel,
    actorKind: actor.actorKind,
    onBehalfOf: actor.onBehalfOf,
    session: actor.session,
    trace: actor.trace,
    sourceIp: ip.sourceIp,
    sourceIpRaw: ip.sourceIpRaw,
    action: source === null ? name : `${source}:${name}`,
    verb,
    resources: cloudTrailResources(r),
    outcome: outcomeOf(r),
    bytes: bytesOf(r, verb),
    eventId,
    // The id alone would do, were there no tools that write the same made-up one into several events.
    identity: eventId === null ? null : [eventId, read.time.occurredAt, name, actor.actorLabel].join("|"),
  };
  return makeEvent(read.time, fields);
}

/** CloudTrail's contract: a call without an errorCode succeeded. A sign-in says so in its response. */
function outcomeOf(r: JsonObject): Outcome {
  const code = text(own(r, "errorCode"));
  if (code !== null) return DENIED.test(code) ? "denied" : "failure";
  const signIn = text(at(r, "responseElements.ConsoleLogin"));
  if (signIn !== null) return signIn === "Success" ? "success" : "failure";
  return "success";
}

function bytesOf(r: JsonObject, verb: Verb): number | null {
  const direction = verb === "write" ? "bytesTransferredIn" : "bytesTransferredOut";
  return count(at(r, `additionalEventData.${direction}`));
}
