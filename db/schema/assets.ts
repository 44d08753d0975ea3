import { sql } from "drizzle-orm";
import { check, jsonb, pgTable, text, uniqueIndex, uuid } from "drizzle-orm/pg-core";
import { type AssetPattern, CLASSIFICATIONS, type Classification } from "@/lib/assets/model";
import { instant, words } from "./columns";

/** What holds data. A change supersedes the row and inserts the next version under the same assetId. */
export const assets = pgTable(
  "assets",
  {
    versionId: uuid("version_id").primaryKey().defaultRandom(),
    id: uuid().notNull().defaultRandom(),
    name: text().notNull(),
    classification: text().$type<Classification>().notNull(),
    owner: text(),
    systems: text().array().notNull(),
    patterns: jsonb().$type<AssetPattern[]>().notNull(),
    recordedAt: instant("recorded_at").notNull(),
    recordedBy: text("recorded_by").notNull(),
    supersededAt: instant("superseded_at"),
  },
  (t) => [
    uniqueIndex("assets_current_key").on(t.id).where(sql`superseded_at is null`),
    uniqueIndex("assets_name_key").on(t.name).where(sql`superseded_at is null`),
    check("assets_classification_check", sql.raw(`classification in (${words(CLASSIFICATIONS)})`)),
  ],
);
