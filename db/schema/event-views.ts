import { index, integer, jsonb, pgTable, text, uuid } from "drizzle-orm/pg-core";
import { users } from "./access";
import { instant } from "./columns";
import { incidents } from "./incidents";

/** A filter of an incident's events that somebody gave a name, for everybody in the room. */
export const eventViews = pgTable(
  "event_views",
  {
    id: uuid().primaryKey().defaultRandom(),
    incidentId: integer("incident_id")
      .notNull()
      .references(() => incidents.id),
    name: text().notNull(),
    filter: jsonb().$type<Record<string, string>>().notNull(),
    savedBy: uuid("saved_by")
      .notNull()
      .references(() => users.id),
    savedAt: instant("saved_at").notNull(),
  },
  (t) => [index("event_views_incident_idx").on(t.incidentId, t.name)],
);
