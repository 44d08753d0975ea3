import { sql } from "drizzle-orm";
import { check, index, integer, jsonb, pgTable, text, uuid } from "drizzle-orm/pg-core";
import { ANSWERS, type Answer, RECIPIENT_QUESTIONS, type RecipientQuestion } from "@/lib/data/model";
import { instant, words } from "./columns";
import { incidents } from "./incidents";

/** What a person stated about somebody who got at the data; superseded, never overwritten. */
export const recipientStatements = pgTable(
  "recipient_statements",
  {
    id: uuid().primaryKey().defaultRandom(),
    incidentId: integer("incident_id")
      .notNull()
      .references(() => incidents.id),
    /** A principal, or an actor that nobody has resolved. */
    principalId: integer("principal_id"),
    actor: text(),
    question: text().$type<RecipientQuestion>().notNull(),
    answer: text().$type<Answer>().notNull(),
    reason: text().notNull(),
    evidence: jsonb().$type<string[]>().notNull(),
    recordedAt: instant("recorded_at").notNull(),
    recordedBy: text("recorded_by").notNull(),
    supersededAt: instant("superseded_at"),
  },
  (t) => [
    index("recipient_statements_incident_idx").on(t.incidentId),
    check("recipient_statements_who_check", sql`num_nonnulls(principal_id, actor) = 1`),
    check("recipient_statements_question_check", sql.raw(`question in (${words(RECIPIENT_QUESTIONS)})`)),
    check("recipient_statements_answer_check", sql.raw(`answer in (${words(ANSWERS)})`)),
  ],
);
