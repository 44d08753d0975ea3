import { type At, secondsLater } from "@/db/seed/day-clock";
import { allRead, type LogFile } from "@/db/seed/log-file";
import { agentRun, otlpLines, type Span, type TracedAgent } from "@/db/seed/otlp-spans";
import { instantIn, type Random, random } from "@/db/seed/random";
import type { Instant } from "@/lib/time/instant";
import { AGENT, DATABASE_ENGINEER, DESTROYED, FOUNDER, REFUSED, ROLE, TABLES, WHEN } from "./cast";

const TRACED: TracedAgent = {
  name: AGENT,
  id: "agent-build-01",
  model: "vendor-large",
  provider: "vendor",
  scope: { name: "northwind.agents", version: "1.8.0" },
};
const STATEMENTS = 900;
const RUNS = 70;

export function frozenLogs(at: At): LogFile[] {
  return [databaseFile(at), agentFile(at)];
}

interface Line {
  at: Instant;
  user: string;
  message: string;
  severity?: "ERROR" | "FATAL";
  state?: string;
  statement?: string;
}

/** The production database's log (JSON, with pgAudit), two and a half days of it. */
function databaseFile(at: At): LogFile {
  const r = random(2_501);
  const lines = [...ordinary(r, at), ...destruction(at), ...refused(at), ...restoring(at)].sort((a, b) =>
    a.at < b.at ? -1 : a.at > b.at ? 1 : 0,
  );
  const session = r.hex(8);
  const records = lines.map((line, i) => ({
    timestamp: `${line.at.slice(0, 10)} ${line.at.slice(11, 23)} UTC`,
    user: line.user,
    dbname: "production",
    pid: 812,
    remote_host: line.user === ROLE ? "203.0.113.40" : "10.20.0.7",
    remote_port: 51_234,
    session_id: `${session}.32c`,
    line_num: i + 1,
    ps: "idle",
    error_severity: line.severity ?? "LOG",
    ...(line.state ? { state_code: line.state } : {}),
    message: line.message,
    ...(line.statement ? { statement: line.statement } : {}),
    backend_type: "client backend",
    query_id: 0,
  }));
  return {
    filename: "postgresql-production.json",
    system: "postgresql",
    coverageFrom: at(WHEN.logsFrom),
    coverageUntil: at(WHEN.logsUntil),
    bytes: Buffer.from(`${records.map((record) => JSON.stringify(record)).join("\n")}\n`),
    expected: allRead(records.length),
  };
}

/** The app reads and writes until the tables are gone, then fails, and works again once they are back. */
function ordinary(r: Random, at: At): Line[] {
  return Array.from({ length: STATEMENTS }, (): Line => {
    const when = instantIn(r, at(WHEN.logsFrom), at(WHEN.logsUntil));
    const { table } = r.pick(TABLES);
    const statement = `SELECT * FROM ${table} WHERE id = $1`;
    if (when < at(WHEN.dropped) || when >= at(WHEN.restored)) {
      return { at: when, user: "app", message: audit("READ", "SELECT", table, statement) };
    }
    const message = `relation "${table}" does not exist`;
    return { at: when, user: "app", message, severity: "ERROR", state: "42P01", statement };
  });
}

function destruction(at: At): Line[] {
  const drops = DESTROYED.map((table, i): Line => {
    const when = secondsLater(at(WHEN.dropped), i * 0.8);
    return { at: when, user: ROLE, message: audit("DDL", "DROP TABLE", table, `DROP TABLE ${table} CASCADE`) };
  });
  const after: Line = {
    at: at(WHEN.lastAct),
    user: ROLE,
    message: audit("READ", "SELECT", "pg_catalog.pg_class", "SELECT relname FROM pg_class"),
  };
  return [...drops, after];
}

function refused(at: At): Line[] {
  return REFUSED.map((when) => ({
    at: at(when),
    user: ROLE,
    message: `role "${ROLE}" is not permitted to log in`,
    severity: "FATAL",
    state: "28000",
  }));
}

/** The rows come back from the night's copy and the log of changes since. */
function restoring(at: At): Line[] {
  const user = DATABASE_ENGINEER.role;
  return DESTROYED.flatMap((table, i): Line[] => {
    const from = secondsLater(at(WHEN.snapshotRead), i * 240);
    return [
      { at: from, user, message: audit("DDL", "CREATE TABLE", table, `CREATE TABLE ${table} ()`) },
      { at: secondsLater(from, 30), user, message: audit("WRITE", "COPY", table, `COPY ${table} FROM STDIN`) },
    ];
  });
}

function audit(kind: string, command: string, table: string, statement: string): string {
  return `AUDIT: SESSION,1,1,${kind},${command},TABLE,${table},"${statement}",<not logged>`;
}

/** The agent's own trace: asked to look at an empty view, it ran a push of the schema that drops what it does not know. */
function agentFile(at: At): LogFile {
  const r = random(2_502);
  const ordinaryRuns = Array.from({ length: RUNS }, () =>
    agentRun(r, TRACED, instantIn(r, at(WHEN.logsFrom), at(WHEN.freeze)), FOUNDER.email, [
      { tool: "edit_file", after: 3, args: { path: `src/pages/page-${r.int(1, 40)}.tsx` } },
    ]),
  );
  const fatal = agentRun(r, TRACED, at(WHEN.invoked), FOUNDER.email, [
    { tool: "read_file", after: 20, args: { path: "AGENTS.md" } },
    {
      tool: "run_command",
      after: 140,
      args: { command: "npm run db:push -- --force" },
      attributes: { "northwind.freeze": "active", "northwind.approval": "missing" },
    },
  ]);
  const asked = agentRun(r, TRACED, at("1 10:19:20"), FOUNDER.email, [
    { tool: "run_command", after: 20, args: { command: "psql -c '\\dt'" } },
  ]);
  const spans: Span[] = [...ordinaryRuns.flat(), ...fatal, ...asked];
  return {
    filename: "build-agent-spans.ndjson",
    system: "otlp",
    coverageFrom: at(WHEN.logsFrom),
    coverageUntil: at(WHEN.logsUntil),
    bytes: Buffer.from(otlpLines(TRACED, spans)),
    expected: allRead(spans.length),
  };
}
