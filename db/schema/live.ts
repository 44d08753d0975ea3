import { index, integer, pgTable, uuid } from "drizzle-orm/pg-core";
import { users } from "./access";
import { instant } from "./columns";
import { incidents } from "./incidents";

/**
 * Who has an incident open: one row an open page, kept alive by the process that streams to it. A process that dies
 * leaves rows that are old within a minute; readers look at `seen_at`.
 */
export const presence = pgTable(
  "presence",
  {
    follower: uuid().primaryKey(),
    incidentId: integer("incident_id")
      .notNull()
      .references(() => incidents.id),
    userId: uuid("user_id")
      .notNull()
      .references(() => users.id),
    since: instant().notNull(),
    seenAt: instant("seen_at").notNull(),
  },
  (t) => [index("presence_incident_idx").on(t.incidentId, t.seenAt)],
);
