import { makeEvent, readTime } from "@/lib/evidence/formats/event";
import { distinctResources } from "@/lib/evidence/formats/fields";
import type { Format } from "@/lib/evidence/formats/format";
import { readSourceIp } from "@/lib/evidence/formats/source-ip";
import type { Resource } from "@/lib/evidence/model";
import { datedTime, readSyslog, type SyslogLine, timeNeeds } from "./header";
import { readMessage } from "./messages";

/** Syslog as lines of text: RFC 5424, RFC 3164, and rsyslog's files. */
export const syslog: Format = {
  id: "syslog",
  title: "Syslog (RFC 3164, RFC 5424)",
  system: "syslog",
  basis: "samples",
  blindSpots: [
    "Anybody who can write to the log can write any line; UDP loses and reorders lines without a trace.",
    "Who did something is known for the messages of sshd, sudo, su, cron and a few others alone.",
    "The old form has neither year nor zone: both are what somebody stated for the whole file, which must not go over New Year.",
    "Lines that continue another one are rejected; a message over several lines is known by its first.",
  ],
  recognise(record, hints) {
    if (typeof record !== "string" || hints.container !== "lines") return 0;
    // These may stand behind a head of syslog and are formats of their own.
    if (/\b(CEF|LEEF):\s?\d/.test(record.slice(0, 400))) return 0;
    return readSyslog(record) === null ? 0 : 0.7;
  },
  needs(records, _hints, options) {
    return timeNeeds(
      records.map((record) => (typeof record === "string" ? (readSyslog(record)?.time ?? null) : null)),
      options,
    );
  },
  normalise(record, options) {
    const line = typeof record === "string" ? readSyslog(record) : null;
    if (line === null) return [{ kind: "reject", reason: "not a line of syslog" }];
    if (/^-*\s*(last )?message repeated \d+ times/.test(line.message) || /^--- .* ---$/.test(line.message))
      return [{ kind: "skip", reason: "a note of the logger, not a message" }];
    const time = datedTime(line.time, options.year ?? null);
    if (time === null && line.time !== null)
      return [
        { kind: "reject", reason: `time without a year ("${line.time}"), and no year was given for this source` },
      ];
    const read = readTime([["time", time]], options);
    if (!read.ok) return [read.reject];
    // A number counts messages in some programs; a word says what kind of message it is.
    const messageId = /^\d*$/.test(line.messageId ?? "") ? null : line.messageId;
    const said = line.app === null ? null : readMessage(line.app, line.message);
    // The year is somebody's answer; the text is what the line says.
    const timeBasis = { ...read.time.timeBasis, text: line.time ?? "" };
    return [
      makeEvent(
        { ...read.time, timeBasis },
        {
          ...readSourceIp(said?.ip),
          actor: said?.user ?? null,
          action: said?.action ?? messageId ?? line.app ?? line.messageId ?? "message",
          verb: said?.verb ?? "other",
          resources: resourcesOf(line, said?.target ?? null, said?.command ?? null),
          outcome: said?.outcome ?? "unknown",
        },
      ),
    ];
  },
};

function resourcesOf(line: SyslogLine, target: string | null, command: string | null): Resource[] {
  return distinctResources([
    ...(command === null ? [] : [{ id: command, type: "command", name: null }]),
    ...(target === null ? [] : [{ id: target, type: "user", name: null }]),
    ...(line.host === null ? [] : [{ id: line.host, type: "host", name: null }]),
  ]);
}
