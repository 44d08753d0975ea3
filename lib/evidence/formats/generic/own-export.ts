import { makeEvent, readTime } from "@/lib/evidence/formats/event";
import { count, isObject, type JsonObject, own, text } from "@/lib/evidence/formats/fields";
import type { Normalised, NormaliseOptions } from "@/lib/evidence/formats/format";
import { readSourceIp } from "@/lib/evidence/formats/source-ip";
import { parseLogTime } from "@/lib/time/parse-log-time";
import { readResources } from "./normalise";
import { wordKind, wordOutcome, wordVerb } from "./words";

/** A record in this product's own words, as its API lists events: `occurredAt`, `resources[]`, `actorKind` … */
export function isOwnExport(record: unknown): record is JsonObject {
  if (!isObject(record) || own(record, "occurredAt") === undefined || isObject(own(record, "actor"))) return false;
  if (own(record, "resources") !== undefined)
    return own(record, "actor") !== undefined || own(record, "action") !== undefined;
  return own(record, "actorKind") !== undefined && own(record, "verb") !== undefined;
}

/** Reads such a record without losing anything it states. */
export function normaliseOwnExport(record: JsonObject, options: NormaliseOptions): Normalised {
  const read = readTime([["occurredAt", own(record, "occurredAt")]], options);
  if (!read.ok) return read.reject;
  const basis = own(record, "timeBasis");
  const kept = isObject(basis) ? basis : null;
  const zone = ["stated", "contract", "given", "epoch"].find((z) => z === own(kept, "zone"));
  const until = parseLogTime(own(record, "occurredUntil"), options);
  const ip = readSourceIp(own(record, "sourceIp"));
  const action = text(own(record, "action")) ?? text(own(record, "verb"));
  const eventId = text(own(record, "eventId"));
  const id = eventId ?? text(own(record, "id"));
  const verb = wordVerb(text(own(record, "verb")), action);
  const outcome = wordOutcome(text(own(record, "outcome")));
  const time = {
    occurredAt: read.time.occurredAt,
    timeBasis: {
      field: text(own(kept, "field")) ?? read.time.timeBasis.field,
      zone: (zone ?? read.time.timeBasis.zone) as typeof read.time.timeBasis.zone,
      text: text(own(kept, "text")) ?? read.time.timeBasis.text,
    },
  };
  const made = makeEvent(time, {
    occurredUntil: until.ok ? until.instant : null,
    actor: text(own(record, "actor")),
    actorLabel: text(own(record, "actorLabel")),
    actorKind: wordKind(text(own(record, "actorKind"))),
    onBehalfOf: text(own(record, "onBehalfOf")),
    action: action ?? "(no action)",
    verb,
    resources: readResources(own(record, "resources") ?? own(record, "resource")),
    outcome,
    sourceIp: ip.sourceIp,
    sourceIpRaw: text(own(record, "sourceIpRaw")) ?? ip.sourceIpRaw,
    session: text(own(record, "session")),
    trace: text(own(record, "trace")),
    records: count(own(record, "records")),
    bytes: count(own(record, "bytes")),
    eventId,
    identity: text(own(record, "identity")) ?? (id === null ? null : [id, time.occurredAt, verb, outcome].join("|")),
  });
  // Where the event stood and how often it came is no part of it.
  return made.kind === "event" ? { ...made, record: { ...made.event, timeBasis: null } } : made;
}
