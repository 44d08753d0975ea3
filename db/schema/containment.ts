import { sql } from "drizzle-orm";
import {
  boolean,
  check,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  smallint,
  text,
  uniqueIndex,
  uuid,
} from "drizzle-orm/pg-core";
import {
  ACTION_STATES,
  type ActionState,
  CONTAINMENT_KINDS,
  type ContainmentKind,
  DELIVERY_STATES,
  type DeliveryState,
  type Execution,
  type Preservation,
  STAGES,
  type Stage,
  VERDICTS,
  type Verdict,
} from "@/lib/containment/model";
import { users } from "./access";
import { aiKillSwitches, aiSystems } from "./agents";
import { instant, words } from "./columns";
import { incidents } from "./incidents";

/** What is done to stop the harm. Each step is an entry of the incident's record; this is how it stands. */
export const containmentActions = pgTable(
  "containment_actions",
  {
    id: uuid().primaryKey().defaultRandom(),
    incidentId: integer("incident_id")
      .notNull()
      .references(() => incidents.id),
    /** n of A-n within the incident. */
    no: integer().notNull(),
    kind: text().$type<ContainmentKind>().notNull(),
    stage: text().$type<Stage>().notNull(),
    /** What is done to what, in words. */
    title: text().notNull(),
    detail: text().notNull().default(""),
    aiSystemId: uuid("ai_system_id").references(() => aiSystems.id),
    state: text().$type<ActionState>().notNull(),
    /** How many other people had to agree by the policy of the moment when it was asked for. */
    approvalsNeeded: smallint("approvals_needed").notNull(),
    requestedAt: instant("requested_at").notNull(),
    requestedBy: uuid("requested_by").references(() => users.id),
    requestedByName: text("requested_by_name").notNull(),
    preservation: text().$type<Preservation>(),
    preservationNote: text("preservation_note"),
    execution: text().$type<Execution>(),
    /** When the stop was given, and since when it is said to hold: both in the world. */
    startedAt: instant("started_at"),
    doneAt: instant("done_at"),
    doneBy: uuid("done_by").references(() => users.id),
    doneByName: text("done_by_name"),
    doneNote: text("done_note"),
    /** Why a commander let it go ahead without the approvals. */
    withoutApproval: text("without_approval"),
    droppedReason: text("dropped_reason"),
    verdict: text().$type<Verdict>(),
    /** What the verdict rests on, as computed. */
    verification: jsonb().$type<Record<string, unknown>>(),
    verifiedAt: instant("verified_at"),
    checkedAt: instant("checked_at"),
    createdAt: instant("created_at").notNull(),
    updatedAt: instant("updated_at").notNull(),
    version: integer().notNull().default(1),
  },
  (t) => [
    uniqueIndex("containment_actions_no_key").on(t.incidentId, t.no),
    index("containment_actions_system_idx").on(t.aiSystemId),
    check("containment_actions_kind_check", sql.raw(`kind in (${words(CONTAINMENT_KINDS)})`)),
    check("containment_actions_stage_check", sql.raw(`stage in (${words(STAGES)})`)),
    check("containment_actions_state_check", sql.raw(`state in (${words(ACTION_STATES)})`)),
    check("containment_actions_verdict_check", sql.raw(`verdict in (${words(VERDICTS)})`)),
    check("containment_actions_dropped_check", sql`(state = 'dropped') = (dropped_reason is not null)`),
    check("containment_actions_done_check", sql`state <> 'done' or (started_at is not null and done_at is not null)`),
    check("containment_actions_order_check", sql`done_at is null or started_at <= done_at`),
    check("containment_actions_verdict_done_check", sql`verdict is null or state = 'done'`),
  ],
);

/** Who agreed to an action; never whoever asked for it. */
export const containmentApprovals = pgTable(
  "containment_approvals",
  {
    actionId: uuid("action_id")
      .notNull()
      .references(() => containmentActions.id),
    userId: uuid("user_id")
      .notNull()
      .references(() => users.id),
    name: text().notNull(),
    at: instant().notNull(),
    note: text(),
  },
  (t) => [primaryKey({ columns: [t.actionId, t.userId] })],
);

/** Somebody looked whether it holds: an access test, a look at a process list, an attestation. */
export const containmentChecks = pgTable(
  "containment_checks",
  {
    id: uuid().primaryKey().defaultRandom(),
    actionId: uuid("action_id")
      .notNull()
      .references(() => containmentActions.id),
    at: instant().notNull(),
    holds: boolean().notNull(),
    what: text().notNull(),
    evidence: jsonb().$type<string[]>().notNull().default([]),
    recordedBy: uuid("recorded_by").references(() => users.id),
    recordedByName: text("recorded_by_name").notNull(),
    recordedAt: instant("recorded_at").notNull(),
  },
  (t) => [index("containment_checks_action_idx").on(t.actionId, t.at)],
);

/** How many other people have to agree before a kind of action; without a row, the default of the kind. */
export const containmentPolicies = pgTable(
  "containment_policies",
  {
    id: uuid().primaryKey().defaultRandom(),
    kind: text().$type<ContainmentKind>().notNull(),
    approvals: smallint().notNull(),
    recordedAt: instant("recorded_at").notNull(),
    recordedBy: text("recorded_by").notNull(),
    supersededAt: instant("superseded_at"),
  },
  (t) => [
    uniqueIndex("containment_policies_current_key").on(t.kind).where(sql`superseded_at is null`),
    check("containment_policies_kind_check", sql.raw(`kind in (${words(CONTAINMENT_KINDS)})`)),
    check("containment_policies_approvals_check", sql`approvals between 0 and 2`),
  ],
);

/** A signed message to a kill switch, and every try to deliver it. The body is sent byte for byte as it stands here. */
export const stopDeliveries = pgTable(
  "stop_deliveries",
  {
    id: uuid().primaryKey().defaultRandom(),
    aiSystemId: uuid("ai_system_id")
      .notNull()
      .references(() => aiSystems.id),
    killSwitchId: uuid("kill_switch_id")
      .notNull()
      .references(() => aiKillSwitches.id),
    incidentId: integer("incident_id").references(() => incidents.id),
    /** Empty for a test. */
    actionId: uuid("action_id").references(() => containmentActions.id),
    body: text().notNull(),
    state: text().$type<DeliveryState>().notNull(),
    tries: jsonb()
      .$type<{ at: string; status: number | null; error: string | null; ms: number }[]>()
      .notNull()
      .default([]),
    nextTryAt: instant("next_try_at"),
    createdAt: instant("created_at").notNull(),
    createdBy: text("created_by").notNull(),
  },
  (t) => [
    index("stop_deliveries_action_idx").on(t.actionId),
    index("stop_deliveries_system_idx").on(t.aiSystemId, t.createdAt),
    check("stop_deliveries_state_check", sql.raw(`state in (${words(DELIVERY_STATES)})`)),
  ],
);
