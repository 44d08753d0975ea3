import { sql } from "drizzle-orm";
import { check, index, integer, jsonb, pgTable, primaryKey, text, uniqueIndex, uuid } from "drizzle-orm/pg-core";
import {
  HANDOVER_KINDS,
  HANDOVER_STATES,
  type HandoverBrief,
  type HandoverKind,
  type HandoverState,
} from "@/lib/handover/model";
import { INCIDENT_ROLES, type IncidentRole } from "@/lib/incidents/model";
import { users } from "./access";
import { instant, words } from "./columns";
import { incidents } from "./incidents";

/** One passing of a role from person to person: asked for, offered, or taken in an emergency. */
export const handovers = pgTable(
  "handovers",
  {
    id: uuid().primaryKey().defaultRandom(),
    incidentId: integer("incident_id")
      .notNull()
      .references(() => incidents.id),
    role: text().$type<IncidentRole>().notNull(),
    kind: text().$type<HandoverKind>().notNull(),
    state: text().$type<HandoverState>().notNull(),
    /** Who held the role when it began; empty where nobody did. */
    fromId: uuid("from_id").references(() => users.id),
    toId: uuid("to_id")
      .notNull()
      .references(() => users.id),
    begunBy: uuid("begun_by")
      .notNull()
      .references(() => users.id),
    begunAt: instant("begun_at").notNull(),
    /** What was said with it; for a take-over the reason. */
    note: text().notNull().default(""),
    /** When the role was the taker's. */
    passedAt: instant("passed_at"),
    acknowledgedAt: instant("acknowledged_at"),
    /** The version of the brief that was acknowledged, and what the taker asked or noted. */
    acknowledgedBrief: integer("acknowledged_brief"),
    takerNotes: text("taker_notes").notNull().default(""),
    endedAt: instant("ended_at"),
    endedBy: text("ended_by"),
    endReason: text("end_reason"),
  },
  (t) => [
    // Two people are never both about to get the same role.
    uniqueIndex("handovers_pending_key")
      .on(t.incidentId, t.role)
      .where(sql`state in ('asked', 'waiting') and passed_at is null`),
    index("handovers_incident_idx").on(t.incidentId, t.begunAt),
    check("handovers_role_check", sql.raw(`role in (${words(INCIDENT_ROLES)})`)),
    check("handovers_kind_check", sql.raw(`kind in (${words(HANDOVER_KINDS)})`)),
    check("handovers_state_check", sql.raw(`state in (${words(HANDOVER_STATES)})`)),
    check("handovers_people_check", sql`from_id is distinct from to_id`),
    // Without an emergency the role passes with the acknowledgement of a brief, and never before.
    check("handovers_passed_check", sql`kind = 'take_over' or passed_at is null or acknowledged_at = passed_at`),
    check("handovers_take_over_check", sql`kind <> 'take_over' or (passed_at is not null and note <> '')`),
    check(
      "handovers_acknowledged_check",
      sql`(state = 'acknowledged') = (acknowledged_at is not null) and (acknowledged_at is null) = (acknowledged_brief is null)`,
    ),
  ],
);

/** What the taker reads, as it was worked out of the record at that moment, word for word. Written once, kept. */
export const handoverBriefs = pgTable(
  "handover_briefs",
  {
    handoverId: uuid("handover_id")
      .notNull()
      .references(() => handovers.id),
    version: integer().notNull(),
    madeAt: instant("made_at").notNull(),
    /** The last entry of the record that it knows. */
    recordSeq: integer("record_seq").notNull(),
    brief: jsonb().$type<HandoverBrief>().notNull(),
  },
  (t) => [primaryKey({ columns: [t.handoverId, t.version] })],
);
