import { sql } from "drizzle-orm";
import { check, index, integer, jsonb, pgTable, primaryKey, text, uniqueIndex, uuid } from "drizzle-orm/pg-core";
import {
  AI_INVOLVEMENTS,
  type AiInvolvement,
  INCIDENT_KINDS,
  INCIDENT_ROLES,
  type IncidentKind,
  type IncidentRole,
  MODES,
  type Mode,
  PHASES,
  type Phase,
  PRECISIONS,
  type Precision,
  ROLE_WAYS,
  type RoleWay,
  SEVERITIES,
  type Severity,
  TIME_NAMES,
  type TimeName,
  VISIBILITIES,
  type Visibility,
} from "@/lib/incidents/model";
import type { TargetTable } from "@/lib/severity/model";
import { users } from "./access";
import { instant, words } from "./columns";

/** Cached from the incident's record; a test rebuilds every column from events. */
export const incidents = pgTable(
  "incidents",
  {
    /** n of INC-n, dense: taken under a row lock, since a sequence leaves gaps. */
    id: integer().primaryKey(),
    title: text().notNull(),
    summary: text().notNull().default(""),
    kind: text().$type<IncidentKind>().notNull(),
    aiInvolvement: text("ai_involvement").$type<AiInvolvement>().notNull().default("unknown"),
    mode: text().$type<Mode>().notNull(),
    visibility: text().$type<Visibility>().notNull(),
    phase: text().$type<Phase>().notNull(),
    /** Null while nobody is sure; shown as such and treated as the worst plausible. */
    severity: text().$type<Severity>(),
    /** The highest it ever was: the severity of record. */
    peakSeverity: text("peak_severity").$type<Severity>(),
    /** What parts of the story were invented to make a demo complete. */
    synthetic: text(),
    declaredBy: uuid("declared_by").references(() => users.id),
    declaredAt: instant("declared_at").notNull(),
    updatedAt: instant("updated_at").notNull(),
    version: integer().notNull().default(1),
  },
  (t) => [
    check("incidents_kind_check", sql.raw(`kind in (${words(INCIDENT_KINDS)})`)),
    check("incidents_ai_involvement_check", sql.raw(`ai_involvement in (${words(AI_INVOLVEMENTS)})`)),
    check("incidents_mode_check", sql.raw(`mode in (${words(MODES)})`)),
    check("incidents_visibility_check", sql.raw(`visibility in (${words(VISIBILITIES)})`)),
    check("incidents_phase_check", sql.raw(`phase in (${words(PHASES)})`)),
    check("incidents_severity_check", sql.raw(`severity in (${words(SEVERITIES)})`)),
    index("incidents_phase_idx").on(t.phase, t.id),
  ],
);

/** One row: the number the next incident gets. */
export const incidentCounter = pgTable("incident_counter", {
  id: integer().primaryKey(),
  next: integer().notNull(),
});

/** Who may see a restricted incident: this list and nobody else, whatever their role. */
export const incidentMembers = pgTable(
  "incident_members",
  {
    incidentId: integer("incident_id")
      .notNull()
      .references(() => incidents.id),
    userId: uuid("user_id")
      .notNull()
      .references(() => users.id),
    addedBy: text("added_by").notNull(),
    addedAt: instant("added_at").notNull(),
  },
  (t) => [primaryKey({ columns: [t.incidentId, t.userId] }), index("incident_members_user_idx").on(t.userId)],
);

/**
 * Who held what role from when to when; without an end: who holds it now. One person holds each, and a role of commander
 * that was once held is never without a holder: a trigger looks at the end of every transaction.
 */
export const incidentRoles = pgTable(
  "incident_roles",
  {
    id: uuid().primaryKey().defaultRandom(),
    incidentId: integer("incident_id")
      .notNull()
      .references(() => incidents.id),
    role: text().$type<IncidentRole>().notNull(),
    userId: uuid("user_id")
      .notNull()
      .references(() => users.id),
    since: instant().notNull(),
    until: instant(),
    how: text().$type<RoleWay>().notNull().default("taken"),
    /** Who gave it, where that was somebody else. */
    givenBy: uuid("given_by").references(() => users.id),
    reason: text(),
    /** The handover by which it came. */
    handoverId: uuid("handover_id"),
  },
  (t) => [
    uniqueIndex("incident_roles_holder_key").on(t.incidentId, t.role).where(sql`until is null`),
    index("incident_roles_history_idx").on(t.incidentId, t.since),
    check("incident_roles_role_check", sql.raw(`role in (${words(INCIDENT_ROLES)})`)),
    check("incident_roles_how_check", sql.raw(`how in (${words(ROLE_WAYS)})`)),
    check("incident_roles_until_check", sql`until >= since`),
  ],
);

/** The named times as they stand; former values are in the record. Blank until somebody knows: no row. */
export const namedTimes = pgTable(
  "named_times",
  {
    incidentId: integer("incident_id")
      .notNull()
      .references(() => incidents.id),
    name: text().$type<TimeName>().notNull(),
    at: instant().notNull(),
    precision: text().$type<Precision>().notNull(),
    basis: text(),
    eventSeq: integer("event_seq").notNull(),
    recordedAt: instant("recorded_at").notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.incidentId, t.name] }),
    check("named_times_name_check", sql.raw(`name in (${words(TIME_NAMES)})`)),
    check("named_times_precision_check", sql.raw(`precision in (${words(PRECISIONS)})`)),
  ],
);

/** What severities ask of the response, each time an admin set it; an incident keeps what held when it was declared. */
export const responseTargets = pgTable("response_targets", {
  version: integer().primaryKey(),
  targets: jsonb().$type<TargetTable>().notNull(),
  reason: text().notNull(),
  setBy: text("set_by").notNull(),
  setAt: instant("set_at").notNull(),
});

/** Every assessment, newest last; the level on the incident is the newest one's. */
export const severityAssessments = pgTable(
  "severity_assessments",
  {
    id: uuid().primaryKey().defaultRandom(),
    incidentId: integer("incident_id")
      .notNull()
      .references(() => incidents.id),
    rubricVersion: text("rubric_version").notNull(),
    /** What was put in: factors, facts, override, reason. */
    input: jsonb().$type<Record<string, unknown>>().notNull(),
    /** What came out: scores, floors, level, assumed. */
    result: jsonb().$type<Record<string, unknown>>().notNull(),
    level: text().$type<Severity>().notNull(),
    reason: text(),
    assessedBy: text("assessed_by").notNull(),
    assessedAt: instant("assessed_at").notNull(),
    eventSeq: integer("event_seq").notNull(),
  },
  (t) => [index("severity_assessments_incident_idx").on(t.incidentId, t.assessedAt)],
);
