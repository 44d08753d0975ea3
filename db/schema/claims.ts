import { sql } from "drizzle-orm";
import { check, index, integer, jsonb, pgTable, text, uniqueIndex, uuid } from "drizzle-orm/pg-core";
import {
  type Assertion,
  type Basis,
  COMPUTED_STANDINGS,
  type ComputedStanding,
  SPEAKERS,
  type Speaker,
  STANDINGS,
  type Standing,
} from "@/lib/claims/model";
import { PRECISIONS, type Precision } from "@/lib/incidents/model";
import { instant, words } from "./columns";
import { incidents } from "./incidents";

/** What somebody said about the incident. A correction supersedes the row under the same id; words are never altered. */
export const claims = pgTable(
  "claims",
  {
    versionId: uuid("version_id").primaryKey().defaultRandom(),
    id: uuid().notNull().defaultRandom(),
    incidentId: integer("incident_id")
      .notNull()
      .references(() => incidents.id),
    /** n of C-n within the incident. */
    no: integer().notNull(),
    version: integer().notNull().default(1),
    speaker: text().notNull(),
    speakerKind: text("speaker_kind").$type<Speaker>().notNull(),
    /** Where it was said, in words, and an address. */
    saidIn: text("said_in").notNull(),
    link: text(),
    /** Null: nobody knows when. */
    saidAt: instant("said_at"),
    precision: text().$type<Precision>().notNull(),
    words: text().notNull(),
    /** Null: nothing in it can be checked against the evidence. */
    assertion: jsonb().$type<Assertion>(),
    correctedBecause: text("corrected_because"),
    recordedAt: instant("recorded_at").notNull(),
    recordedBy: text("recorded_by").notNull(),
    supersededAt: instant("superseded_at"),
    withdrawn: integer().notNull().default(0),
    /** A cache of what findings and decisions say, for the room's counts. */
    standing: text().$type<Standing>().notNull().default("unverified"),
  },
  (t) => [
    uniqueIndex("claims_current_key").on(t.id).where(sql`superseded_at is null`),
    uniqueIndex("claims_version_key").on(t.id, t.version),
    index("claims_incident_idx").on(t.incidentId, t.no),
    check("claims_speaker_check", sql.raw(`speaker_kind in (${words(SPEAKERS)})`)),
    check("claims_precision_check", sql.raw(`precision in (${words(PRECISIONS)})`)),
    check("claims_standing_check", sql.raw(`standing in (${words(STANDINGS)})`)),
  ],
);

/**
 * What the evidence said about a claim: `then` as known when it was said (of one version, and never changing), `now` as
 * it stands, a new row whenever the standing changes.
 */
export const claimFindings = pgTable(
  "claim_findings",
  {
    id: uuid().primaryKey().defaultRandom(),
    incidentId: integer("incident_id")
      .notNull()
      .references(() => incidents.id),
    claimId: uuid("claim_id").notNull(),
    claimVersion: integer("claim_version").notNull(),
    side: text().$type<"then" | "now">().notNull(),
    standing: text().$type<ComputedStanding>().notNull(),
    reason: text().notNull(),
    basis: jsonb().$type<Basis[]>().notNull(),
    recordedAt: instant("recorded_at").notNull(),
    supersededAt: instant("superseded_at"),
  },
  (t) => [
    uniqueIndex("claim_findings_current_key").on(t.claimId, t.side).where(sql`superseded_at is null`),
    index("claim_findings_incident_idx").on(t.incidentId, t.claimId),
    check("claim_findings_side_check", sql`side in ('then', 'now')`),
    check("claim_findings_standing_check", sql.raw(`standing in (${words(COMPUTED_STANDINGS)})`)),
  ],
);

/** What a person decided about a claim, and on what; `unverified` takes an earlier decision back. */
export const claimDecisions = pgTable(
  "claim_decisions",
  {
    id: uuid().primaryKey().defaultRandom(),
    incidentId: integer("incident_id")
      .notNull()
      .references(() => incidents.id),
    claimId: uuid("claim_id").notNull(),
    standing: text().$type<Standing>().notNull(),
    reason: text().notNull(),
    evidence: jsonb().$type<string[]>().notNull(),
    recordedAt: instant("recorded_at").notNull(),
    recordedBy: text("recorded_by").notNull(),
    supersededAt: instant("superseded_at"),
  },
  (t) => [
    uniqueIndex("claim_decisions_current_key").on(t.claimId).where(sql`superseded_at is null`),
    index("claim_decisions_incident_idx").on(t.incidentId, t.claimId),
    check("claim_decisions_standing_check", sql.raw(`standing in (${words(STANDINGS)})`)),
  ],
);
