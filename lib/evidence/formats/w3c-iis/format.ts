import { makeEvent, readTime } from "@/lib/evidence/formats/event";
import { count, distinctResources, isObject, type JsonObject, own, text } from "@/lib/evidence/formats/fields";
import type { Format } from "@/lib/evidence/formats/format";
import { httpVerb } from "@/lib/evidence/formats/http-verb";
import { outcomeOfStatus } from "@/lib/evidence/formats/outcomes";
import { readSourceIp } from "@/lib/evidence/formats/source-ip";

/** W3C extended log files of web servers: IIS, CloudFront and others. Cells are named by the file's own header. */
export const w3cIis: Format = {
  id: "w3c-iis",
  title: "W3C extended log (IIS)",
  system: "web-access",
  basis: "samples",
  blindSpots: [
    "It names people only where the server itself asked who they are.",
    "Which columns there are was chosen by the administrator of the server.",
    "Times are whole seconds in UTC; in a file without a date column the date is that of its header.",
  ],
  recognise(record, hints) {
    if (!isObject(record)) return 0;
    const web = cell(record, "cs-method") !== null || cell(record, "cs-uri-stem") !== null;
    if (web && (own(record, "time") !== undefined || own(record, "date") !== undefined)) return 1;
    return hints.container === "w3c" ? 0.3 : 0;
  },
  normalise(record, options) {
    if (!isObject(record)) return [{ kind: "reject", reason: "not a line of a W3C extended log" }];
    const method = cell(record, "cs-method");
    if (method === null) return [{ kind: "reject", reason: "no cs-method: not a line of a web server's log" }];
    const read = readTime([["date time", timeOf(record)]], options, { contractZone: "UTC" });
    if (!read.ok) return [read.reject];
    const path = cell(record, "cs-uri-stem");
    const host = cell(record, "x-host-header", "cs-host", "cs(Host)");
    const eventId = cell(record, "x-edge-request-id");
    return [
      makeEvent(read.time, {
        ...readSourceIp(
          [cell(record, "x-forwarded-for", "X-Forwarded-For"), cell(record, "c-ip")].filter((ip) => ip !== null),
        ),
        actor: cell(record, "cs-username"),
        action: method,
        verb: httpVerb(method),
        resources: distinctResources([
          ...(path === null ? [] : [{ id: path, type: "url", name: null }]),
          ...(host === null ? [] : [{ id: host, type: "host", name: null }]),
        ]),
        outcome: outcomeOfStatus(cell(record, "sc-status")),
        bytes: count(cell(record, "sc-bytes")),
        eventId,
        identity: eventId,
      }),
    ];
  },
};

/** A dash stands for nothing. */
function cell(record: JsonObject, ...names: string[]): string | null {
  for (const name of names) {
    const value = text(own(record, name));
    if (value !== null && value !== "-") return value;
  }
  return null;
}

function timeOf(record: JsonObject): string | null {
  const time = cell(record, "time");
  const date = cell(record, "date") ?? cell(record, "#Date")?.slice(0, 10) ?? null;
  return time === null || date === null ? null : `${date} ${time}`;
}
