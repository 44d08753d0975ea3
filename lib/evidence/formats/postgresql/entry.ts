import { firstText, type JsonObject, own, text } from "@/lib/evidence/formats/fields";

/** One message of a server, wherever it was written. */
export interface Entry {
  time: string | null;
  user: string | null;
  database: string | null;
  address: string | null;
  session: string | null;
  line: string | null;
  severity: string;
  state: string | null;
  message: string;
  /** The statement that an error is about. */
  query: string | null;
  application: string | null;
}

export const SEVERITIES = /^(DEBUG[1-5]?|INFO|NOTICE|WARNING|ERROR|LOG|FATAL|PANIC)$/;

/** A row of `csvlog`, which has no header: its columns are known by their numbers. */
export function csvEntry(r: JsonObject): Entry | null {
  const cell = (n: number) => text(own(r, String(n)));
  const severity = cell(12) ?? "";
  if (!SEVERITIES.test(severity) || !/^[0-9a-f]+\.[0-9a-f]+$/.test(cell(6) ?? "")) return null;
  return {
    time: cell(1),
    user: cell(2),
    database: cell(3),
    address: cell(5),
    session: cell(6),
    line: cell(7),
    severity,
    state: cell(13),
    message: cell(14) ?? "",
    query: cell(20),
    application: cell(23),
  };
}

/** A line of `jsonlog`. */
export function jsonEntry(r: JsonObject): Entry | null {
  const severity = text(own(r, "error_severity")) ?? "";
  if (!SEVERITIES.test(severity) || own(r, "timestamp") === undefined) return null;
  if (own(r, "pid") === undefined && own(r, "backend_type") === undefined) return null;
  return {
    time: text(own(r, "timestamp")),
    user: text(own(r, "user")),
    database: text(own(r, "dbname")),
    address: text(own(r, "remote_host")),
    session: text(own(r, "session_id")),
    line: text(own(r, "line_num")),
    severity,
    state: text(own(r, "state_code")),
    message: text(own(r, "message")) ?? "",
    query: firstText(r, "statement", "internal_query"),
    application: text(own(r, "application_name")),
  };
}

const LEVELS = "DEBUG[1-5]?|INFO|NOTICE|WARNING|ERROR|LOG|FATAL|PANIC|DETAIL|HINT|STATEMENT|CONTEXT|QUERY|LOCATION";
const TIME =
  "\\d{4}-\\d\\d-\\d\\d \\d\\d:\\d\\d:\\d\\d(?:\\.\\d+)? [A-Z][A-Za-z]{1,5}|\\d{4}-\\d\\d-\\d\\d \\d\\d:\\d\\d:\\d\\d(?:\\.\\d+)? [+-]\\d\\d(?::?\\d\\d)?";
/** `time [pid] user@database LEVEL:  message`, as most distributions set it. */
const USUAL = new RegExp(
  `^(${TIME}) \\[(\\d+)(?:-(\\d+))?\\](?: (?:([^\\s@]*)@(\\S*))?.*?)? ?\\b(${LEVELS}):\\s+(.*)$`,
  "s",
);
/** `time:host(port):user@database:[pid]:LEVEL:  message`, as Amazon RDS sets it. */
const RDS = new RegExp(`^(${TIME}):([^:]*?)(?:\\(\\d+\\))?:([^@:]*)@([^:]*):\\[(\\d+)\\]:(${LEVELS}):\\s+(.*)$`, "s");

/** A line of the server's standard error, with one of the usual prefixes. */
export function lineEntry(line: string): Entry | null {
  const usual = USUAL.exec(line);
  if (usual) {
    const [, time = "", , number, user, database, severity = "", message = ""] = usual;
    return { ...NOTHING, time, user: text(user), database: text(database), line: number ?? null, severity, message };
  }
  const rds = RDS.exec(line);
  if (!rds) return null;
  const [, time = "", address, user, database, , severity = "", message = ""] = rds;
  return { ...NOTHING, time, address: text(address), user: named(user), database: named(database), severity, message };
}

/** Before somebody has signed in the prefix says so in brackets. */
function named(word: string | undefined): string | null {
  return word === undefined || word === "" || word === "[unknown]" ? null : word;
}

const NOTHING = {
  time: null,
  user: null,
  database: null,
  address: null,
  session: null,
  line: null,
  state: null,
  query: null,
  application: null,
};
