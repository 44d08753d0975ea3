import { type RawSql, rawSql } from "@/db/client";
import type { Instant } from "@/lib/time/instant";
import { ACTOR_KINDS, VERBS } from "../model";
import { type AccessChange, type OpenStretch, pairChanges } from "../pair-changes";
import { type PermissionChange, readPermissionChange } from "../permission-change";
import { eventId } from "./event-id";
import { readStored } from "./stored-bytes";
import {
  type AgentRow,
  type ChangeRow,
  firstEvents,
  type Place,
  type ResourceRow,
  type SkewRow,
  scanAgents,
  scanChanges,
  scanning,
  scanResources,
  scanSkew,
} from "./suggest-scan";

export interface FoundChange extends AccessChange {
  row: ChangeRow;
  byAgent: boolean;
}

export interface Opening {
  stretch: OpenStretch<FoundChange>;
  says: PermissionChange;
}

export interface Facts {
  openings: Opening[];
  agents: (AgentRow & { events: string[] })[];
  resources: (ResourceRow & { events: string[] })[];
  skews: SkewRow[];
  sources: Map<number, { id: string; filename: string; system: string | null }>;
  leftOut: ("window" | "agent" | "asset" | "clock")[];
}

/** Records of changes that are read to see whom they let in; the most telling ones go first. */
const MOST_READ = 60;
const MOST_CITED = 20;
const LEAST_SKEW_SECONDS = 5;

/** What the evidence itself says, whatever is known of assets and people. */
export async function findFacts(place: Place): Promise<Facts> {
  const sources = await sourcesOf(place.incidentId);
  const facts: Facts = { openings: [], agents: [], resources: [], skews: [], sources, leftOut: [] };
  const look = async (what: Facts["leftOut"][number], work: () => Promise<void>) => {
    try {
      await work();
    } catch (error) {
      if (!isTimeout(error)) throw error;
      facts.leftOut.push(what);
    }
  };
  // One after the other: nobody waits for this, and others work on the same machine.
  await look("window", async () => {
    facts.openings = await findOpenings(place, sources);
  });
  await look("agent", async () => {
    facts.agents = await cited(place, await scanning((sql) => scanAgents(sql, place)));
  });
  await look("asset", async () => {
    facts.resources = await cited(place, await scanning((sql) => scanResources(sql, place)));
  });
  if (sources.size > 1)
    await look("clock", async () => {
      facts.skews = await findSkews(place);
    });
  return facts;
}

function isTimeout(error: unknown): boolean {
  return error instanceof Error && "code" in error && error.code === "57014";
}

async function sourcesOf(incidentId: number): Promise<Facts["sources"]> {
  const rows = await rawSql()<{ no: number; id: string; filename: string; system: string | null }[]>`
    select no, id, filename, system from evidence_sources where incident_id = ${incidentId} and status = 'ready'`;
  return new Map(rows.map(({ no, ...source }) => [no, source]));
}

async function cited<R extends { actorId: number } | { resourceId: number }>(place: Place, rows: R[]) {
  const some = rows.slice(0, MOST_CITED);
  const events = await Promise.all(some.map((row) => firstEvents(rawSql(), place, row)));
  return rows.map((row, i) => ({ ...row, events: (events[i] ?? []).map(eventId) }));
}

async function findOpenings(place: Place, sources: Facts["sources"]): Promise<Opening[]> {
  const rows = await scanning((sql: RawSql) => scanChanges(sql, place));
  const changes = rows.map((row) => toChange(row, sources));
  const decoded = await decodedSources(place.incidentId);
  const said = new Map<string, PermissionChange>();
  const telling = pairChanges(changes).sort((a, b) => weight(b) - weight(a));
  for (const { opened } of telling.slice(0, MOST_READ)) {
    said.set(opened.id, await readChange(place.incidentId, opened.row, decoded));
  }
  // Where a record says that it narrows, it closes: pair again with that known.
  const known = changes.map((change) => (said.get(change.id)?.narrows ? { ...change, opens: false } : change));
  return pairChanges(known).map((stretch) => ({ stretch, says: said.get(stretch.opened.id) ?? SAYS_NOTHING }));
}

const SAYS_NOTHING: PermissionChange = { audience: null, named: [], narrows: false };

function toChange(row: ChangeRow, sources: Facts["sources"]): FoundChange {
  return {
    id: eventId(row),
    at: row.at as Instant,
    opens: row.verb !== VERBS.indexOf("revoke"),
    action: row.action,
    resource: row.resource,
    system: sources.get(row.sourceNo)?.system ?? "",
    row,
    byAgent: row.onBehalfOf !== null || row.actorKind === ACTOR_KINDS.indexOf("agent"),
  };
}

/** What speaks for looking at a change before its record is read. */
function weight({ opened, closed }: OpenStretch<FoundChange>): number {
  const telling = /polic|acl|public|visib|access|shar|setiam|grant/i.test(opened.action) ? 2 : 0;
  return telling + (closed ? 1 : 0) + (opened.byAgent ? 2 : 0);
}

async function decodedSources(incidentId: number): Promise<Set<number>> {
  const rows = await rawSql()<{ no: number }[]>`
    select no from evidence_sources where incident_id = ${incidentId} and decoded_bytes is not null`;
  return new Set(rows.map(({ no }) => no));
}

async function readChange(incidentId: number, row: ChangeRow, decoded: Set<number>): Promise<PermissionChange> {
  const stream = decoded.has(row.sourceNo) ? "decoded" : "original";
  const bytes = await readStored({ incidentId, sourceNo: row.sourceNo, stream }, row.offset, row.length);
  return readPermissionChange(bytes.toString("utf8"));
}

async function findSkews(place: Place): Promise<SkewRow[]> {
  const [{ n } = { n: 0 }] = await rawSql()<{ n: number }[]>`
    select coalesce(sum(events), 0)::float8 as n from evidence_sources
    where incident_id = ${place.incidentId} and status = 'ready'`;
  const traces = await scanning((sql) => scanSkew(sql, place, "trace", n));
  const ids = await scanning((sql) => scanSkew(sql, place, "event_id", n));
  return [...traces, ...ids].filter(
    ({ medianSeconds, spreadSeconds }) =>
      Math.abs(medianSeconds) > LEAST_SKEW_SECONDS && spreadSeconds <= 2 + Math.abs(medianSeconds) * 0.02,
  );
}
