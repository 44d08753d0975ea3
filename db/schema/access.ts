import { sql } from "drizzle-orm";
import { check, index, integer, jsonb, pgTable, text, uniqueIndex, uuid } from "drizzle-orm/pg-core";
import { type Permission, ROLES, type Role } from "@/lib/access/model";
import { bytea, instant, words } from "./columns";

export const users = pgTable(
  "users",
  {
    id: uuid().primaryKey().defaultRandom(),
    email: text().notNull(),
    name: text().notNull(),
    role: text().$type<Role>().notNull(),
    /** argon2id; empty for people who have not set a password yet. */
    passwordHash: text("password_hash"),
    createdAt: instant("created_at").notNull(),
    /** Not a deletion: the record keeps naming people who have left. */
    disabledAt: instant("disabled_at"),
    demo: integer().notNull().default(0),
  },
  (t) => [
    uniqueIndex("users_email_key").on(sql`lower(${t.email})`),
    check("users_role_check", sql.raw(`role in (${words(ROLES)})`)),
  ],
);

export const sessions = pgTable(
  "sessions",
  {
    id: uuid().primaryKey().defaultRandom(),
    /** SHA-256 of the cookie: the cookie itself is nowhere in the database. */
    tokenHash: bytea("token_hash").notNull(),
    userId: uuid("user_id")
      .notNull()
      .references(() => users.id),
    createdAt: instant("created_at").notNull(),
    lastSeenAt: instant("last_seen_at").notNull(),
    expiresAt: instant("expires_at").notNull(),
    revokedAt: instant("revoked_at"),
    ip: text(),
    userAgent: text("user_agent"),
  },
  (t) => [uniqueIndex("sessions_token_key").on(t.tokenHash), index("sessions_user_idx").on(t.userId)],
);

export const apiTokens = pgTable(
  "api_tokens",
  {
    id: uuid().primaryKey().defaultRandom(),
    userId: uuid("user_id")
      .notNull()
      .references(() => users.id),
    name: text().notNull(),
    /** First characters, so that people recognise a token in a list. */
    prefix: text().notNull(),
    tokenHash: bytea("token_hash").notNull(),
    scopes: text().array().$type<Permission[]>().notNull(),
    createdAt: instant("created_at").notNull(),
    expiresAt: instant("expires_at"),
    lastUsedAt: instant("last_used_at"),
    revokedAt: instant("revoked_at"),
  },
  (t) => [uniqueIndex("api_tokens_hash_key").on(t.tokenHash), index("api_tokens_user_idx").on(t.userId)],
);

/** Single-use links by which an empty installation gets its first admin, or a new user a password. */
export const setupLinks = pgTable(
  "setup_links",
  {
    id: uuid().primaryKey().defaultRandom(),
    tokenHash: bytea("token_hash").notNull(),
    /** Whose password it sets; empty for the link that makes the first admin. */
    userId: uuid("user_id").references(() => users.id),
    createdAt: instant("created_at").notNull(),
    expiresAt: instant("expires_at").notNull(),
    usedAt: instant("used_at"),
  },
  (t) => [uniqueIndex("setup_links_hash_key").on(t.tokenHash)],
);

/** Answers already given to a POST with an Idempotency-Key, written in the transaction that made them. */
export const idempotencyKeys = pgTable(
  "idempotency_keys",
  {
    actorId: text("actor_id").notNull(),
    key: text().notNull(),
    requestHash: text("request_hash").notNull(),
    response: jsonb(),
    createdAt: instant("created_at").notNull(),
  },
  (t) => [
    uniqueIndex("idempotency_keys_key").on(t.actorId, t.key),
    index("idempotency_keys_created_idx").on(t.createdAt),
  ],
);

/** How often something was tried within the window that ends at `expire`. */
export const rateLimits = pgTable("rate_limits", {
  key: text().primaryKey(),
  points: integer().notNull(),
  expire: instant("expire"),
});

/** What was done in the app outside any incident: users, tokens, sign-ins, exports. */
export const auditEntries = pgTable(
  "audit_entries",
  {
    id: uuid().primaryKey().defaultRandom(),
    at: instant().notNull(),
    actorId: text("actor_id"),
    actorName: text("actor_name").notNull(),
    action: text().notNull(),
    subject: text(),
    detail: jsonb().$type<Record<string, unknown>>().notNull(),
    ip: text(),
  },
  (t) => [index("audit_entries_at_idx").on(t.at)],
);
