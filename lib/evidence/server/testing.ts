import { readFileSync } from "node:fs";
import { sql } from "drizzle-orm";
import { db, rawSql } from "@/db/client";
import { anIncident, aUser, type TestUser } from "@/db/testing/factories";
import type { IncidentView } from "@/lib/incidents/views";
import type { AnswerEvidenceInput, ListEventsQuery, ReceiveEvidenceQuery } from "../inputs";
import type { EventView, SourceView } from "../views";
import { answerEvidence } from "./answer-evidence";
import { getEvidence } from "./get-evidence";
import { importSource } from "./import-source";
import { listEvents } from "./list-events";
import { receiveEvidence } from "./receive-evidence";

/** An incident into which a test brings files; imports run here and now, without a worker. */
export interface Bench {
  incident: IncidentView;
  user: TestUser;
  /** From how many events on a source keeps a partition of its own; as in production unless a test lowers it. */
  ownPartitionFrom: number | undefined;
  /** Uploads and reads to the end. */
  bring(bytes: Buffer | string, query?: Partial<ReceiveEvidenceQuery>): Promise<SourceView>;
  answer(id: string, input: AnswerEvidenceInput): Promise<SourceView>;
  events(query?: Partial<ListEventsQuery>): Promise<EventView[]>;
}

export async function anEvidenceBench(): Promise<Bench> {
  const user = await aUser("commander");
  const { incident } = await anIncident(user);
  const read = async (id: string) => {
    const source = await getEvidence(user.ctx, incident.ref, id);
    await importSource(Number(incident.id), source.no, bench.ownPartitionFrom);
    return getEvidence(user.ctx, incident.ref, id);
  };
  const bench: Bench = {
    incident,
    user,
    ownPartitionFrom: undefined,
    bring: async (bytes, query = {}) => {
      const body = pieces(typeof bytes === "string" ? Buffer.from(bytes) : bytes);
      const { id } = await receiveEvidence(user.ctx, incident.ref, { filename: "log.json", ...query }, body);
      return read(id);
    },
    answer: async (id, input) => {
      await answerEvidence(user.ctx, incident.ref, id, input);
      return read(id);
    },
    events: async (query = {}) => {
      const all: EventView[] = [];
      let cursor: string | undefined;
      do {
        const given = { order: "time" as const, limit: 1000, ...query, ...(cursor ? { cursor } : {}) };
        const page = await listEvents(user.ctx, incident.ref, given);
        all.push(...page.data);
        cursor = page.nextCursor ?? undefined;
      } while (cursor);
      return all;
    },
  };
  return bench;
}

export async function* pieces(bytes: Buffer, size = 60_000): AsyncGenerator<Buffer> {
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
}

export function fixture(path: string): Buffer {
  return readFileSync(new URL(`../formats/${path}`, import.meta.url));
}

/** One CloudTrail data event, small and valid; `id` makes it itself. */
export function cloudTrail(id: number, more: Record<string, unknown> = {}): Record<string, unknown> {
  const at = new Date(Date.UTC(2026, 2, 11) + id * 1000).toISOString().replace(".000Z", "Z");
  return {
    eventVersion: "1.08",
    userIdentity: { type: "IAMUser", userName: `user-${id % 7}`, arn: `arn:aws:iam::1:user/user-${id % 7}` },
    eventTime: at,
    eventSource: "s3.amazonaws.com",
    eventName: "GetObject",
    sourceIPAddress: "192.0.2.7",
    requestParameters: { bucketName: "vault", key: `file-${id % 50}.txt` },
    eventID: `00000000-0000-4000-8000-${String(id).padStart(12, "0")}`,
    ...more,
  };
}

export function ndjson(records: readonly unknown[]): string {
  return records.map((record) => JSON.stringify(record)).join("\n");
}

/** Rows that an import has in the database, by table: to show that nothing is left, or nothing half-done. */
export async function traces(sourceNo: number): Promise<Record<string, number>> {
  const [row] = await rawSql()<Record<string, number>[]>`
    select (select count(*)::int from evidence_chunks where source_no = ${sourceNo}) as chunks,
      (select count(*)::int from evidence_events where source_no = ${sourceNo}) as events,
      (select count(*)::int from evidence_touches where source_no = ${sourceNo}) as touches,
      (select count(*)::int from evidence_rejects where source_no = ${sourceNo}) as rejects,
      (select count(*)::int from evidence_members where source_no = ${sourceNo}) as members,
      (select count(*)::int from pg_class where relname in (${`evidence_events_${sourceNo}`}, ${`evidence_touches_${sourceNo}`})) as tables`;
  return { ...row };
}

export async function recordKinds(incidentId: string): Promise<string[]> {
  const rows = await db().execute<{ kind: string }>(
    sql`select kind from incident_events where incident_id = ${Number(incidentId)} and kind like 'evidence%' order by seq`,
  );
  return rows.map((row) => row.kind);
}

export function reconciles({ records, events, duplicates, skipped, rejects }: SourceView["counts"]): boolean {
  return records === events + duplicates + skipped + rejects;
}
