import { makeEvent, readTime } from "@/lib/evidence/formats/event";
import {
  at,
  distinctResources,
  firstText,
  isObject,
  type JsonObject,
  list,
  own,
  parsedJson,
  text,
} from "@/lib/evidence/formats/fields";
import type { Format, Normalised, NormaliseOptions } from "@/lib/evidence/formats/format";
import { readSourceIp } from "@/lib/evidence/formats/source-ip";
import type { ActorKind, NormalisedEvent, Outcome, Resource } from "@/lib/evidence/model";
import { kubernetesVerb } from "./verbs";

/** Columns of the AKSAudit table → fields of the event; the nested ones are JSON text there. */
const TABLE_COLUMNS: Readonly<Record<string, string>> = {
  Level: "level",
  AuditId: "auditID",
  Stage: "stage",
  RequestUri: "requestURI",
  Verb: "verb",
  User: "user",
  ImpersonatedUser: "impersonatedUser",
  SourceIps: "sourceIPs",
  UserAgent: "userAgent",
  ObjectRef: "objectRef",
  ResponseStatus: "responseStatus",
  RequestObject: "requestObject",
  Annotations: "annotations",
  RequestReceivedTime: "requestReceivedTimestamp",
  StageReceivedTime: "stageTimestamp",
  TimeGenerated: "timestamp",
};

/** Kubernetes audit events: files, webhooks, EKS through CloudWatch Logs, AKS through diagnostic settings. */
export const kubernetesAudit: Format = {
  id: "kubernetes-audit",
  title: "Kubernetes audit log",
  system: "kubernetes",
  basis: "samples",
  shapes: "several",
  blindSpots: [
    "The audit policy decides what is written: whole groups, verbs or namespaces may be left out, and bodies usually are.",
    "What a process does inside a container is not in it, except the command that opened an exec session.",
    "Events of the stages before the end of a request are not counted; a request that never ended may be missing.",
  ],
  recognise(record) {
    const r = auditEvent(record);
    if (r === null) return 0;
    if (text(own(r, "apiVersion"))?.startsWith("audit.k8s.io/")) return 1;
    const verb = typeof own(r, "verb") === "string";
    const object = isObject(own(r, "objectRef")) || own(r, "requestURI") !== undefined;
    const who = firstText(r, "user.username") !== null || own(r, "auditID") !== undefined;
    if (verb && object && who) return 1;
    return verb && isObject(own(r, "objectRef")) && own(r, "kind") === "Event" ? 0.9 : 0;
  },
  normalise(record, options) {
    const r = auditEvent(record);
    return [r === null ? { kind: "reject", reason: "not a JSON object" } : normaliseRecord(r, options)];
  },
};

/** The event itself: AKS writes it as text into `properties.log` (diagnostic settings) or `log_s`, or into columns. */
function auditEvent(record: unknown): JsonObject | null {
  if (!isObject(record)) return null;
  const category = firstText(record, "category", "Category");
  if (category?.startsWith("kube-audit")) {
    const log = parsedJson(own(parsedJson(own(record, "properties")), "log") ?? own(record, "log_s"));
    if (isObject(log)) return { timestamp: firstText(record, "time", "TimeGenerated"), ...log };
  }
  if (own(record, "AuditId") === undefined || own(record, "Verb") === undefined) return record;
  return Object.fromEntries(
    Object.entries(record).map(([column, value]) => [
      Object.hasOwn(TABLE_COLUMNS, column) ? (TABLE_COLUMNS[column] ?? column) : column,
      parsedJson(value),
    ]),
  );
}

function normaliseRecord(r: JsonObject, options: NormaliseOptions): Normalised {
  const verb = text(own(r, "verb"));
  if (verb === null) return { kind: "reject", reason: "no verb: not an audit event" };
  if (own(r, "stage") === "RequestReceived")
    return { kind: "skip", reason: "a request announced; its end is a record of its own" };
  const read = readTime(
    [
      ["requestReceivedTimestamp", own(r, "requestReceivedTimestamp")],
      ["stageTimestamp", own(r, "stageTimestamp")],
      ["timestamp", own(r, "timestamp")],
    ],
    options,
    { contractZone: "UTC" },
  );
  if (!read.ok) return read.reject;
  const resource = firstText(r, "objectRef.resource");
  const subresource = firstText(r, "objectRef.subresource");
  const auditId = text(own(r, "auditID"));
  const addresses = list(own(r, "sourceIPs")).filter((address) => typeof address === "string");
  return makeEvent(read.time, {
    ...actorOf(r),
    // The first of the chain is where the request came from; the others are proxies.
    sourceIp: readSourceIp(addresses[0]).sourceIp,
    sourceIpRaw: text(addresses.join(", ")),
    action: subresource === null ? verb : `${verb} ${resource ?? ""}/${subresource}`,
    verb: kubernetesVerb({ verb: verb.toLowerCase(), resource, subresource }),
    resources: resourcesOf(r, resource),
    outcome: outcomeOf(r),
    trace: auditId,
    eventId: auditId,
    // The stages of one request carry one id.
    identity: auditId,
  });
}

function actorOf(
  r: JsonObject,
): Pick<NormalisedEvent, "actor" | "actorLabel" | "actorKind" | "onBehalfOf" | "session"> {
  const actor = firstText(r, "user.username");
  const extra = own(own(r, "user"), "extra");
  const stated = (...keys: string[]) =>
    keys.map((key) => text(list(own(extra, key))[0])).find((v) => v !== null) ?? null;
  return {
    actor,
    actorLabel: stated("arn", "canonicalArn") ?? firstText(r, "user.uid"),
    actorKind: kindOf(actor, list(own(own(r, "user"), "groups"))),
    onBehalfOf: firstText(r, "impersonatedUser.username"),
    session: stated("authentication.kubernetes.io/credential-id", "accessKeyId", "sessionName"),
  };
}

/** A certificate or a token names a person only by convention, so nobody is human here. */
export function kubernetesActorKind(actor: string | null): ActorKind {
  if (actor === null || actor === "system:anonymous" || actor === "system:unauthenticated") return "unknown";
  return /^(system|eks|aks|gke):/.test(actor) ? "service" : "unknown";
}

function kindOf(actor: string | null, groups: readonly unknown[]): ActorKind {
  if (groups.includes("system:serviceaccounts") || groups.includes("system:nodes")) return "service";
  return kubernetesActorKind(actor);
}

function outcomeOf(r: JsonObject): Outcome {
  if (own(r, "stage") === "Panic") return "failure";
  const code = Number(firstText(r, "responseStatus.code") ?? Number.NaN);
  if (code === 401 || code === 403) return "denied";
  if (code >= 100) return code < 400 ? "success" : "failure";
  if (text(own(own(r, "annotations"), "authorization.k8s.io/decision")) === "forbid") return "denied";
  const status = firstText(r, "responseStatus.status");
  if (status === "Failure") return firstText(r, "responseStatus.reason") === "Forbidden" ? "denied" : "failure";
  return status === "Success" ? "success" : "unknown";
}

/** `secrets/production/db-password`; without a name all of them in the namespace, without either all of the cluster. */
function resourcesOf(r: JsonObject, resource: string | null): Resource[] {
  if (resource === null) {
    const path = text(own(r, "requestURI"))?.split("?", 1)[0] ?? "";
    return path === "" ? [] : [{ id: path, type: "path", name: null }];
  }
  const name = firstText(r, "objectRef.name", "requestObject.metadata.name", "responseObject.metadata.name");
  const namespace = firstText(r, "objectRef.namespace");
  const id = [resource, namespace, name].filter((part) => part !== null).join("/");
  return distinctResources([{ id, type: resource, name }, ...boundTo(r, resource)]);
}

/** Of a binding: the role that is given, and to whom. */
function boundTo(r: JsonObject, resource: string): Resource[] {
  if (!resource.endsWith("rolebindings")) return [];
  const roleKind = firstText(r, "requestObject.roleRef.kind");
  const role = firstText(r, "requestObject.roleRef.name");
  const subjects = list(at(r, "requestObject.subjects")).flatMap((subject): Resource[] => {
    const name = firstText(subject, "name");
    const kind = firstText(subject, "kind");
    const namespace = firstText(subject, "namespace");
    if (name === null) return [];
    const account = kind === "ServiceAccount" && namespace !== null;
    return [{ id: account ? `system:serviceaccount:${namespace}:${name}` : name, type: kind, name }];
  });
  const given: Resource[] =
    role === null
      ? []
      : [{ id: `${roleKind === "Role" ? "roles" : "clusterroles"}/${role}`, type: roleKind, name: role }];
  return [...given, ...subjects];
}
