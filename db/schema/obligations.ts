import { sql } from "drizzle-orm";
import { check, index, integer, jsonb, pgTable, text, uniqueIndex, uuid } from "drizzle-orm/pg-core";
import { DECISIONS, type Decision } from "@/lib/obligations/model";
import { instant, words } from "./columns";
import { incidents } from "./incidents";

/** What somebody signed about one rule. A later decision supersedes it; no row is "undecided". */
export const obligationDecisions = pgTable(
  "obligation_decisions",
  {
    id: uuid().primaryKey().defaultRandom(),
    incidentId: integer("incident_id")
      .notNull()
      .references(() => incidents.id),
    rule: text().notNull(),
    /** The version of the rule's text that was decided on. */
    ruleVersion: integer("rule_version").notNull(),
    decision: text().$type<Decision>().notNull(),
    reason: text().notNull(),
    /** Why it may wait, such as a law-enforcement hold. The clock goes on. */
    pausedReason: text("paused_reason"),
    recordedAt: instant("recorded_at").notNull(),
    signerId: text("signer_id"),
    signer: text().notNull(),
    supersededAt: instant("superseded_at"),
  },
  (t) => [
    uniqueIndex("obligation_decisions_current_key").on(t.incidentId, t.rule).where(sql`superseded_at is null`),
    check("obligation_decisions_decision_check", sql.raw(`decision in (${words(DECISIONS)})`)),
  ],
);

/** What was handed in. One that was recorded by mistake is withdrawn with a reason, and stays. */
export const obligationSubmissions = pgTable(
  "obligation_submissions",
  {
    id: uuid().primaryKey().defaultRandom(),
    incidentId: integer("incident_id")
      .notNull()
      .references(() => incidents.id),
    rule: text().notNull(),
    ruleVersion: integer("rule_version").notNull(),
    at: instant().notNull(),
    receipt: text().notNull(),
    evidence: jsonb().$type<string[]>().notNull(),
    note: text().notNull().default(""),
    recordedAt: instant("recorded_at").notNull(),
    recordedBy: text("recorded_by").notNull(),
    withdrawnAt: instant("withdrawn_at"),
    withdrawnBy: text("withdrawn_by"),
    withdrawnBecause: text("withdrawn_because"),
  },
  (t) => [
    index("obligation_submissions_incident_idx").on(t.incidentId, t.rule),
    check(
      "obligation_submissions_withdrawn_check",
      sql`(withdrawn_at is null) = (withdrawn_because is null) and (withdrawn_at is null) = (withdrawn_by is null)`,
    ),
  ],
);
