import { makeEvent, readTime } from "@/lib/evidence/formats/event";
import {
  at,
  count,
  distinctResources,
  isObject,
  type JsonObject,
  list,
  own,
  parsedJson,
  text,
} from "@/lib/evidence/formats/fields";
import type { ColumnMapping, MappedColumns, Normalised, NormaliseOptions } from "@/lib/evidence/formats/format";
import { readSourceIp } from "@/lib/evidence/formats/source-ip";
import type { Resource } from "@/lib/evidence/model";
import { parseLogTime } from "@/lib/time/parse-log-time";
import { knownWordOutcome, knownWordVerb, wordKind } from "./words";

/** Reads a record by a column mapping: names of columns, or dotted paths in JSON. */
export function normaliseMapped(record: JsonObject, mapping: ColumnMapping, options: NormaliseOptions): Normalised {
  const value = (field: keyof MappedColumns): unknown => {
    const path = mapping[field];
    return path === undefined ? undefined : at(record, path);
  };
  const read = readTime([[mapping.occurredAt, value("occurredAt")]], options);
  if (!read.ok) return read.reject;
  const until = parseLogTime(value("occurredUntil"), options);
  const actor = identityText(value("actor"));
  const action = text(value("action")) ?? text(value("verb"));
  const resources = readResources(value("resource"));
  const eventId = text(value("eventId"));
  const onBehalfOf = identityText(value("onBehalfOf"));
  const said = { verb: text(value("verb")), outcome: text(value("outcome")) };
  const knownVerb = meant(mapping.verbs, said.verb ?? action) ?? knownWordVerb(said.verb, action);
  const knownOutcome = meant(mapping.outcomes, said.outcome) ?? knownWordOutcome(said.outcome);
  const [verb, outcome] = [knownVerb ?? "other", knownOutcome ?? "unknown"];
  const made = makeEvent(read.time, {
    ...readSourceIp(value("sourceIp")),
    occurredUntil: until.ok ? until.instant : null,
    actor,
    actorKind: wordKind(text(value("actorKind"))),
    onBehalfOf,
    action: action ?? "(no action)",
    verb,
    resources,
    outcome,
    session: text(value("session")),
    trace: text(value("trace")),
    records: count(value("records")),
    bytes: count(value("bytes")),
    eventId,
    // A column called id may be the id of a thing: only together with the rest does it name an event.
    identity: eventId === null ? null : [eventId, read.time.occurredAt, verb, outcome].join("|"),
  });
  const unrecognised = {
    ...(knownOutcome === null && said.outcome !== null ? { outcome: said.outcome } : {}),
    ...(knownVerb === null && action !== null ? { action } : {}),
  };
  return made.kind === "event" && Object.keys(unrecognised).length > 0 ? { ...made, unrecognised } : made;
}

/** What somebody said that a word means, in whatever case it comes. */
function meant<T>(map: Readonly<Record<string, T>> | undefined, word: string | null): T | null {
  if (map === undefined || word === null) return null;
  for (const key of [word, word.toLowerCase()]) if (Object.hasOwn(map, key)) return map[key] ?? null;
  return null;
}

/** A name, or what an object calls itself. */
function identityText(value: unknown): string | null {
  if (!isObject(value)) return text(value);
  return text(own(value, "email")) ?? text(own(value, "name")) ?? text(own(value, "id"));
}

/** A blank at the end of an object's key is part of it, and decides which asset it belongs to. */
function exact(value: unknown): string | null {
  return text(value) === null || typeof value !== "string" ? text(value) : value;
}

/** One resource of a text; several of an array, also one that is written as JSON text. */
export function readResources(value: unknown): Resource[] {
  const parsed = parsedJson(value);
  const found = (Array.isArray(parsed) ? parsed : list(parsed)).flatMap((one): Resource[] => {
    if (!isObject(one)) {
      const id = exact(one);
      return id === null ? [] : [{ id, type: null, name: null }];
    }
    const id = exact(own(one, "id")) ?? exact(own(one, "name"));
    return id === null ? [] : [{ id, type: text(own(one, "type")), name: text(own(one, "name")) }];
  });
  return distinctResources(found);
}
