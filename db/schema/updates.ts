import { sql } from "drizzle-orm";
import { check, index, integer, jsonb, pgTable, text, uniqueIndex, uuid } from "drizzle-orm/pg-core";
import { PHASES, type Phase, type Severity } from "@/lib/incidents/model";
import {
  AUDIENCES,
  type Audience,
  CHANNELS,
  type Channel,
  type ClaimRest,
  MESSAGE_PURPOSES,
  MESSAGE_STATES,
  type MessagePurpose,
  type MessageState,
  type Reach,
  SUBSCRIBER_STATES,
  type SubscriberState,
  type Try,
} from "@/lib/updates/model";
import { users } from "./access";
import { bytea, instant, words } from "./columns";
import { incidents } from "./incidents";

/** What was sent, word for word. The app's role may only add rows. */
export const incidentUpdates = pgTable(
  "incident_updates",
  {
    id: uuid().primaryKey().defaultRandom(),
    incidentId: integer("incident_id")
      .notNull()
      .references(() => incidents.id),
    /** n of U-n within the incident. */
    no: integer().notNull(),
    audience: text().$type<Audience>().notNull(),
    /** How it stands, in a few words. */
    state: text().notNull(),
    body: text().notNull(),
    /** As they were when it was sent. */
    phase: text().$type<Phase>().notNull(),
    severity: text().$type<Severity>(),
    /** Until when the next one is promised; null: none is. */
    nextAt: instant("next_at"),
    /** What of it rests on claims, as they stood when it was sent. */
    claims: jsonb().$type<ClaimRest[]>().notNull().default([]),
    /** Why it was sent although it rests on a contradicted claim. */
    claimReason: text("claim_reason"),
    reach: jsonb().$type<Reach>().notNull(),
    sentAt: instant("sent_at").notNull(),
    sentBy: uuid("sent_by").references(() => users.id),
    sentByName: text("sent_by_name").notNull(),
  },
  (t) => [
    uniqueIndex("incident_updates_no_key").on(t.incidentId, t.no),
    index("incident_updates_promised_idx").on(t.nextAt).where(sql`next_at is not null`),
    check("incident_updates_audience_check", sql.raw(`audience in (${words(AUDIENCES)})`)),
    check("incident_updates_phase_check", sql.raw(`phase in (${words(PHASES)})`)),
  ],
);

/** Who gets the updates of an incident by mail or webhook. Being one opens nothing in the app. */
export const updateSubscribers = pgTable(
  "update_subscribers",
  {
    id: uuid().primaryKey().defaultRandom(),
    incidentId: integer("incident_id")
      .notNull()
      .references(() => incidents.id),
    channel: text().$type<Channel>().notNull(),
    /** A mail address, or the address that is called. */
    address: text().notNull(),
    audience: text().$type<Audience>().notNull(),
    /** Whose mail address it is, if it is one of this installation's users. */
    userId: uuid("user_id").references(() => users.id),
    state: text().$type<SubscriberState>().notNull(),
    /** SHA-256 of the secret in the link that confirms the address; gone once it was used. */
    confirmHash: bytea("confirm_hash"),
    confirmUntil: instant("confirm_until"),
    /** In the link that every mail ends with: it ends this subscription and can do nothing else. */
    leaveSecret: text("leave_secret").notNull(),
    /** By which webhooks are signed. */
    secretSealed: bytea("secret_sealed"),
    addedAt: instant("added_at").notNull(),
    addedBy: text("added_by").notNull(),
    confirmedAt: instant("confirmed_at"),
    endedAt: instant("ended_at"),
    endedBy: text("ended_by"),
  },
  (t) => [
    uniqueIndex("update_subscribers_current_key")
      .on(t.incidentId, t.channel, sql`lower(${t.address})`)
      .where(sql`ended_at is null`),
    uniqueIndex("update_subscribers_leave_key").on(t.leaveSecret),
    check("update_subscribers_channel_check", sql.raw(`channel in (${words(CHANNELS)})`)),
    check("update_subscribers_audience_check", sql.raw(`audience in (${words(AUDIENCES)})`)),
    check("update_subscribers_state_check", sql.raw(`state in (${words(SUBSCRIBER_STATES)})`)),
    check("update_subscribers_ended_check", sql`(state = 'ended') = (ended_at is not null)`),
  ],
);

/** What leaves by mail or webhook, and every try to deliver it. */
export const outgoingMessages = pgTable(
  "outgoing_messages",
  {
    id: uuid().primaryKey().defaultRandom(),
    purpose: text().$type<MessagePurpose>().notNull(),
    channel: text().$type<Channel>().notNull(),
    incidentId: integer("incident_id").references(() => incidents.id),
    updateId: uuid("update_id").references(() => incidentUpdates.id),
    subscriberId: uuid("subscriber_id").references(() => updateSubscribers.id),
    /** Of a notice: whose it is, without whose sight of the incident nothing is sent. */
    userId: uuid("user_id").references(() => users.id),
    address: text().notNull(),
    subject: text().notNull().default(""),
    /** Sent byte for byte; empty for a confirmation, whose link is made when it is sent. */
    body: text().notNull().default(""),
    state: text().$type<MessageState>().notNull(),
    tries: jsonb().$type<Try[]>().notNull().default([]),
    nextTryAt: instant("next_try_at"),
    createdAt: instant("created_at").notNull(),
  },
  (t) => [
    index("outgoing_messages_update_idx").on(t.updateId),
    index("outgoing_messages_subscriber_idx").on(t.subscriberId, t.createdAt),
    check("outgoing_messages_purpose_check", sql.raw(`purpose in (${words(MESSAGE_PURPOSES)})`)),
    check("outgoing_messages_channel_check", sql.raw(`channel in (${words(CHANNELS)})`)),
    check("outgoing_messages_state_check", sql.raw(`state in (${words(MESSAGE_STATES)})`)),
  ],
);
