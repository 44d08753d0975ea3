import { sql } from "drizzle-orm";
import { check, index, integer, jsonb, pgTable, text, uniqueIndex, uuid } from "drizzle-orm/pg-core";
import {
  AI_EVENT_KINDS,
  AI_ROLES,
  AI_STATUSES,
  type AiEventKind,
  type AiRole,
  type AiStatus,
  APPROVAL_MODES,
  APPROVAL_STATES,
  type ApprovalMode,
  type ApprovalState,
  ASSESSMENT_STATES,
  type AssessmentState,
  AUTONOMY_LEVELS,
  type Autonomy,
  type InternAnswer,
  OVERSIGHT_MODES,
  type Oversight,
  type StopTestOutcome,
} from "@/lib/agents/model";
import type { Classification } from "@/lib/assets/model";
import { users } from "./access";
import { bytea, instant, words } from "./columns";
import { incidents } from "./incidents";
import { principals } from "./people";

export const aiSystems = pgTable("ai_systems", {
  id: uuid().primaryKey().defaultRandom(),
  recordedAt: instant("recorded_at").notNull(),
  recordedBy: text("recorded_by").notNull(),
});

/**
 * What an AI system was from an instant on, until its next version; an empty `from_at` means since nobody knows when.
 * A correction supersedes the row of the same instant; nothing is overwritten.
 */
export const aiSystemVersions = pgTable(
  "ai_system_versions",
  {
    versionId: uuid("version_id").primaryKey().defaultRandom(),
    aiSystemId: uuid("ai_system_id")
      .notNull()
      .references(() => aiSystems.id),
    from: instant("from_at"),
    name: text().notNull(),
    purpose: text().notNull().default(""),
    owner: text(),
    vendor: text(),
    model: text(),
    modelVersion: text("model_version"),
    promptVersion: text("prompt_version"),
    tools: text().array().notNull().default([]),
    /** What it may reach: assets by id, and classifications with everything below them. */
    assetIds: uuid("asset_ids").array().notNull().default([]),
    classification: text().$type<Classification>(),
    autonomy: text().$type<Autonomy>(),
    approvalMode: text("approval_mode").$type<ApprovalMode>(),
    oversight: text().$type<Oversight>(),
    killSwitchHow: text("kill_switch_how"),
    killSwitchWhere: text("kill_switch_where"),
    status: text().$type<AiStatus>().notNull(),
    /** Why it changed, in the words of whoever recorded it. */
    reason: text(),
    recordedAt: instant("recorded_at").notNull(),
    recordedBy: text("recorded_by").notNull(),
    supersededAt: instant("superseded_at"),
  },
  (t) => [
    uniqueIndex("ai_system_versions_from_key")
      .on(t.aiSystemId, sql`coalesce(from_at, '-infinity'::timestamptz)`)
      .where(sql`superseded_at is null`),
    check("ai_system_versions_status_check", sql.raw(`status in (${words(AI_STATUSES)})`)),
    check("ai_system_versions_autonomy_check", sql.raw(`autonomy in (${words(AUTONOMY_LEVELS)})`)),
    check("ai_system_versions_approval_check", sql.raw(`approval_mode in (${words(APPROVAL_MODES)})`)),
    check("ai_system_versions_oversight_check", sql.raw(`oversight in (${words(OVERSIGHT_MODES)})`)),
  ],
);

/** The principals by which logs name an AI system: one system has one or more, one principal is of one system. */
export const aiSystemIdentities = pgTable(
  "ai_system_identities",
  {
    id: uuid().primaryKey().defaultRandom(),
    aiSystemId: uuid("ai_system_id")
      .notNull()
      .references(() => aiSystems.id),
    principalId: integer("principal_id")
      .notNull()
      .references(() => principals.id),
    recordedAt: instant("recorded_at").notNull(),
    recordedBy: text("recorded_by").notNull(),
    supersededAt: instant("superseded_at"),
  },
  (t) => [
    uniqueIndex("ai_system_identities_principal_key").on(t.principalId).where(sql`superseded_at is null`),
    index("ai_system_identities_system_idx").on(t.aiSystemId),
  ],
);

/** Where a signed stop is sent. The secret is sealed with a key that is not in the database. */
export const aiKillSwitches = pgTable(
  "ai_kill_switches",
  {
    id: uuid().primaryKey().defaultRandom(),
    aiSystemId: uuid("ai_system_id")
      .notNull()
      .references(() => aiSystems.id),
    url: text().notNull(),
    secretSealed: bytea("secret_sealed").notNull(),
    recordedAt: instant("recorded_at").notNull(),
    recordedBy: text("recorded_by").notNull(),
    supersededAt: instant("superseded_at"),
  },
  (t) => [uniqueIndex("ai_kill_switches_current_key").on(t.aiSystemId).where(sql`superseded_at is null`)],
);

/** Each time somebody tried whether the stop works. */
export const aiStopTests = pgTable(
  "ai_stop_tests",
  {
    id: uuid().primaryKey().defaultRandom(),
    aiSystemId: uuid("ai_system_id")
      .notNull()
      .references(() => aiSystems.id),
    testedAt: instant("tested_at").notNull(),
    outcome: text().$type<StopTestOutcome>().notNull(),
    secondsToStop: integer("seconds_to_stop"),
    note: text(),
    recordedAt: instant("recorded_at").notNull(),
    recordedBy: text("recorded_by").notNull(),
  },
  (t) => [
    index("ai_stop_tests_system_idx").on(t.aiSystemId, t.testedAt),
    check("ai_stop_tests_outcome_check", sql`outcome in ('worked', 'failed')`),
  ],
);

/** What an AI system had to do with an incident. */
export const incidentAiSystems = pgTable(
  "incident_ai_systems",
  {
    id: uuid().primaryKey().defaultRandom(),
    incidentId: integer("incident_id")
      .notNull()
      .references(() => incidents.id),
    aiSystemId: uuid("ai_system_id")
      .notNull()
      .references(() => aiSystems.id),
    role: text().$type<AiRole>().notNull(),
    recordedAt: instant("recorded_at").notNull(),
    recordedBy: text("recorded_by").notNull(),
    supersededAt: instant("superseded_at"),
  },
  (t) => [
    uniqueIndex("incident_ai_systems_current_key").on(t.incidentId, t.aiSystemId).where(sql`superseded_at is null`),
    index("incident_ai_systems_system_idx").on(t.aiSystemId),
    check("incident_ai_systems_role_check", sql.raw(`role in (${words(AI_ROLES)})`)),
  ],
);

/** The history of an AI system: append-only. An event of a restricted incident is shown to its members only. */
export const aiSystemEvents = pgTable(
  "ai_system_events",
  {
    id: integer().primaryKey().generatedAlwaysAsIdentity(),
    aiSystemId: uuid("ai_system_id")
      .notNull()
      .references(() => aiSystems.id),
    kind: text().$type<AiEventKind>().notNull(),
    incidentId: integer("incident_id").references(() => incidents.id),
    at: instant().notNull(),
    byId: text("by_id"),
    byName: text("by_name").notNull(),
    data: jsonb().$type<Record<string, unknown>>().notNull(),
  },
  (t) => [
    index("ai_system_events_system_idx").on(t.aiSystemId, t.id),
    check("ai_system_events_kind_check", sql.raw(`kind in (${words(AI_EVENT_KINDS)})`)),
  ],
);

/** Asked before an AI system gets access; what it would reach is kept as it was computed then. */
export const aiAccessAssessments = pgTable(
  "ai_access_assessments",
  {
    id: uuid().primaryKey().defaultRandom(),
    aiSystemId: uuid("ai_system_id")
      .notNull()
      .references(() => aiSystems.id),
    purpose: text().notNull(),
    assetIds: uuid("asset_ids").array().notNull(),
    classification: text().$type<Classification>(),
    reach: jsonb().$type<Record<string, unknown>>().notNull(),
    intern: text().$type<InternAnswer>().notNull(),
    internReason: text("intern_reason").notNull(),
    state: text().$type<AssessmentState>().notNull(),
    askedAt: instant("asked_at").notNull(),
    askedBy: uuid("asked_by")
      .notNull()
      .references(() => users.id),
    decidedAt: instant("decided_at"),
    decidedBy: uuid("decided_by").references(() => users.id),
    decisionReason: text("decision_reason"),
    /** The approval ends then, whoever forgets it. */
    expiresAt: instant("expires_at"),
    /** When an approval was taken back. */
    withdrawnAt: instant("withdrawn_at"),
  },
  (t) => [
    index("ai_access_assessments_system_idx").on(t.aiSystemId, t.askedAt),
    check("ai_access_assessments_state_check", sql.raw(`state in (${words(ASSESSMENT_STATES)})`)),
    check(
      "ai_access_assessments_approver_check",
      sql`decided_by is null or state = 'withdrawn' or decided_by <> asked_by`,
    ),
    check("ai_access_assessments_expiry_check", sql`state <> 'approved' or expires_at > decided_at`),
  ],
);

/** An agent or gateway asks for permission for one action. `request_id` is the asker's own name for it, and nobody else's. */
export const approvalRequests = pgTable(
  "approval_requests",
  {
    id: uuid().primaryKey().defaultRandom(),
    aiSystemId: uuid("ai_system_id")
      .notNull()
      .references(() => aiSystems.id),
    incidentId: integer("incident_id").references(() => incidents.id),
    requestId: text("request_id").notNull(),
    action: text().notNull(),
    details: text().notNull().default(""),
    onBehalfOf: text("on_behalf_of"),
    /** SHA-256 over what was asked: an answer is for this and nothing else. */
    fingerprint: text().notNull(),
    state: text().$type<ApprovalState>().notNull(),
    askedAt: instant("asked_at").notNull(),
    /** Whose token asked. */
    askedBy: uuid("asked_by").notNull(),
    askedByName: text("asked_by_name").notNull(),
    expiresAt: instant("expires_at").notNull(),
    decidedAt: instant("decided_at"),
    decidedBy: uuid("decided_by").references(() => users.id),
    decidedByName: text("decided_by_name"),
    reason: text(),
    /** A permission is used once, and until then. */
    usableUntil: instant("usable_until"),
    usedAt: instant("used_at"),
  },
  (t) => [
    uniqueIndex("approval_requests_asker_key").on(t.aiSystemId, t.askedBy, t.requestId),
    index("approval_requests_state_idx").on(t.state, t.expiresAt),
    check("approval_requests_state_check", sql.raw(`state in (${words(APPROVAL_STATES)})`)),
    check("approval_requests_decided_check", sql`(state in ('allowed', 'denied')) = (decided_by is not null)`),
    check("approval_requests_answerer_check", sql`decided_by is null or decided_by <> asked_by`),
    check("approval_requests_used_check", sql`used_at is null or state = 'allowed'`),
  ],
);
