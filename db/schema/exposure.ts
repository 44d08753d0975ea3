import { sql } from "drizzle-orm";
import {
  boolean,
  check,
  index,
  integer,
  json,
  jsonb,
  pgTable,
  primaryKey,
  text,
  uniqueIndex,
  uuid,
} from "drizzle-orm/pg-core";
import { instant } from "./columns";
import { incidents } from "./incidents";

/**
 * Asset × audience × half-open interval. Each end has an earliest and a latest bound (equal when exact);
 * an empty closing means still open. A change supersedes the row under the same id.
 */
export const exposureWindows = pgTable(
  "exposure_windows",
  {
    versionId: uuid("version_id").primaryKey().defaultRandom(),
    id: uuid().notNull().defaultRandom(),
    incidentId: integer("incident_id")
      .notNull()
      .references(() => incidents.id),
    assetId: uuid("asset_id").notNull(),
    audienceKind: text("audience_kind").$type<"listed" | "group" | "organisation" | "public">().notNull(),
    audiencePrincipals: integer("audience_principals").array(),
    audienceGroup: text("audience_group"),
    openedAt: instant("opened_at").notNull(),
    openedAtEarliest: instant("opened_at_earliest").notNull(),
    openedAtLatest: instant("opened_at_latest").notNull(),
    closedAt: instant("closed_at"),
    closedAtEarliest: instant("closed_at_earliest"),
    closedAtLatest: instant("closed_at_latest"),
    path: text(),
    note: text(),
    openedEvidence: jsonb("opened_evidence").$type<string[]>().notNull().default([]),
    closedEvidence: jsonb("closed_evidence").$type<string[]>().notNull().default([]),
    recordedAt: instant("recorded_at").notNull(),
    recordedBy: text("recorded_by").notNull(),
    supersededAt: instant("superseded_at"),
    /** A window that should never have been recorded; kept, and out of the answer. */
    withdrawn: integer().notNull().default(0),
  },
  (t) => [
    uniqueIndex("exposure_windows_current_key").on(t.id).where(sql`superseded_at is null`),
    index("exposure_windows_incident_idx").on(t.incidentId),
    check(
      "exposure_windows_bounds_check",
      sql`opened_at_earliest <= opened_at and opened_at <= opened_at_latest and (closed_at is null) = (closed_at_earliest is null) and (closed_at is null) = (closed_at_latest is null) and (closed_at is null or (closed_at_earliest <= closed_at and closed_at <= closed_at_latest and opened_at < closed_at and opened_at_earliest < closed_at_latest))`,
    ),
  ],
);

/** A person's written reason why a principal's accesses to an asset in an interval were in order. */
export const accessExplanations = pgTable(
  "access_explanations",
  {
    id: uuid().primaryKey().defaultRandom(),
    incidentId: integer("incident_id")
      .notNull()
      .references(() => incidents.id),
    assetId: uuid("asset_id").notNull(),
    /** A principal, or an actor that nobody has resolved. */
    principalId: integer("principal_id"),
    actor: text(),
    from: instant("from_at"),
    until: instant("until_at"),
    reason: text().notNull(),
    agreedBy: text("agreed_by"),
    recordedAt: instant("recorded_at").notNull(),
    recordedBy: text("recorded_by").notNull(),
    supersededAt: instant("superseded_at"),
  },
  (t) => [
    index("access_explanations_incident_idx").on(t.incidentId),
    check("access_explanations_who_check", sql`num_nonnulls(principal_id, actor) = 1`),
  ],
);

/**
 * An explanation that one person proposed and another has yet to agree to: no part of any answer until then. Once agreed
 * the explanation itself has the same id.
 */
export const explanationProposals = pgTable(
  "explanation_proposals",
  {
    id: uuid().primaryKey().defaultRandom(),
    incidentId: integer("incident_id")
      .notNull()
      .references(() => incidents.id),
    assetId: uuid("asset_id").notNull(),
    principalId: integer("principal_id"),
    actor: text(),
    from: instant("from_at"),
    until: instant("until_at"),
    reason: text().notNull(),
    proposedAt: instant("proposed_at").notNull(),
    proposedBy: text("proposed_by").notNull(),
    /** Whose account it was: the same may not agree, under whatever name. */
    proposerId: text("proposer_id").notNull(),
    settledAt: instant("settled_at"),
    settledBy: text("settled_by"),
    outcome: text().$type<"agreed" | "declined" | "withdrawn">(),
    /** Why it was declined or withdrawn. */
    settledBecause: text("settled_because"),
  },
  (t) => [
    index("explanation_proposals_incident_idx").on(t.incidentId, t.proposedAt),
    check("explanation_proposals_who_check", sql`num_nonnulls(principal_id, actor) = 1`),
    check(
      "explanation_proposals_settled_check",
      sql`(settled_at is null) = (outcome is null) and (settled_at is null) = (settled_by is null) and outcome in ('agreed', 'declined', 'withdrawn')`,
    ),
  ],
);

/**
 * The last computed answer. `fingerprint` is that of all that is recorded which the answer could rest on: equal, and the
 * answer is still the one.
 */
export const exposureAnswers = pgTable("exposure_answers", {
  incidentId: integer("incident_id")
    .primaryKey()
    .references(() => incidents.id),
  fingerprint: text().notNull(),
  computedAt: instant("computed_at").notNull(),
  /** How long it took; what takes long is computed anew less often. */
  tookMs: integer("took_ms").notNull().default(0),
  answer: jsonb().$type<Record<string, unknown>>().notNull(),
});

/** Why the answer that is kept could not be computed anew; gone when it is. */
export const exposureFailures = pgTable("exposure_failures", {
  incidentId: integer("incident_id")
    .primaryKey()
    .references(() => incidents.id),
  failedAt: instant("failed_at").notNull(),
  message: text().notNull(),
});

/**
 * What the events of some sources come to under the facts that `key` stands for, so that an added source is judged and
 * added and the others are not looked at again. Derived: may be emptied at any time.
 */
export const exposureSums = pgTable(
  "exposure_sums",
  {
    incidentId: integer("incident_id")
      .notNull()
      .references(() => incidents.id),
    key: text().notNull(),
    /** Where open windows ended; with one, the sums hold for later instants too. */
    now: instant().notNull(),
    open: boolean().notNull(),
    /** Which sources, and up to which record those that grow. */
    covers: json().$type<{ no: number; through: number | null; events: number }[]>().notNull(),
    /** Events that end after `now` and touch what is open: not in the sums, judged each time. */
    late: json().$type<[sourceNo: number, record: number, sub: number][]>().notNull(),
    sums: json().notNull(),
    usedAt: instant("used_at").notNull(),
  },
  (t) => [primaryKey({ columns: [t.incidentId, t.key] })],
);
