import { sql } from "drizzle-orm";
import { check, integer, jsonb, pgTable, primaryKey, text, uniqueIndex, uuid } from "drizzle-orm/pg-core";
import { users } from "./access";
import { instant } from "./columns";
import { incidents } from "./incidents";

/** What a person decided about something that the evidence suggests; the key stays the same however often it is found. */
export const suggestionDecisions = pgTable(
  "suggestion_decisions",
  {
    incidentId: integer("incident_id")
      .notNull()
      .references(() => incidents.id),
    key: text().notNull(),
    decision: text().$type<"accepted" | "ignored">().notNull(),
    reason: text(),
    decidedBy: text("decided_by").notNull(),
    decidedAt: instant("decided_at").notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.incidentId, t.key] }),
    check("suggestion_decisions_decision_check", sql`decision in ('accepted', 'ignored')`),
  ],
);

/** How a person said that the columns of a header are to be read; offered for the next file with the same header. */
export const savedMappings = pgTable(
  "saved_mappings",
  {
    id: uuid().primaryKey().defaultRandom(),
    /** Hash of the column names in their order. */
    signature: text().notNull(),
    /** The file for which it was first said, or what somebody called it since. */
    name: text().notNull(),
    /** Where it was said: while that is restricted, it is for its members. */
    incidentId: integer("incident_id").references(() => incidents.id),
    columns: jsonb().$type<string[]>().notNull(),
    mapping: jsonb().$type<Record<string, string>>().notNull(),
    zone: text(),
    dateOrder: text("date_order").$type<"dmy" | "mdy">(),
    savedBy: uuid("saved_by")
      .notNull()
      .references(() => users.id),
    savedAt: instant("saved_at").notNull(),
  },
  (t) => [uniqueIndex("saved_mappings_signature_key").on(t.signature)],
);
