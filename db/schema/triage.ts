import { sql } from "drizzle-orm";
import { check, index, integer, jsonb, pgTable, text, uniqueIndex, uuid } from "drizzle-orm/pg-core";
import { PHASES, type Phase, PRECISIONS, type Precision } from "@/lib/incidents/model";
import {
  ALERT_STATES,
  type AlertState,
  DECLINE_REASONS,
  type DeclineReason,
  LINK_KINDS,
  type LinkKind,
  ORIGINS,
  type Origin,
  OUTCOMES,
  type Outcome,
} from "@/lib/triage/model";
import { users } from "./access";
import { aiSystems } from "./agents";
import { instant, words } from "./columns";
import { incidents } from "./incidents";

/**
 * What somebody or something reported, in their own words, and what became of it. It outlives changes of the incident's
 * visibility, so that a reporter always finds the report again, and nothing else of the incident.
 */
export const reports = pgTable(
  "reports",
  {
    incidentId: integer("incident_id")
      .primaryKey()
      .references(() => incidents.id),
    origin: text().$type<Origin>().notNull(),
    /** Of an alert: whose token sent it. */
    reportedBy: uuid("reported_by")
      .notNull()
      .references(() => users.id),
    reporter: text().notNull(),
    reportedAt: instant("reported_at").notNull(),
    what: text().notNull(),
    details: text().notNull().default(""),
    happenedAt: instant("happened_at"),
    happenedPrecision: text("happened_precision").$type<Precision>(),
    aiSystemId: uuid("ai_system_id").references(() => aiSystems.id),
    link: text(),
    outcome: text().$type<Outcome>().notNull().default("waiting"),
    declineReason: text("decline_reason").$type<DeclineReason>(),
    outcomeText: text("outcome_text"),
    decidedBy: text("decided_by"),
    decidedAt: instant("decided_at"),
  },
  (t) => [
    index("reports_reporter_idx").on(t.reportedBy, t.incidentId),
    check("reports_origin_check", sql.raw(`origin in (${words(ORIGINS)})`)),
    check("reports_outcome_check", sql.raw(`outcome in (${words(OUTCOMES)})`)),
    check("reports_reason_check", sql.raw(`decline_reason in (${words(DECLINE_REASONS)})`)),
    check("reports_precision_check", sql.raw(`happened_precision in (${words(PRECISIONS)})`)),
    check("reports_decided_check", sql`(outcome = 'waiting') = (decided_at is null)`),
  ],
);

/** One alert of one incident, however often it came: the record keeps its changes of state, this counts it. */
export const alerts = pgTable(
  "alerts",
  {
    id: uuid().primaryKey().defaultRandom(),
    incidentId: integer("incident_id")
      .notNull()
      .references(() => incidents.id),
    /** Keys are the sender's own: two senders never meet in one. */
    sentBy: uuid("sent_by")
      .notNull()
      .references(() => users.id),
    source: text().notNull(),
    /** Alerts of one group are one matter, and one incident. */
    groupKey: text("group_key").notNull(),
    key: text().notNull(),
    title: text().notNull(),
    details: text().notNull(),
    link: text(),
    labels: jsonb().$type<Record<string, string>>().notNull(),
    state: text().$type<AlertState>().notNull(),
    count: integer().notNull(),
    /** When it began in the world, if the sender says so. */
    startedAt: instant("started_at"),
    firstAt: instant("first_at").notNull(),
    lastAt: instant("last_at").notNull(),
    resolvedAt: instant("resolved_at"),
  },
  (t) => [
    uniqueIndex("alerts_incident_key").on(t.incidentId, t.sentBy, t.source, t.key),
    index("alerts_group_idx").on(t.sentBy, t.source, t.groupKey, t.incidentId),
    check("alerts_state_check", sql.raw(`state in (${words(ALERT_STATES)})`)),
  ],
);

/** Which incident is about which other. One that was taken back stays, with when and by whom. */
export const incidentLinks = pgTable(
  "incident_links",
  {
    id: uuid().primaryKey().defaultRandom(),
    kind: text().$type<LinkKind>().notNull(),
    /** Of a merge the one that was merged; of two related ones the lower number. */
    fromId: integer("from_id")
      .notNull()
      .references(() => incidents.id),
    toId: integer("to_id")
      .notNull()
      .references(() => incidents.id),
    /** Where a merged incident stood: it comes back there. */
    phaseBefore: text("phase_before").$type<Phase>(),
    reason: text().notNull(),
    madeBy: text("made_by").notNull(),
    madeAt: instant("made_at").notNull(),
    removedBy: text("removed_by"),
    removedAt: instant("removed_at"),
  },
  (t) => [
    uniqueIndex("incident_links_merged_key").on(t.fromId).where(sql`kind = 'merged' and removed_at is null`),
    uniqueIndex("incident_links_related_key").on(t.fromId, t.toId).where(sql`kind = 'related' and removed_at is null`),
    index("incident_links_to_idx").on(t.toId),
    check("incident_links_kind_check", sql.raw(`kind in (${words(LINK_KINDS)})`)),
    check("incident_links_phase_check", sql.raw(`phase_before in (${words(PHASES)})`)),
    check("incident_links_other_check", sql`from_id <> to_id`),
    check("incident_links_order_check", sql`kind = 'merged' or from_id < to_id`),
  ],
);
