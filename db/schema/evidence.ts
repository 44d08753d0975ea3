import { sql } from "drizzle-orm";
import {
  bigint,
  boolean,
  check,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  smallint,
  text,
  uniqueIndex,
  uuid,
} from "drizzle-orm/pg-core";
import { type LogDigest, SOURCE_STATUSES, type SourceStatus } from "@/lib/evidence/model";
import { bytea, instant, words } from "./columns";
import { incidents } from "./incidents";

const counter = (name: string) => bigint(name, { mode: "number" }).notNull().default(0);

/** One imported file. `no` is the small number by which rows and citations name it, per installation. */
export const evidenceSources = pgTable(
  "evidence_sources",
  {
    id: uuid().primaryKey().defaultRandom(),
    no: integer().notNull().generatedAlwaysAsIdentity(),
    incidentId: integer("incident_id")
      .notNull()
      .references(() => incidents.id),
    filename: text().notNull(),
    status: text().$type<SourceStatus>().notNull(),
    /** As stated by whoever brought it, else the recognised format's. */
    system: text(),
    systemStated: boolean("system_stated").notNull().default(false),
    format: text(),
    formatReasons: jsonb("format_reasons").$type<string[]>().notNull().default([]),
    /** Answers to what had to be asked: format, zone, dateOrder, mapping. */
    options: jsonb().$type<Record<string, unknown>>().notNull().default({}),
    /** What has to be answered before it can be read. */
    needs: text().array().notNull().default([]),
    sha256: text(),
    bytes: counter("bytes"),
    decodedBytes: bigint("decoded_bytes", { mode: "number" }),
    coverageFrom: instant("coverage_from"),
    coverageUntil: instant("coverage_until"),
    bytesRead: counter("bytes_read"),
    eventsPerSecond: integer("events_per_second"),
    records: counter("records"),
    events: counter("events"),
    duplicates: counter("duplicates"),
    skipped: counter("skipped"),
    rejects: counter("rejects"),
    skippedKinds: jsonb("skipped_kinds").$type<Record<string, number>>().notNull().default({}),
    notes: jsonb().$type<string[]>().notNull().default([]),
    firstEventAt: instant("first_event_at"),
    lastEventAt: instant("last_event_at"),
    /** Which partition its events are in; 0 is the shared one. */
    part: integer().notNull().default(0),
    checkpoint: jsonb().$type<Record<string, unknown>>(),
    error: text(),
    errorCode: text("error_code"),
    broughtBy: text("brought_by").notNull(),
    broughtFrom: text("brought_from"),
    /** How it was collected, in the words of whoever brings it. */
    collected: text(),
    receivedAt: instant("received_at").notNull(),
    /** Which attempt is at work on it: a worker that lost the source writes nothing more. */
    attempt: uuid(),
    heartbeatAt: instant("heartbeat_at"),
    readyAt: instant("ready_at"),
    /** A live source takes log lines over the network until somebody ends it. */
    live: boolean().notNull().default(false),
    endedAt: instant("ended_at"),
  },
  (t) => [
    uniqueIndex("evidence_sources_no_key").on(t.no),
    // The same bytes again change nothing, also when both arrive at once; as another system's log they are another.
    uniqueIndex("evidence_sources_same_bytes_key")
      .on(t.incidentId, t.sha256, sql`(case when system_stated then system else '' end)`)
      .where(sql`status in ('queued', 'parsing', 'ready') and not live`),
    index("evidence_sources_incident_idx").on(t.incidentId, t.no),
    check("evidence_sources_status_check", sql.raw(`status in (${words(SOURCE_STATUSES)})`)),
  ],
);

/** Bytes in pieces: `original` as they came, `decoded` where unwrapping changed them. */
export const evidenceChunks = pgTable(
  "evidence_chunks",
  {
    incidentId: integer("incident_id").notNull(),
    sourceNo: integer("source_no").notNull(),
    stream: text().$type<"original" | "decoded">().notNull(),
    /** Where this piece begins in its stream, and how long it is before compression. */
    offset: bigint("start_offset", { mode: "number" }).notNull(),
    length: integer().notNull(),
    encoding: text().$type<"none" | "deflate" | "brotli">().notNull(),
    bytes: bytea().notNull(),
  },
  (t) => [primaryKey({ columns: [t.incidentId, t.sourceNo, t.stream, t.offset] })],
);

/**
 * The files inside a source: one of them (without a name) unless it is an archive. Record numbers and offsets run on
 * through the whole source; a member's own begin at these.
 */
export const evidenceMembers = pgTable(
  "evidence_members",
  {
    incidentId: integer("incident_id").notNull(),
    sourceNo: integer("source_no").notNull(),
    member: integer().notNull(),
    name: text(),
    firstRecord: bigint("first_record", { mode: "number" }).notNull(),
    offset: bigint("start_offset", { mode: "number" }).notNull(),
    stream: text().$type<"original" | "decoded">().notNull(),
    /** Of its unpacked bytes, where its vendor states hashes of what it delivers. */
    contentSha256: text("content_sha256"),
  },
  (t) => [primaryKey({ columns: [t.incidentId, t.sourceNo, t.member] })],
);

/** Strings live once: actors, resources, actions, sessions and so on, as small ids per incident. */
export const evidenceTerms = pgTable(
  "evidence_terms",
  {
    incidentId: integer("incident_id").notNull(),
    id: integer().notNull().generatedAlwaysAsIdentity(),
    kind: text().$type<"actor" | "resource" | "action" | "session" | "ip" | "label">().notNull(),
    value: text().notNull(),
    /** Of a resource: its type and name as logs give them. */
    type: text(),
    name: text(),
    /** Of an actor or resource: the system whose log named it. */
    system: text(),
    /** Hash of kind, value, type, name and system: values are longer than an index entry may be. */
    hash: uuid().notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.incidentId, t.id] }),
    uniqueIndex("evidence_terms_hash_key").on(t.incidentId, t.hash),
    index("evidence_terms_kind_idx").on(t.incidentId, t.kind),
  ],
);

/** Lines that could not be read, with where and why. */
export const evidenceRejects = pgTable(
  "evidence_rejects",
  {
    incidentId: integer("incident_id").notNull(),
    sourceNo: integer("source_no").notNull(),
    id: integer().notNull().generatedAlwaysAsIdentity(),
    /** Of an archive: the file in it, within which `record` and `offset` count. */
    member: text(),
    record: bigint({ mode: "number" }).notNull(),
    offset: bigint("start_offset", { mode: "number" }).notNull(),
    length: bigint({ mode: "number" }).notNull(),
    reason: text().notNull(),
  },
  (t) => [primaryKey({ columns: [t.incidentId, t.sourceNo, t.id] })],
);

/**
 * A file on its way in several requests: what arrived is kept as pieces of a source that nobody sees yet. Stays for a
 * while after its end, for a sender that did not hear of it.
 */
export const evidenceUploads = pgTable(
  "evidence_uploads",
  {
    incidentId: integer("incident_id")
      .notNull()
      .references(() => incidents.id),
    id: uuid().notNull().defaultRandom(),
    sourceNo: integer("source_no").notNull(),
    /** Whose it is: nobody else goes on with it. */
    userId: text("user_id").notNull(),
    filename: text().notNull(),
    /** Of the whole file, as announced. */
    bytes: bigint({ mode: "number" }).notNull(),
    /** What the sender knows the file by when it is chosen again. */
    fingerprint: text(),
    /** The SHA-256 that the whole has to have, where the sender stated it. */
    sha256: text(),
    /** The request that is sending now; another one takes over by writing its own. */
    writer: uuid(),
    begunAt: instant("begun_at").notNull(),
    movedAt: instant("moved_at").notNull(),
    /** What was answered at its end. */
    received: jsonb().$type<Record<string, unknown>>(),
  },
  (t) => [
    primaryKey({ columns: [t.incidentId, t.id] }),
    uniqueIndex("evidence_uploads_source_key").on(t.incidentId, t.sourceNo),
    index("evidence_uploads_moved_idx").on(t.movedAt),
  ],
);

/** Vendors' own lists of the log files that they delivered, with their hashes: what evidence is checked against. */
export const evidenceDigests = pgTable(
  "evidence_digests",
  {
    incidentId: integer("incident_id").notNull(),
    sourceNo: integer("source_no").notNull(),
    id: integer().notNull().generatedAlwaysAsIdentity(),
    name: text().notNull(),
    /** Whose deliveries it lists; each has a digest for every hour. */
    trail: text().notNull(),
    from: instant("from_at").notNull(),
    until: instant("until_at").notNull(),
    files: jsonb().$type<LogDigest["files"]>().notNull(),
    /** The file in the source that it is; null for one read before signatures were. */
    member: integer(),
    /** What its vendor signed, and what it says of the digest before it. */
    signed: jsonb().$type<LogDigest["signed"]>(),
  },
  (t) => [primaryKey({ columns: [t.incidentId, t.sourceNo, t.id] })],
);

/** Public keys that were brought beside digests, to check their signatures with. */
export const evidencePublicKeys = pgTable(
  "evidence_public_keys",
  {
    incidentId: integer("incident_id").notNull(),
    sourceNo: integer("source_no").notNull(),
    id: integer().notNull().generatedAlwaysAsIdentity(),
    fingerprint: text().notNull(),
    /** DER of an RSA public key (PKCS #1), in base64 as the vendor's tool prints it. */
    key: text().notNull(),
  },
  (t) => [primaryKey({ columns: [t.incidentId, t.sourceNo, t.id] })],
);

/** What a source covers per system, and the holes in it. */
export const evidenceCoverage = pgTable(
  "evidence_coverage",
  {
    incidentId: integer("incident_id").notNull(),
    sourceNo: integer("source_no").notNull(),
    id: integer().notNull().generatedAlwaysAsIdentity(),
    system: text().notNull(),
    from: instant("from_at").notNull(),
    until: instant("until_at").notNull(),
    basis: text().$type<"stated" | "inferred">().notNull(),
    hole: smallint().notNull().default(0),
    reason: text(),
    recordedAt: instant("recorded_at").notNull(),
    supersededAt: instant("superseded_at"),
  },
  (t) => [
    primaryKey({ columns: [t.incidentId, t.sourceNo, t.id] }),
    check("evidence_coverage_order_check", sql`from_at < until_at`),
  ],
);
