import { makeEvent, readTime } from "@/lib/evidence/formats/event";
import {
  at,
  count,
  distinctResources,
  firstText,
  isObject,
  type JsonObject,
  list,
  text,
} from "@/lib/evidence/formats/fields";
import type { Format, Normalised, NormaliseOptions } from "@/lib/evidence/formats/format";
import { httpVerb } from "@/lib/evidence/formats/http-verb";
import { readSourceIp } from "@/lib/evidence/formats/source-ip";
import type { ActorKind, NormalisedEvent, Outcome, Resource } from "@/lib/evidence/model";
import { ecsVerb } from "./verbs";

const MARKS = ["event.kind", "event.category", "event.action", "event.dataset", "event.module", "event.type"];
/** What the audit subsystem writes for nobody: -1 as an unsigned number. */
const UNSET = "4294967295";

/** Elastic Common Schema documents, nested or with dotted keys, as Beats, Elastic Agent and Kibana export them. */
export const ecs: Format = {
  id: "ecs",
  title: "Elastic Common Schema document",
  system: "ecs",
  basis: "samples",
  blindSpots: [
    "It was mapped from another log by somebody: what that mapping left out is not here (sometimes in `event.original`).",
    "Metrics and states of hosts are written in the same schema and say nothing about acts.",
  ],
  recognise(record) {
    if (!isObject(record)) return 0;
    const marks = MARKS.filter((path) => at(record, path) !== undefined).length;
    const versioned = firstText(record, "ecs.version") !== null;
    const timed = at(record, "@timestamp") !== undefined;
    if (timed && (versioned || marks >= 2)) return 0.8;
    return marks >= 3 ? 0.6 : 0;
  },
  normalise(record, options) {
    if (!isObject(record)) return [{ kind: "reject", reason: "not a JSON object" }];
    return [normaliseRecord(record, options)];
  },
};

/** A field may hold one value or several. */
function words(record: JsonObject, path: string): string[] {
  return list(at(record, path)).flatMap((value) => text(value) ?? []);
}

function normaliseRecord(r: JsonObject, options: NormaliseOptions): Normalised {
  if (/^(metric|state|asset)$/.test(firstText(r, "event.kind") ?? ""))
    return { kind: "skip", reason: "a measurement or a state, not an event" };
  const method = firstText(r, "http.request.method");
  const types = words(r, "event.type");
  const action =
    words(r, "event.action")[0] ?? firstText(r, "event.code") ?? method ?? types[0] ?? firstText(r, "event.dataset");
  if (action === null) return { kind: "reject", reason: "no event.action: not an ECS event" };
  const read = readTime([["@timestamp", at(r, "@timestamp")]], options, { contractZone: "UTC" });
  if (!read.ok) return read.reject;
  const said = ecsVerb(action, words(r, "event.category"), types);
  const eventId = firstText(r, "event.id");
  return makeEvent(read.time, {
    ...readSourceIp(firstText(r, "source.ip", "client.ip", "source.address", "client.address")),
    ...actorOf(r),
    action,
    verb: method !== null && said === "other" ? httpVerb(method) : said,
    resources: resourcesOf(r),
    outcome: outcomeOf(r, types),
    session: firstText(r, "session.id", "user.session.id", "auditd.session"),
    trace: firstText(r, "trace.id", "transaction.id"),
    bytes: count(at(r, "http.response.body.bytes")) ?? count(at(r, "http.response.bytes")),
    eventId,
    identity: eventId,
  });
}

function actorOf(r: JsonObject): Pick<NormalisedEvent, "actor" | "actorLabel" | "actorKind"> {
  const id = firstText(r, "user.id");
  const known = id === UNSET ? null : id;
  const name = firstText(
    r,
    ...["user.email", "user.name", "source.user.email", "source.user.name", "client.user.email", "client.user.name"],
  );
  const service = firstText(r, "user.type", "user.entity.type")?.toLowerCase() ?? "";
  const kind: ActorKind = /service|system|machine/.test(service) ? "service" : "unknown";
  const other = firstText(r, "source.user.id", "client.user.id");
  return { actor: name ?? known ?? other, actorLabel: name === null ? null : (known ?? other), actorKind: kind };
}

const RESOURCES: readonly (readonly [type: string, paths: readonly string[]])[] = [
  ["file", ["file.path", "file.name"]],
  ["url", ["url.full", "url.original", "url.path"]],
  ["user", ["user.target.email", "user.target.name", "user.target.id"]],
  ["group", ["group.name", "group.id"]],
  ["process", ["process.command_line", "process.executable"]],
  ["entity", ["entity.target.id", "target.entity.id"]],
  ["registry", ["registry.path"]],
  ["object", ["cloud.target.resource.id", "cloud.instance.id"]],
];

function resourcesOf(r: JsonObject): Resource[] {
  const found = RESOURCES.flatMap(([type, paths]): Resource[] => {
    const id = firstText(r, ...paths);
    return id === null ? [] : [{ id, type, name: null }];
  });
  const orchestrated = firstText(r, "orchestrator.resource.name", "orchestrator.resource.id");
  const type = firstText(r, "orchestrator.resource.type");
  return distinctResources([...found, ...(orchestrated === null ? [] : [{ id: orchestrated, type, name: null }])]);
}

function outcomeOf(r: JsonObject, types: readonly string[]): Outcome {
  if (types.includes("denied")) return "denied";
  const outcome = firstText(r, "event.outcome")?.toLowerCase();
  return outcome === "success" || outcome === "failure" ? outcome : "unknown";
}
