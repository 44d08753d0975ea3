import { sql } from "drizzle-orm";
import { check, index, integer, jsonb, pgTable, text, uniqueIndex, uuid } from "drizzle-orm/pg-core";
import { CLASSIFICATIONS, type Classification } from "@/lib/assets/model";
import { PRINCIPAL_KINDS, type PrincipalKind, STANDINGS, type Standing } from "@/lib/people/model";
import { instant, words } from "./columns";

/** A person, AI system or service that logs name. `id` is small because the exposure SQL joins on it. */
export const principals = pgTable(
  "principals",
  {
    id: integer().primaryKey().generatedAlwaysAsIdentity(),
    publicId: uuid("public_id").notNull().defaultRandom(),
    name: text().notNull(),
    kind: text().$type<PrincipalKind>().notNull(),
    recordedAt: instant("recorded_at").notNull(),
    recordedBy: text("recorded_by").notNull(),
    /** Since when name and kind are what they are, where they were others before; the change says it. */
    changedAt: instant("changed_at"),
  },
  (t) => [
    uniqueIndex("principals_name_key").on(t.name),
    uniqueIndex("principals_public_key").on(t.publicId),
    check("principals_kind_check", sql.raw(`kind in (${words(PRINCIPAL_KINDS)})`)),
  ],
);

/** Former names and kinds of principals. The database writes them itself when one is changed. */
export const principalVersions = pgTable(
  "principal_versions",
  {
    id: integer().primaryKey().generatedAlwaysAsIdentity(),
    principalId: integer("principal_id")
      .notNull()
      .references(() => principals.id),
    name: text().notNull(),
    kind: text().$type<PrincipalKind>().notNull(),
    recordedAt: instant("recorded_at").notNull(),
    supersededAt: instant("superseded_at").notNull(),
  },
  (t) => [index("principal_versions_principal_idx").on(t.principalId)],
);

/**
 * Two principals that turned out to be one. What names and clears the merged one moves to the survivor; a split
 * supersedes the merge and gives back what came with it. Neither overwrites what was known before.
 */
export const principalMerges = pgTable(
  "principal_merges",
  {
    id: uuid().primaryKey().defaultRandom(),
    mergedId: integer("merged_id")
      .notNull()
      .references(() => principals.id),
    survivorId: integer("survivor_id")
      .notNull()
      .references(() => principals.id),
    reason: text(),
    recordedAt: instant("recorded_at").notNull(),
    recordedBy: text("recorded_by").notNull(),
    supersededAt: instant("superseded_at"),
    supersededBy: text("superseded_by"),
  },
  (t) => [
    uniqueIndex("principal_merges_merged_key").on(t.mergedId).where(sql`superseded_at is null`),
    index("principal_merges_survivor_idx").on(t.survivorId),
    check("principal_merges_apart_check", sql`merged_id <> survivor_id`),
  ],
);

/** Merges through which a fact came to whom it belongs now, the latest last: a split gives it back. */
const cameWith = () => uuid("came_with").array().notNull().default(sql`'{}'::uuid[]`);

/** How logs name a principal. An alias of one system wins over one of all systems (empty). */
export const principalAliases = pgTable(
  "principal_aliases",
  {
    id: integer().primaryKey().generatedAlwaysAsIdentity(),
    principalId: integer("principal_id")
      .notNull()
      .references(() => principals.id),
    system: text(),
    value: text().notNull(),
    cameWith: cameWith(),
    recordedAt: instant("recorded_at").notNull(),
    recordedBy: text("recorded_by").notNull(),
    supersededAt: instant("superseded_at"),
  },
  (t) => [
    uniqueIndex("principal_aliases_value_key").on(t.value, sql`coalesce(system, '')`).where(sql`superseded_at is null`),
    index("principal_aliases_principal_idx").on(t.principalId),
  ],
);

/** Who was in which group when, `[from, until)`; an empty end has no bound. */
export const groupMemberships = pgTable(
  "group_memberships",
  {
    id: integer().primaryKey().generatedAlwaysAsIdentity(),
    groupName: text("group_name").notNull(),
    principalId: integer("principal_id")
      .notNull()
      .references(() => principals.id),
    from: instant("from_at"),
    until: instant("until_at"),
    cameWith: cameWith(),
    recordedAt: instant("recorded_at").notNull(),
    recordedBy: text("recorded_by").notNull(),
    supersededAt: instant("superseded_at"),
  },
  (t) => [
    index("group_memberships_group_idx").on(t.groupName),
    index("group_memberships_principal_idx").on(t.principalId),
    check("group_memberships_order_check", sql`from_at is null or until_at is null or from_at < until_at`),
  ],
);

/** Principal or group may reach an asset, or a classification and everything below, during `[from, until)`. */
export const clearances = pgTable(
  "clearances",
  {
    id: uuid().primaryKey().defaultRandom(),
    principalId: integer("principal_id").references(() => principals.id),
    groupName: text("group_name"),
    assetId: uuid("asset_id"),
    classification: text().$type<Classification>(),
    from: instant("from_at"),
    until: instant("until_at"),
    standing: text().$type<Standing>().notNull(),
    /** The window that a void grant opened. */
    windowId: uuid("window_id"),
    /** Evidence events by which a void grant was made and taken back. */
    openedEvidence: jsonb("opened_evidence").$type<string[]>().notNull().default([]),
    closedEvidence: jsonb("closed_evidence").$type<string[]>().notNull().default([]),
    cameWith: cameWith(),
    recordedAt: instant("recorded_at").notNull(),
    recordedBy: text("recorded_by").notNull(),
    supersededAt: instant("superseded_at"),
  },
  (t) => [
    check("clearances_who_check", sql`num_nonnulls(principal_id, group_name) = 1`),
    check("clearances_what_check", sql`num_nonnulls(asset_id, classification) = 1`),
    check("clearances_order_check", sql`from_at is null or until_at is null or from_at < until_at`),
    check("clearances_standing_check", sql.raw(`standing in (${words(STANDINGS)})`)),
    check("clearances_classification_check", sql.raw(`classification in (${words(CLASSIFICATIONS)})`)),
    index("clearances_principal_idx").on(t.principalId),
    index("clearances_group_idx").on(t.groupName),
  ],
);
