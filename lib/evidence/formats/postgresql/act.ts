import { splitCsvRow } from "@/lib/evidence/containers/csv-row";
import { lookUp } from "@/lib/evidence/formats/declare";
import type { Outcome, Resource, Verb } from "@/lib/evidence/model";
import type { Entry } from "./entry";

/** What a message tells of. */
export interface Act {
  action: string;
  verb: Verb;
  outcome: Outcome;
  resources: Resource[];
}

/** By the first word of a statement. */
const WORDS: Readonly<Record<string, Verb>> = {
  SELECT: "read",
  TABLE: "read",
  WITH: "read",
  FETCH: "read",
  SHOW: "list",
  EXPLAIN: "list",
  INSERT: "write",
  UPDATE: "write",
  MERGE: "write",
  DELETE: "delete",
  TRUNCATE: "delete",
  DROP: "delete",
  COPY: "export",
  GRANT: "grant",
  REVOKE: "revoke",
  CALL: "execute",
  DO: "execute",
  EXECUTE: "execute",
  CREATE: "admin",
  ALTER: "admin",
  REINDEX: "admin",
  VACUUM: "admin",
  ANALYZE: "admin",
  SET: "other",
  RESET: "other",
  BEGIN: "other",
  COMMIT: "other",
  ROLLBACK: "other",
};
/** Signs of a connection that was refused. */
const NO_ENTRY =
  /authentication failed|no pg_hba\.conf entry|role ".*" does not exist|is not permitted to log in|too many connections/;

/** The act that a message tells of; null for what the server says of itself. */
export function actOf(entry: Entry): Act | null {
  const { message } = entry;
  if (message.startsWith("AUDIT: ")) return auditAct(message.slice("AUDIT: ".length));
  if (/^connection authorized:/.test(message)) return session("connection authorized", "login", "success", entry);
  if (/^disconnection:/.test(message)) return session("disconnection", "other", "success", entry);
  if (NO_ENTRY.test(message))
    return session(
      message.replace(/".*"/, "").replace(/\s+/g, " ").trim().slice(0, 80),
      "login",
      refusal(entry),
      entry,
    );
  if (/^(ERROR|FATAL|PANIC)$/.test(entry.severity)) return failed(entry);
  const statement = /^(?:duration: ([\d.]+) ms\s+)?(?:statement|execute [^:]*|parse [^:]*|bind [^:]*): (.*)$/s.exec(
    message,
  );
  // A statement is logged before it is run, one with a duration after it.
  return statement ? stated(statement[2] ?? "", statement[1] === undefined ? "unknown" : "success", entry) : null;
}

function session(action: string, verb: Verb, outcome: Outcome, entry: Entry): Act {
  return { action, verb, outcome, resources: databaseOf(entry) };
}

function refusal({ state, message }: Entry): Outcome {
  return state === "28000" || /pg_hba|not permitted/.test(message) ? "denied" : "failure";
}

/** An error of somebody's statement; one of the server itself names no user. */
function failed(entry: Entry): Act | null {
  if (entry.user === null) return null;
  const denied = entry.state === "42501" || /^permission denied|^must be (owner|superuser)/.test(entry.message);
  return stated(entry.query ?? "", denied ? "denied" : "failure", entry);
}

function stated(sql: string, outcome: Outcome, entry: Entry): Act {
  const word = /^(?:\s|--[^\n]*\n|\/\*.*?\*\/|\()*([A-Za-z]+)/s.exec(sql)?.[1]?.toUpperCase() ?? null;
  return {
    action: word ?? (outcome === "unknown" ? "statement" : "error"),
    verb: lookUp(WORDS, word) ?? "other",
    outcome,
    resources: databaseOf(entry),
  };
}

function databaseOf({ database }: Entry): Resource[] {
  return database === null ? [] : [{ id: database, type: "database", name: null }];
}

const CLASSES: Readonly<Record<string, Verb>> = {
  READ: "read",
  WRITE: "write",
  FUNCTION: "execute",
  ROLE: "admin",
  DDL: "admin",
  MISC: "other",
  MISC_SET: "other",
};

/** `type,statement id,substatement id,class,command,object type,object name,statement,…`; written before it is run. */
function auditAct(payload: string): Act {
  const [, , , kind = "", command = "", objectType = "", object = ""] = splitCsvRow(payload, ",");
  const word = /^[A-Z]+/.exec(command)?.[0] ?? null;
  const named = word === "SELECT" && kind !== "READ" ? undefined : lookUp(WORDS, word);
  return {
    action: command || "AUDIT",
    verb: kind === "WRITE" && word === "COPY" ? "write" : (named ?? lookUp(CLASSES, kind) ?? "other"),
    outcome: "unknown",
    resources: object === "" ? [] : [{ id: object, type: objectType || null, name: null }],
  };
}
