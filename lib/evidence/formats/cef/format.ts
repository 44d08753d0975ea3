import { type EventFields, makeEvent, readTime } from "@/lib/evidence/formats/event";
import { count, distinctResources } from "@/lib/evidence/formats/fields";
import type { Format } from "@/lib/evidence/formats/format";
import { httpVerb } from "@/lib/evidence/formats/http-verb";
import { readSourceIp } from "@/lib/evidence/formats/source-ip";
import { datedTime, sentTime, timeNeeds } from "@/lib/evidence/formats/syslog/header";
import type { Outcome, Resource, Verb } from "@/lib/evidence/model";
import { applianceOutcome, applianceVerb } from "./words";

const START = /\bCEF:\s?(\d+(?:\.\d+)?)\|/;

/** ArcSight Common Event Format, bare or behind a syslog head. */
export const cef: Format = {
  id: "cef",
  title: "Common Event Format (CEF)",
  system: "cef",
  basis: "documentation",
  blindSpots: [
    "What a field means is the sending product's affair; custom fields are read by their labels alone.",
    "Many products send their alerts only, not what they let pass.",
    "A message without a time of its own has the time at which it was sent on.",
  ],
  recognise(record, hints) {
    return typeof record === "string" && hints.container === "lines" && START.test(record.slice(0, 400)) ? 1 : 0;
  },
  needs(records, _hints, options) {
    return timeNeeds(records.map(timeOf), options);
  },
  normalise(record, options) {
    const start = typeof record === "string" ? START.exec(record.slice(0, 400)) : null;
    if (typeof record !== "string" || !start) return [{ kind: "reject", reason: "not a CEF message" }];
    const cut = splitHeader(record.slice(start.index + start[0].length));
    if (cut === null) return [{ kind: "reject", reason: "the CEF header is cut off before its seventh bar" }];
    const { header, extension } = cut;
    const fields = extensionOf(extension);
    const sent = sentTime(record.slice(0, start.index));
    const read = readTime(
      [
        ...["rt", "end", "start", "deviceReceiptTime", "art"].map(
          (key) => [key, zoned(fields.get(key), fields.get("dtz"))] as const,
        ),
        ["syslog time", datedTime(sent, options.year ?? null)],
      ],
      options,
    );
    return [read.ok ? makeEvent(read.time, eventOf(header, fields)) : read.reject];
  },
};

const TIMES = ["rt", "end", "start", "deviceReceiptTime", "art"] as const;

/** The time that a message would be read by, as it stands there. */
function timeOf(record: unknown): string | null {
  const start = typeof record === "string" ? START.exec(record.slice(0, 400)) : null;
  if (typeof record !== "string" || !start) return null;
  const fields = extensionOf(splitHeader(record.slice(start.index + start[0].length))?.extension ?? "");
  const own = TIMES.map((key) => zoned(fields.get(key), fields.get("dtz"))).find((time) => time !== undefined);
  return own ?? sentTime(record.slice(0, start.index));
}

interface Header {
  classId: string;
  name: string;
}

/** Vendor, product, version, class, name, severity; `\|` and `\\` stand for themselves. The last bar may be missing. */
function splitHeader(text: string): { header: Header; extension: string } | null {
  const parts: string[] = [];
  let at = 0;
  let part = "";
  for (; at < text.length && parts.length < 6; at++) {
    const char = text[at];
    if (char === "\\" && (text[at + 1] === "|" || text[at + 1] === "\\")) part += text[++at];
    else if (char === "|") {
      parts.push(part);
      part = "";
    } else part += char;
  }
  if (parts.length === 5) parts.push(part);
  if (parts.length < 6) return null;
  return { header: { classId: (parts[3] ?? "").trim(), name: (parts[4] ?? "").trim() }, extension: text.slice(at) };
}

/** `key=value` after `key=value`; a value may hold blanks, and `\=` for an equals sign. */
function extensionOf(text: string): ReadonlyMap<string, string> {
  const fields = new Map<string, string>();
  const keys = [...text.matchAll(/(?:^|\s)([A-Za-z0-9_.[\]-]{1,128})=/g)];
  keys.forEach((m, i) => {
    const from = m.index + m[0].length;
    const value = text.slice(from, keys[i + 1]?.index ?? text.length).trim();
    const plain = value.replace(/\\(.)/g, (_, char: string) => (char === "n" ? "\n" : char === "r" ? "\r" : char));
    if (plain !== "" && !fields.has(m[1] ?? "")) fields.set(m[1] ?? "", plain);
  });
  return fields;
}

/** `dtz` is the zone of times that state none. */
function zoned(time: string | undefined, zone: string | undefined): string | undefined {
  if (time === undefined || zone === undefined || !/^[A-Z][a-z]{2} \d\d? \d{4} [\d:.]+$/.test(time)) return time;
  return `${time} ${zone}`;
}

function eventOf(header: Header, fields: ReadonlyMap<string, string>): EventFields {
  const get = (...keys: string[]) => keys.map((key) => fields.get(key)).find((value) => value !== undefined) ?? null;
  const action = get("act") ?? (header.name || header.classId || "CEF");
  const source = get("suser", "suid");
  const destination = get("duser", "duid");
  const ip = readSourceIp(get("src") ?? labelled(fields, /source ipv6/i, "c6a") ?? get("shost"));
  const eventId = get("externalId");
  return {
    ...ip,
    actor: source ?? destination,
    actorLabel: get("suser") === null ? null : get("suid"),
    action,
    verb: verbOf(get("requestMethod"), `${action} ${header.name} ${get("cat") ?? ""}`),
    resources: resourcesOf(get, source === null ? null : destination),
    outcome: outcomeOf(get("outcome"), get("act")),
    bytes: count(get("out")),
    eventId,
    identity: null,
  };
}

function labelled(fields: ReadonlyMap<string, string>, label: RegExp, prefix: string): string | null {
  for (const [key, value] of fields) {
    if (key.startsWith(prefix) && key.endsWith("Label") && label.test(value))
      return fields.get(key.slice(0, -5)) ?? null;
  }
  return null;
}

function verbOf(method: string | null, words: string): Verb {
  const said = applianceVerb(words);
  return said === "other" && method !== null ? httpVerb(method) : said;
}

function outcomeOf(outcome: string | null, act: string | null): Outcome {
  const stated = applianceOutcome(outcome);
  return stated === "unknown" ? applianceOutcome(act) : stated;
}

function resourcesOf(get: (...keys: string[]) => string | null, target: string | null): Resource[] {
  const of = (type: string, ...keys: string[]): Resource[] => {
    const id = get(...keys);
    return id === null ? [] : [{ id, type, name: null }];
  };
  return distinctResources([
    ...of("url", "request"),
    ...of("file", "filePath", "fname"),
    ...(target === null ? [] : [{ id: target, type: "user", name: null }]),
    ...of("host", "dhost", "dst"),
  ]);
}
