import { index, integer, pgTable, primaryKey, uuid } from "drizzle-orm/pg-core";
import { users } from "./access";
import { instant } from "./columns";
import { incidents } from "./incidents";

/**
 * Who has an incident open. A browser says so again every few seconds; one that is closed leaves a row that is old
 * within a minute, so readers look at `seen_at`.
 */
export const presence = pgTable(
  "presence",
  {
    incidentId: integer("incident_id")
      .notNull()
      .references(() => incidents.id),
    userId: uuid("user_id")
      .notNull()
      .references(() => users.id),
    since: instant().notNull(),
    seenAt: instant("seen_at").notNull(),
  },
  (t) => [primaryKey({ columns: [t.incidentId, t.userId] }), index("presence_seen_idx").on(t.seenAt)],
);
