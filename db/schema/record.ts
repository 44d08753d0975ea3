import { sql } from "drizzle-orm";
import { check, index, integer, jsonb, pgTable, primaryKey, text } from "drizzle-orm/pg-core";
import { PRECISIONS, type Precision } from "@/lib/incidents/model";
import { bytea, instant, words } from "./columns";
import { incidents } from "./incidents";

/**
 * The incident's record: append-only. `payload` is the canonical text that is hashed; every other
 * column is read out of it, so that the database can sort and filter.
 */
export const incidentEvents = pgTable(
  "incident_events",
  {
    incidentId: integer("incident_id")
      .notNull()
      .references(() => incidents.id),
    seq: integer().notNull(),
    kind: text().notNull(),
    /** When it was so in the world; empty where nobody knows. */
    occurredAt: instant("occurred_at"),
    precision: text().$type<Precision>().notNull(),
    recordedAt: instant("recorded_at").notNull(),
    authorKind: text("author_kind").$type<"user" | "token" | "system">().notNull(),
    authorId: text("author_id"),
    authorName: text("author_name").notNull(),
    source: text().notNull(),
    /** The entry that this one corrects. */
    corrects: integer(),
    data: jsonb().$type<Record<string, unknown>>().notNull(),
    payload: text().notNull(),
    salt: bytea().notNull(),
    prev: bytea().notNull(),
    hash: bytea().notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.incidentId, t.seq] }),
    index("incident_events_occurred_idx").on(t.incidentId, t.occurredAt, t.seq),
    index("incident_events_kind_idx").on(t.incidentId, t.kind, t.seq),
    index("incident_events_corrects_idx").on(t.incidentId, t.corrects, t.seq).where(sql`corrects is not null`),
    check("incident_events_precision_check", sql.raw(`precision in (${words(PRECISIONS)})`)),
  ],
);

/** The last link of each incident's chain: locked while the next one is made, so that chains never fork. */
export const recordHeads = pgTable("record_heads", {
  incidentId: integer("incident_id")
    .primaryKey()
    .references(() => incidents.id),
  seq: integer().notNull(),
  hash: bytea().notNull(),
});
