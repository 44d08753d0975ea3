import { makeEvent, readTime } from "@/lib/evidence/formats/event";
import { count } from "@/lib/evidence/formats/fields";
import type { Format } from "@/lib/evidence/formats/format";
import { httpVerb } from "@/lib/evidence/formats/http-verb";
import { outcomeOfStatus } from "@/lib/evidence/formats/outcomes";
import { readSourceIp } from "@/lib/evidence/formats/source-ip";
import type { Resource } from "@/lib/evidence/model";

/** `client ident user [time] "request" status bytes`; a virtual host or a list of forwarding addresses may come first. */
const LINE =
  /^"?(.*?)"? (\S+) (\S+|"[^"]*") \[(\d{1,2}\/[A-Za-z]{3}\/\d{4}:\d\d:\d\d:\d\d [+-]\d{4})\] "(.*?)" (\d{3}|-) (\d+|-)(?: |$)/;
const REQUEST = /^([A-Za-z_-]{1,30}) (.+?)(?: HTTP\/[\d.]+)?$/;

/** Access logs of Apache, nginx and everything that writes the common or combined log format. */
export const webAccess: Format = {
  id: "web-access",
  title: "Web access log (common and combined format)",
  system: "web-access",
  basis: "samples",
  blindSpots: [
    "It names people only where the server itself asked for a password.",
    "Behind a proxy the address is the proxy's, unless the server was told to write the forwarded one, which the client can set.",
    "The bodies of requests and answers are not in it.",
  ],
  recognise(record, hints) {
    if (typeof record !== "string" || hints.container !== "lines") return 0;
    return LINE.test(record.slice(0, 10_000)) ? 0.9 : 0;
  },
  normalise(record, options) {
    const m = typeof record === "string" ? LINE.exec(record.slice(0, 100_000)) : null;
    if (!m) return [{ kind: "reject", reason: "not a line of the common or combined log format" }];
    const [, before = "", , user = "-", time, request = "", status, bytes] = m;
    const read = readTime([["time", time]], options);
    if (!read.ok) return [read.reject];
    const [, method, target] = REQUEST.exec(request) ?? [];
    const { host, client } = splitBefore(before);
    return [
      makeEvent(read.time, {
        ...readSourceIp(client),
        actor: user === "-" ? null : user.replace(/^"(.*)"$/, "$1") || null,
        // What is no request (a scan, another protocol) is kept as it was sent.
        action: method ?? (request || "-"),
        verb: method === undefined ? "other" : httpVerb(method),
        resources: resourcesOf(target, host),
        outcome: outcomeOfStatus(status),
        bytes: count(bytes),
      }),
    ];
  },
};

/** `host:443 10.1.1.2`, `10.0.0.2, 10.0.0.1`, or the client alone. */
function splitBefore(before: string): { host: string | null; client: string } {
  const at = before.lastIndexOf(" ");
  const first = before.slice(0, at);
  if (at < 0 || before.includes(",")) return { host: null, client: before.replaceAll('"', "") };
  return { host: first.includes(" ") ? null : first, client: before.slice(at + 1) };
}

/** The path without its query, which may hold tokens and makes every request another resource. */
function resourcesOf(target: string | undefined, host: string | null): Resource[] {
  const path = target?.split(/[?#]/, 1)[0] ?? "";
  return [
    ...(path === "" ? [] : [{ id: path, type: "url", name: null }]),
    ...(host === null ? [] : [{ id: host, type: "host", name: null }]),
  ];
}
