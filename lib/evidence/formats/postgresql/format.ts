import { makeEvent, readTime } from "@/lib/evidence/formats/event";
import { distinctResources, isObject } from "@/lib/evidence/formats/fields";
import type { Format, Normalised, NormaliseOptions } from "@/lib/evidence/formats/format";
import { readSourceIp } from "@/lib/evidence/formats/source-ip";
import { actOf } from "./act";
import { csvEntry, type Entry, jsonEntry, lineEntry, SEVERITIES } from "./entry";

/** PostgreSQL's server log (csvlog, jsonlog, standard error with the usual prefixes) and pgAudit's messages in it. */
export const postgresql: Format = {
  id: "postgresql",
  title: "PostgreSQL server log and pgAudit",
  system: "postgresql",
  basis: "samples",
  shapes: "several",
  blindSpots: [
    "Statements are in it only with log_statement or pgAudit, connections only with log_connections; both are off by default.",
    "Without pgAudit no table is named: a statement stands for its database, its text stays in the record.",
    "A statement is logged before it is run: whether it was done is known only where an error or a duration follows.",
    "Everybody who shares a role looks alike; the application's name is what the client says of itself.",
    "Standard error is read with the usual prefixes only; jsonlog and Amazon's prefix were read from documentation.",
  ],
  recognise(record, hints) {
    if (typeof record === "string") return lineEntry(record) === null ? 0 : 0.9;
    if (!isObject(record)) return 0;
    if (hints.container === "csv" && hints.header !== undefined) return 0;
    return entryOf(record) === null ? 0 : 1;
  },
  normalise(record, options) {
    const entry = entryOf(record);
    if (entry !== null) return [normaliseEntry(entry, options)];
    if (typeof record === "string" && /^\s/.test(record))
      return [{ kind: "skip", reason: "continuation of a message" }];
    return [{ kind: "reject", reason: "not a message of the server log" }];
  },
};

function entryOf(record: unknown): Entry | null {
  if (typeof record === "string") return lineEntry(record);
  return isObject(record) ? (csvEntry(record) ?? jsonEntry(record)) : null;
}

function normaliseEntry(entry: Entry, options: NormaliseOptions): Normalised {
  if (!SEVERITIES.test(entry.severity))
    return { kind: "skip", reason: `more on the message before: ${entry.severity}` };
  const act = actOf(entry);
  if (act === null) return { kind: "skip", reason: "the server about itself" };
  const read = readTime([["time", entry.time]], options);
  if (!read.ok) return read.reject;
  const { session, line } = entry;
  const id = session !== null && line !== null ? `${session}/${line}` : null;
  return makeEvent(read.time, {
    ...readSourceIp(entry.address === "[local]" ? null : entry.address),
    actor: entry.user ?? userIn(entry.message),
    actorLabel: entry.application,
    action: act.action,
    verb: act.verb,
    resources: distinctResources(act.resources),
    outcome: act.outcome,
    session,
    eventId: id,
    // The id of a session is its start and process: after a restart, or on another server, both may come again.
    identity: id === null ? null : JSON.stringify([id, read.time.occurredAt, entry.user, entry.database]),
  });
}

/** Who was refused stands in the message where nobody is signed in yet. */
function userIn(message: string): string | null {
  return /(?:user|role) "([^"]{1,200})"/.exec(message)?.[1] ?? null;
}
