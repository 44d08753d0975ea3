import { cloudTrailVerb } from "@/lib/evidence/formats/aws-cloudtrail/verbs";
import { makeEvent, readTime } from "@/lib/evidence/formats/event";
import {
  at,
  count,
  distinctResources,
  firstText,
  isObject,
  type JsonObject,
  list,
  own,
  text,
} from "@/lib/evidence/formats/fields";
import type { Format, Normalised, NormaliseOptions } from "@/lib/evidence/formats/format";
import { readSourceIp } from "@/lib/evidence/formats/source-ip";
import type { ActorKind, NormalisedEvent, Outcome, Resource, Verb } from "@/lib/evidence/model";
import { ocsfVerb } from "./verbs";

const NAMES = ["email_addr", "name", "uid", "uid_alt", "full_name"];

/** Open Cybersecurity Schema Framework: Security Lake, SIEMs, and everything that writes its classes. */
export const ocsf: Format = {
  id: "ocsf",
  title: "OCSF event",
  system: "ocsf",
  basis: "documentation",
  blindSpots: [
    "It was mapped from another log by somebody: what that mapping left out is not here (sometimes under `unmapped` or `raw_data`).",
    "Findings and inventories are events of the product that wrote them, not acts of those they name.",
  ],
  recognise(record) {
    if (!isObject(record)) return 0;
    const classed = /^\d{1,9}$/.test(text(own(record, "class_uid")) ?? "");
    if (!classed || own(record, "time") === undefined) return 0;
    return firstText(record, "metadata.version") !== null || isObject(own(record, "metadata")) ? 1 : 0.7;
  },
  normalise(record, options) {
    if (!isObject(record)) return [{ kind: "reject", reason: "not a JSON object" }];
    return [normaliseRecord(record, options)];
  },
};

function normaliseRecord(r: JsonObject, options: NormaliseOptions): Normalised {
  const action = firstText(r, "api.operation", "activity_name", "type_name", "class_name");
  const classUid = text(own(r, "class_uid")) ?? "";
  if (action === null || classUid === "")
    return { kind: "reject", reason: "no class_uid and activity: not an OCSF event" };
  const read = readTime(
    ["time", "time_dt"].map((key) => [key, own(r, key)] as const),
    options,
    { contractZone: "UTC" },
  );
  if (!read.ok) return read.reject;
  const eventId = firstText(r, "metadata.uid");
  return makeEvent(read.time, {
    ...readSourceIp(
      firstText(
        r,
        "src_endpoint.ip",
        "actor.session.ip",
        "device.ip",
        "src_endpoint.svc_name",
        "src_endpoint.hostname",
      ),
    ),
    ...actorOf(r, classUid),
    action,
    verb: verbOf(r, classUid),
    resources: resourcesOf(r, classUid),
    outcome: outcomeOf(r),
    session: firstText(r, "actor.session.uid", "session.uid"),
    trace: firstText(r, "metadata.correlation_uid", "trace.uid", "api.request.uid"),
    bytes: count(at(r, "traffic.bytes_out")),
    eventId,
    identity: eventId,
  });
}

type Who = Pick<NormalisedEvent, "actor" | "actorLabel" | "actorKind" | "onBehalfOf">;

/** An agent of the `ai_operation` profile acts for the user; elsewhere the user acts, and signs in as `user`. */
function actorOf(r: JsonObject, classUid: string): Who {
  const aboutUser = /^(3001|3002|3003|3005|3006)$/.test(classUid);
  const acting = at(r, "actor.user") ?? (classUid === "3002" || !aboutUser ? own(r, "user") : undefined);
  const user = classUid === "3002" && isObject(own(r, "user")) ? own(r, "user") : acting;
  const name = firstText(user, ...NAMES);
  const agent = at(r, "ai_agent") ?? at(r, "actor.ai_agent");
  const agentName = firstText(agent, "name", "uid", "instance_uid");
  if (agentName !== null)
    return {
      actor: agentName,
      actorLabel: firstText(agent, "uid", "instance_uid"),
      actorKind: "agent",
      onBehalfOf: name,
    };
  const invokedBy = firstText(r, "actor.invoked_by");
  const app = firstText(r, "actor.app_name", "actor.process.name", "actor.app_uid");
  const delegated = firstText(r, "actor.user.on_behalf_of.name", "delegation.user.name");
  return {
    actor: name ?? invokedBy ?? app,
    actorLabel: firstText(user, "uid", "uid_alt", "credential_uid"),
    actorKind: kindOf(user, name, invokedBy),
    onBehalfOf: delegated,
  };
}

/** `type_id` 1 and 2 are users and administrators, 3 the system, 4 a service; cloud words in `type` go first. */
function kindOf(user: unknown, name: string | null, invokedBy: string | null): ActorKind {
  const type = (firstText(user, "type") ?? "").toLowerCase();
  if (/^(assumedrole|role|root|iamuser|federateduser|unknown)$/.test(type))
    return invokedBy === null ? "unknown" : "service";
  if (/^(awsservice|service|system|serviceaccount|service account|serviceprincipal)$/.test(type)) return "service";
  const id = firstText(user, "type_id");
  if (id === "3" || id === "4" || (name === null && invokedBy !== null)) return "service";
  return id === "1" || id === "2" ? "human" : "unknown";
}

/** CloudTrail in Security Lake keeps the names of its calls. */
function verbOf(r: JsonObject, classUid: string): Verb {
  const activity = text(own(r, "activity_id")) ?? "";
  const service = firstText(r, "api.service.name");
  if (service?.endsWith(".amazonaws.com")) {
    return cloudTrailVerb({
      eventSource: service,
      eventName: firstText(r, "api.operation"),
      ...(activity === "" || activity === "99" ? {} : { readOnly: activity === "2" }),
    });
  }
  return ocsfVerb(classUid, activity);
}

function resourcesOf(r: JsonObject, classUid: string): Resource[] {
  const listed = [
    "resources",
    "resource",
    "web_resources",
    "databucket",
    "database",
    "table",
    "entity",
    "managed_entity",
  ].flatMap((key) => list(own(r, key)).flatMap(named));
  const changed = /^(3001|3005|3006)$/.test(classUid)
    ? [...typed("user", own(r, "user")), ...typed("group", own(r, "group"))]
    : [];
  const of = (type: string, path: string): Resource[] => {
    const id = firstText(r, path);
    return id === null ? [] : [{ id, type, name: null }];
  };
  const file = firstText(r, "file.path", "file.uid", "file.name");
  const privileges = list(own(r, "privileges")).flatMap((one) =>
    text(one) === null ? [] : [{ id: text(one) ?? "", type: "privilege", name: null }],
  );
  return distinctResources([
    ...listed,
    ...(file === null ? [] : [{ id: file, type: "file", name: firstText(r, "file.name") }]),
    ...of("url", "http_request.url.url_string"),
    ...of("url", "url.url_string"),
    ...changed,
    ...privileges,
    ...of("command", "process.cmd_line"),
    ...of("hostname", "query.hostname"),
    ...(listed.length === 0 ? of("host", "dst_endpoint.hostname") : []),
  ]);
}

function named(resource: unknown): Resource[] {
  const id = firstText(resource, "uid", "url_string", "name", "hostname");
  return id === null ? [] : [{ id, type: firstText(resource, "type"), name: firstText(resource, "name") }];
}

function typed(type: string, one: unknown): Resource[] {
  const id = firstText(one, ...NAMES);
  return id === null ? [] : [{ id, type, name: firstText(one, "name") }];
}

function outcomeOf(r: JsonObject): Outcome {
  const error = firstText(r, "api.response.error", "status_code", "status_detail") ?? "";
  const failed = text(own(r, "status_id")) === "2" || /^fail/i.test(text(own(r, "status")) ?? "");
  const refused = text(own(r, "action_id")) === "2" || text(own(r, "disposition_id")) === "2";
  if (refused || (failed && /denied|unauthori[sz]ed|forbidden|\b40[13]\b/i.test(error))) return "denied";
  if (failed) return "failure";
  if (text(own(r, "status_id")) === "1" || /^success/i.test(text(own(r, "status")) ?? "")) return "success";
  return text(own(r, "disposition_id")) === "1" || text(own(r, "action_id")) === "1" ? "success" : "unknown";
}
