import type { Need, NormaliseOptions } from "@/lib/evidence/formats/format";
import { parseLogTime } from "@/lib/time/parse-log-time";

/** What stands before the message of a syslog line. */
export interface SyslogLine {
  /** As written; without a year in the old form. */
  time: string | null;
  host: string | null;
  app: string | null;
  pid: string | null;
  messageId: string | null;
  message: string;
}

const NEW = /^<\d{1,3}>\d{1,2} (\S+) (\S+) (\S+) (\S+) (\S+) (-|(?:\[(?:[^\]\\]|\\.)*\])+) ?(?:\ufeff)?/;
const OLD = /^(?:<\d{1,3}>)?([A-Z][a-z]{2} [ \d]\d (?:\d{4} )?\d\d:\d\d:\d\d(?:\.\d{1,9})?(?: \d{4}(?= ))?):? +/;
const ISO = /^(?:<\d{1,3}>)?(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:[.,]\d{1,9})?(?:Z|[+-]\d\d:?\d\d)?) +/;
const TAG = /^([\w./@()-]{1,100})(?:\[([\w.-]{1,50})\])?: ?/;

/** Takes RFC 5424, RFC 3164 and rsyslog's own form apart; null where a line has none of these heads. */
export function readSyslog(line: string): SyslogLine | null {
  const head = line.slice(0, 8192);
  const m = NEW.exec(head);
  if (m) {
    const [all, time, host, app, pid, messageId] = m.map((part) => (part === "-" ? null : part));
    return {
      time: time ?? null,
      host: host ?? null,
      app: app ?? null,
      pid: pid ?? null,
      messageId: messageId ?? null,
      message: line.slice(all?.length ?? 0).trimStart(),
    };
  }
  const old = OLD.exec(head) ?? ISO.exec(head);
  return old ? readOld(line.slice(old[0].length), old[1] ?? null) : null;
}

/** `host tag[pid]: message`; lines of the machine itself may leave the host or the tag out. */
function readOld(rest: string, time: string | null): SyslogLine {
  const own = TAG.exec(rest);
  if (own)
    return {
      time,
      host: null,
      app: own[1] ?? null,
      pid: own[2] ?? null,
      messageId: null,
      message: rest.slice(own[0].length),
    };
  const [first = ""] = rest.split(" ", 1);
  if (first === "---" || first === "")
    return { time, host: null, app: null, pid: null, messageId: null, message: rest };
  const after = rest.slice(first.length + 1);
  const tag = TAG.exec(after);
  return {
    time,
    host: first,
    app: tag?.[1] ?? null,
    pid: tag?.[2] ?? null,
    messageId: null,
    message: tag ? after.slice(tag[0].length) : after,
  };
}

/** The time of a head with the year that was given for the source put in where the head has none. */
export function datedTime(time: string | null, year: number | null): string | null {
  const m = time === null ? null : /^([A-Z][a-z]{2}) +(\d{1,2}) (\d\d:\d\d:\d\d(?:\.\d{1,9})?)$/.exec(time);
  if (!m) return time?.replace(/^([A-Z][a-z]{2} +\d{1,2}) (\d\d:\d\d:\d\d\S*) (\d{4})$/, "$1 $3 $2") ?? null;
  return year === null ? null : `${m[1]} ${m[2]} ${year} ${m[3]}`;
}

/** The time at which a message of another format was sent on, where a head of syslog stands before it. */
export function sentTime(before: string): string | null {
  return readSyslog(before)?.time ?? /^<\d{1,3}>\d{1,2} (\S+) /.exec(before)?.[1] ?? null;
}

/** Whether a line's own head needs a year, or a zone, that only somebody can give. */
function headNeeds(time: string | null, options: NormaliseOptions): { year: boolean; zone: boolean } {
  const { year = null, zone } = options;
  const needsYear = time !== null && datedTime(time, null) === null;
  const dated = datedTime(time, year ?? 2024);
  const read = parseLogTime(dated, { zone, dateOrder: null });
  return { year: needsYear && year === null, zone: !read.ok && read.why === "zone" };
}

/** What has to be asked before these times can be read. */
export function timeNeeds(times: readonly (string | null)[], options: NormaliseOptions): Need[] {
  const needs = times.map((time) => headNeeds(time, options));
  return [
    ...(needs.some((need) => need.year) ? (["year"] as const) : []),
    ...(needs.some((need) => need.zone) ? (["zone"] as const) : []),
  ];
}
