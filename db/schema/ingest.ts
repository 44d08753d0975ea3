import { sql } from "drizzle-orm";
import { bigint, index, integer, pgTable, text, uniqueIndex, uuid } from "drizzle-orm/pg-core";
import { users } from "./access";
import { bytea, instant } from "./columns";
import { evidenceSources } from "./evidence";

/** What a program sends log lines with: good for one live source and for nothing else. */
export const ingestTokens = pgTable(
  "ingest_tokens",
  {
    id: uuid().primaryKey().defaultRandom(),
    sourceId: uuid("source_id")
      .notNull()
      .references(() => evidenceSources.id),
    name: text().notNull(),
    /** First characters, so that people recognise a token in a list. */
    prefix: text().notNull(),
    tokenHash: bytea("token_hash").notNull(),
    createdBy: uuid("created_by")
      .notNull()
      .references(() => users.id),
    createdAt: instant("created_at").notNull(),
    lastUsedAt: instant("last_used_at"),
    revokedAt: instant("revoked_at"),
  },
  (t) => [uniqueIndex("ingest_tokens_hash_key").on(t.tokenHash), index("ingest_tokens_source_idx").on(t.sourceId)],
);

/**
 * One request that a live source was sent and that was acknowledged. Its bytes wait here until the worker has made
 * evidence of them, in the same transaction that moves them to the source's chunks; the line itself stays.
 */
export const liveDeliveries = pgTable(
  "live_deliveries",
  {
    id: bigint({ mode: "number" }).primaryKey().generatedAlwaysAsIdentity(),
    incidentId: integer("incident_id").notNull(),
    sourceNo: integer("source_no").notNull(),
    tokenId: uuid("token_id").references(() => ingestTokens.id),
    receivedAt: instant("received_at").notNull(),
    from: text("sent_from"),
    contentType: text("content_type").notNull(),
    contentEncoding: text("content_encoding"),
    /** Of the bytes as they came. */
    sha256: text().notNull(),
    length: integer().notNull(),
    /** The same, in the words that are read: JSON. */
    textLength: integer("text_length").notNull(),
    bytes: bytea(),
    text: bytea(),
    /** Where they stand among the source's original bytes; null while they wait. */
    offset: bigint("start_offset", { mode: "number" }),
    takenAt: instant("taken_at"),
  },
  (t) => [
    index("live_deliveries_source_idx").on(t.incidentId, t.sourceNo, t.id),
    // What waits is little, however much was taken.
    index("live_deliveries_waiting_idx").on(t.incidentId, t.sourceNo).where(sql`taken_at is null`),
  ],
);
