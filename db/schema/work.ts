import { sql } from "drizzle-orm";
import {
  bigint,
  check,
  foreignKey,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  text,
  unique,
  uniqueIndex,
  uuid,
} from "drizzle-orm/pg-core";
import {
  CERTAINTIES,
  type Certainty,
  type DataCategory,
  type GivenAnswer,
  PROTECTIONS,
  type Protection,
  type Question,
  type SpecialKind,
  type StoredCount,
  type SubjectKind,
} from "@/lib/data/model";
import type { Severity } from "@/lib/incidents/model";
import { POSTMORTEM_STATES, type PostmortemState } from "@/lib/postmortems/model";
import { type Safeguard, TASK_KINDS, TASK_STATES, type TaskKind, type TaskState } from "@/lib/tasks/model";
import { users } from "./access";
import { instant, words } from "./columns";
import { incidents } from "./incidents";

const count = (name: string) => bigint(name, { mode: "number" });

/** What in an asset was concerned. Counts carry their certainty; unknown ones have no number. */
export const affectedData = pgTable(
  "affected_data",
  {
    id: uuid().primaryKey().defaultRandom(),
    incidentId: integer("incident_id")
      .notNull()
      .references(() => incidents.id),
    assetId: uuid("asset_id"),
    description: text().notNull(),
    category: text().$type<DataCategory>().notNull(),
    subjectKind: text("subject_kind").$type<SubjectKind>().notNull(),
    peopleCertainty: text("people_certainty").$type<Certainty>().notNull(),
    peopleLow: count("people_low"),
    peopleHigh: count("people_high"),
    recordsCertainty: text("records_certainty").$type<Certainty>().notNull(),
    recordsLow: count("records_low"),
    recordsHigh: count("records_high"),
    jurisdictions: text().array().notNull().default([]),
    protection: text().$type<Protection>().notNull(),
    /** What people answered; where they did not, the exposure answer's verdict is shown. */
    answers: jsonb().$type<Partial<Record<Question, GivenAnswer>>>().notNull().default({}),
    /** Further categories in the same item; the main one is `category`. */
    alsoCategories: text("also_categories").array().$type<DataCategory[]>().notNull().default([]),
    specialKinds: text("special_kinds").array().$type<SpecialKind[]>().notNull().default([]),
    /** How the counts were arrived at. */
    peopleBasis: text("people_basis").notNull().default(""),
    recordsBasis: text("records_basis").notNull().default(""),
    /** People by jurisdiction, where somebody knows. */
    peopleByPlace: jsonb("people_by_place").$type<Record<string, StoredCount>>().notNull().default({}),
    /** How it was encrypted or pseudonymised, and where the key was. */
    protectionNote: text("protection_note").notNull().default(""),
    recordedBy: text("recorded_by").notNull(),
    createdAt: instant("created_at").notNull(),
    updatedAt: instant("updated_at").notNull(),
    version: integer().notNull().default(1),
    removedAt: instant("removed_at"),
  },
  (t) => [
    index("affected_data_incident_idx").on(t.incidentId),
    check("affected_data_people_check", sql.raw(`people_certainty in (${words(CERTAINTIES)})`)),
    check("affected_data_records_check", sql.raw(`records_certainty in (${words(CERTAINTIES)})`)),
    check("affected_data_protection_check", sql.raw(`protection in (${words(PROTECTIONS)})`)),
    check(
      "affected_data_people_range_check",
      sql`(people_certainty = 'unknown') = (people_low is null) and (people_low is null) = (people_high is null) and people_low <= people_high`,
    ),
    check(
      "affected_data_records_range_check",
      sql`(records_certainty = 'unknown') = (records_low is null) and (records_low is null) = (records_high is null) and records_low <= records_high`,
    ),
  ],
);

export const tasks = pgTable(
  "tasks",
  {
    id: uuid().primaryKey().defaultRandom(),
    incidentId: integer("incident_id")
      .notNull()
      .references(() => incidents.id),
    /** n of T-n within the incident. */
    no: integer().notNull(),
    title: text().notNull(),
    detail: text().notNull().default(""),
    kind: text().$type<TaskKind>().notNull(),
    safeguard: text().$type<Safeguard>(),
    state: text().$type<TaskState>().notNull(),
    ownerId: uuid("owner_id").references(() => users.id),
    dueAt: instant("due_at"),
    /** How the due time came about: by severity, or set by a person. */
    dueBasis: text("due_basis").$type<"severity" | "person">().notNull(),
    /** How the severity came to it, in words: the target and whose calendar. */
    dueReason: text("due_reason"),
    /** What shows that it is done: text, links, evidence event ids. */
    proof: text(),
    proofEvidence: jsonb("proof_evidence").$type<string[]>().notNull().default([]),
    doneAt: instant("done_at"),
    doneBy: uuid("done_by").references(() => users.id),
    verifiedAt: instant("verified_at"),
    verifiedBy: uuid("verified_by").references(() => users.id),
    notDoingReason: text("not_doing_reason"),
    createdAt: instant("created_at").notNull(),
    updatedAt: instant("updated_at").notNull(),
    version: integer().notNull().default(1),
  },
  (t) => [
    uniqueIndex("tasks_no_key").on(t.incidentId, t.no),
    // So that what blocks a task is of the same incident.
    unique("tasks_incident_key").on(t.incidentId, t.id),
    index("tasks_owner_idx").on(t.ownerId, t.state),
    check("tasks_kind_check", sql.raw(`kind in (${words(TASK_KINDS)})`)),
    check("tasks_state_check", sql.raw(`state in (${words(TASK_STATES)})`)),
    check("tasks_not_doing_check", sql`state <> 'not_doing' or not_doing_reason is not null`),
    check("tasks_proof_check", sql`state not in ('done', 'verified') or proof is not null`),
    check(
      "tasks_verifier_check",
      sql`state <> 'verified' or (verified_by is not null and verified_by is distinct from owner_id and verified_by is distinct from done_by)`,
    ),
  ],
);

/** What a task waits for, within its incident. A task never waits for itself, by whatever way. */
export const taskBlocks = pgTable(
  "task_blocks",
  {
    incidentId: integer("incident_id").notNull(),
    taskId: uuid("task_id").notNull(),
    blockedBy: uuid("blocked_by").notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.incidentId, t.taskId, t.blockedBy] }),
    foreignKey({
      name: "task_blocks_task_fk",
      columns: [t.incidentId, t.taskId],
      foreignColumns: [tasks.incidentId, tasks.id],
    }),
    foreignKey({
      name: "task_blocks_blocked_by_fk",
      columns: [t.incidentId, t.blockedBy],
      foreignColumns: [tasks.incidentId, tasks.id],
    }),
    check("task_blocks_self_check", sql`task_id <> blocked_by`),
  ],
);

/** Whose working days are which: a person's, or without a person the installation's. */
export const workCalendars = pgTable(
  "work_calendars",
  {
    userId: uuid("user_id").references(() => users.id),
    /** A country, or a region of one, whose public holidays count: `DE`, `DE-BY`, `US-CA`. */
    place: text().notNull(),
    /** IANA name: in which a day begins and ends. */
    zone: text().notNull(),
    updatedAt: instant("updated_at").notNull(),
  },
  (t) => [unique("work_calendars_user_key").on(t.userId).nullsNotDistinct()],
);

export const postmortems = pgTable(
  "postmortems",
  {
    incidentId: integer("incident_id")
      .primaryKey()
      .references(() => incidents.id),
    state: text().$type<PostmortemState>().notNull(),
    /** The facts as they stood when the text was generated: what the figures cite. */
    facts: jsonb().$type<Record<string, unknown>>().notNull(),
    severity: text().$type<Severity>(),
    generatedAt: instant("generated_at").notNull(),
    generatedBy: text("generated_by").notNull(),
    reviewRequestedAt: instant("review_requested_at"),
    reviewRequestedBy: uuid("review_requested_by").references(() => users.id),
    approvedAt: instant("approved_at"),
    approvedBy: uuid("approved_by").references(() => users.id),
    publishedAt: instant("published_at"),
    version: integer().notNull().default(1),
  },
  () => [check("postmortems_state_check", sql.raw(`state in (${words(POSTMORTEM_STATES)})`))],
);

/** Every saved text of every section; the highest version is the current one. */
export const postmortemSections = pgTable(
  "postmortem_sections",
  {
    incidentId: integer("incident_id")
      .notNull()
      .references(() => postmortems.incidentId),
    section: text().notNull(),
    version: integer().notNull(),
    body: text().notNull(),
    /** Whether a machine or a person wrote this version. */
    origin: text().$type<"generated" | "person">().notNull(),
    savedBy: text("saved_by").notNull(),
    savedById: text("saved_by_id"),
    savedAt: instant("saved_at").notNull(),
  },
  (t) => [primaryKey({ columns: [t.incidentId, t.section, t.version] })],
);
