import { applianceOutcome, applianceVerb } from "@/lib/evidence/formats/cef/words";
import { type EventFields, makeEvent, readTime } from "@/lib/evidence/formats/event";
import { count, distinctResources } from "@/lib/evidence/formats/fields";
import type { Format } from "@/lib/evidence/formats/format";
import { readSourceIp } from "@/lib/evidence/formats/source-ip";
import { datedTime, sentTime, timeNeeds } from "@/lib/evidence/formats/syslog/header";
import type { Resource } from "@/lib/evidence/model";

const START = /\bLEEF:\s?([12])(?:\.\d+)?\|/;

/** IBM QRadar Log Event Extended Format, versions 1 and 2, bare or behind a syslog head. */
export const leef: Format = {
  id: "leef",
  title: "Log Event Extended Format (LEEF)",
  system: "leef",
  basis: "documentation",
  blindSpots: [
    "What an event id means is the sending product's affair.",
    "It has no field for how an event ended; some products say it in a field of their own.",
    "A message without a time of its own has the time at which it was sent on.",
  ],
  recognise(record, hints) {
    return typeof record === "string" && hints.container === "lines" && START.test(record.slice(0, 400)) ? 1 : 0;
  },
  needs(records, _hints, options) {
    return timeNeeds(
      records.map((record) => {
        const line = readLine(record);
        return line === null ? null : (line.fields.get("devTime") ?? line.sent);
      }),
      options,
    );
  },
  normalise(record, options) {
    const line = readLine(record);
    if (line === null) return [{ kind: "reject", reason: "not a LEEF message, or its header is cut off" }];
    const read = readTime(
      [
        ["devTime", line.fields.get("devTime")],
        ["syslog time", datedTime(line.sent, options.year ?? null)],
      ],
      options,
    );
    return [read.ok ? makeEvent(read.time, eventOf(line.eventId, line.fields)) : read.reject];
  },
};

interface LeefLine {
  eventId: string;
  fields: ReadonlyMap<string, string>;
  sent: string | null;
}

function readLine(record: unknown): LeefLine | null {
  const start = typeof record === "string" ? START.exec(record.slice(0, 400)) : null;
  if (typeof record !== "string" || !start) return null;
  const parts = record.slice(start.index + start[0].length).split("|");
  const eventId = parts[3];
  if (parts.length < 5 || eventId === undefined) return null;
  const delimited = start[1] === "2" && isDelimiter(parts[4] ?? "");
  const delimiter = delimited ? delimiterOf(parts[4] ?? "") : "\t";
  return {
    eventId: eventId.trim(),
    fields: attributesOf(parts.slice(delimited ? 5 : 4).join("|"), delimiter),
    sent: sentTime(record.slice(0, start.index)),
  };
}

/** One character, or its code (`x5E`, `0x09`); nothing stands for a tab. */
function isDelimiter(part: string): boolean {
  return part.length <= 1 || /^(0?x)[0-9a-f]{1,4}$/i.test(part);
}

function delimiterOf(part: string): string {
  const code = /^0?x([0-9a-f]{1,4})$/i.exec(part)?.[1];
  if (code !== undefined) return String.fromCharCode(Number.parseInt(code, 16)) || "\t";
  return part === "" ? "\t" : part;
}

function attributesOf(text: string, delimiter: string): ReadonlyMap<string, string> {
  const fields = new Map<string, string>();
  for (const pair of text.split(delimiter)) {
    const at = pair.indexOf("=");
    const key = pair.slice(0, at).trim();
    const value = pair.slice(at + 1).trim();
    if (at > 0 && value !== "" && !fields.has(key)) fields.set(key, value);
  }
  return fields;
}

function eventOf(eventId: string, fields: ReadonlyMap<string, string>): EventFields {
  const get = (...keys: string[]) => keys.map((key) => fields.get(key)).find((value) => value !== undefined) ?? null;
  const action = eventId || get("cat") || "LEEF";
  const of = (type: string, ...keys: string[]): Resource[] => {
    const id = get(...keys);
    return id === null ? [] : [{ id, type, name: null }];
  };
  return {
    ...readSourceIp(get("src", "identSrc")),
    actor: get("usrName", "accountName", "identityName"),
    actorLabel: get("usrName") === null ? null : get("accountName"),
    action,
    verb: applianceVerb(
      `${action.replaceAll(/[_-]/g, " ").replaceAll(/([a-z])([A-Z])/g, "$1 $2")} ${get("cat") ?? ""}`,
    ),
    resources: distinctResources([
      ...of("url", "url"),
      ...of("resource", "resource", "filePath", "fileName"),
      ...of("host", "dst", "dstHostName"),
    ]),
    outcome: applianceOutcome(get("outcome", "result", "action", "act")),
    session: get("sessionId", "session"),
    bytes: count(get("srcBytes", "totalBytes")),
  };
}
