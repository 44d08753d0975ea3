CREATE TABLE "handover_briefs" (
	"handover_id" uuid NOT NULL,
	"version" integer NOT NULL,
	"made_at" timestamptz NOT NULL,
	"record_seq" integer NOT NULL,
	"brief" jsonb NOT NULL,
	CONSTRAINT "handover_briefs_handover_id_version_pk" PRIMARY KEY("handover_id","version")
);
--> statement-breakpoint
CREATE TABLE "handovers" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"incident_id" integer NOT NULL,
	"role" text NOT NULL,
	"kind" text NOT NULL,
	"state" text NOT NULL,
	"from_id" uuid,
	"to_id" uuid NOT NULL,
	"begun_by" uuid NOT NULL,
	"begun_at" timestamptz NOT NULL,
	"note" text DEFAULT '' NOT NULL,
	"passed_at" timestamptz,
	"acknowledged_at" timestamptz,
	"acknowledged_brief" integer,
	"taker_notes" text DEFAULT '' NOT NULL,
	"ended_at" timestamptz,
	"ended_by" text,
	"end_reason" text,
	CONSTRAINT "handovers_role_check" CHECK (role in ('commander', 'deputy', 'communications', 'scribe', 'legal', 'privacy', 'subject_expert')),
	CONSTRAINT "handovers_kind_check" CHECK (kind in ('request', 'offer', 'take_over')),
	CONSTRAINT "handovers_state_check" CHECK (state in ('asked', 'waiting', 'acknowledged', 'declined', 'withdrawn', 'overtaken')),
	CONSTRAINT "handovers_people_check" CHECK (from_id is distinct from to_id),
	CONSTRAINT "handovers_passed_check" CHECK (kind = 'take_over' or passed_at is null or acknowledged_at = passed_at),
	CONSTRAINT "handovers_take_over_check" CHECK (kind <> 'take_over' or (passed_at is not null and note <> '')),
	CONSTRAINT "handovers_acknowledged_check" CHECK ((state = 'acknowledged') = (acknowledged_at is not null) and (acknowledged_at is null) = (acknowledged_brief is null))
);
--> statement-breakpoint
CREATE TABLE "task_blocks" (
	"incident_id" integer NOT NULL,
	"task_id" uuid NOT NULL,
	"blocked_by" uuid NOT NULL,
	CONSTRAINT "task_blocks_incident_id_task_id_blocked_by_pk" PRIMARY KEY("incident_id","task_id","blocked_by"),
	CONSTRAINT "task_blocks_self_check" CHECK (task_id <> blocked_by)
);
--> statement-breakpoint
CREATE TABLE "work_calendars" (
	"user_id" uuid,
	"place" text NOT NULL,
	"zone" text NOT NULL,
	"updated_at" timestamptz NOT NULL,
	CONSTRAINT "work_calendars_user_key" UNIQUE NULLS NOT DISTINCT("user_id")
);
--> statement-breakpoint
ALTER TABLE "incident_roles" DROP CONSTRAINT "incident_roles_incident_id_role_pk";--> statement-breakpoint
ALTER TABLE "incident_roles" ADD COLUMN "id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL;--> statement-breakpoint
ALTER TABLE "incident_roles" ADD COLUMN "until" timestamptz;--> statement-breakpoint
ALTER TABLE "incident_roles" ADD COLUMN "how" text DEFAULT 'taken' NOT NULL;--> statement-breakpoint
ALTER TABLE "incident_roles" ADD COLUMN "given_by" uuid;--> statement-breakpoint
ALTER TABLE "incident_roles" ADD COLUMN "reason" text;--> statement-breakpoint
ALTER TABLE "incident_roles" ADD COLUMN "handover_id" uuid;--> statement-breakpoint
ALTER TABLE "tasks" ADD COLUMN "due_reason" text;--> statement-breakpoint
ALTER TABLE "handover_briefs" ADD CONSTRAINT "handover_briefs_handover_id_handovers_id_fk" FOREIGN KEY ("handover_id") REFERENCES "public"."handovers"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "handovers" ADD CONSTRAINT "handovers_incident_id_incidents_id_fk" FOREIGN KEY ("incident_id") REFERENCES "public"."incidents"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "handovers" ADD CONSTRAINT "handovers_from_id_users_id_fk" FOREIGN KEY ("from_id") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "handovers" ADD CONSTRAINT "handovers_to_id_users_id_fk" FOREIGN KEY ("to_id") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "handovers" ADD CONSTRAINT "handovers_begun_by_users_id_fk" FOREIGN KEY ("begun_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "tasks" ADD CONSTRAINT "tasks_incident_key" UNIQUE("incident_id","id");--> statement-breakpoint
ALTER TABLE "task_blocks" ADD CONSTRAINT "task_blocks_task_fk" FOREIGN KEY ("incident_id","task_id") REFERENCES "public"."tasks"("incident_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "task_blocks" ADD CONSTRAINT "task_blocks_blocked_by_fk" FOREIGN KEY ("incident_id","blocked_by") REFERENCES "public"."tasks"("incident_id","id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "work_calendars" ADD CONSTRAINT "work_calendars_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "handovers_pending_key" ON "handovers" USING btree ("incident_id","role") WHERE state in ('asked', 'waiting') and passed_at is null;--> statement-breakpoint
CREATE INDEX "handovers_incident_idx" ON "handovers" USING btree ("incident_id","begun_at");--> statement-breakpoint
ALTER TABLE "incident_roles" ADD CONSTRAINT "incident_roles_given_by_users_id_fk" FOREIGN KEY ("given_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "incident_roles_holder_key" ON "incident_roles" USING btree ("incident_id","role") WHERE until is null;--> statement-breakpoint
CREATE INDEX "incident_roles_history_idx" ON "incident_roles" USING btree ("incident_id","since");--> statement-breakpoint
ALTER TABLE "incident_roles" ADD CONSTRAINT "incident_roles_how_check" CHECK (how in ('taken', 'given', 'handed_over', 'taken_over'));--> statement-breakpoint
ALTER TABLE "incident_roles" ADD CONSTRAINT "incident_roles_until_check" CHECK (until >= since);--> statement-breakpoint
-- What was read before a role passed stays what it was.
CREATE TRIGGER handover_briefs_append_only BEFORE UPDATE OR DELETE ON handover_briefs FOR EACH ROW EXECUTE FUNCTION refuse_change();--> statement-breakpoint
CREATE TRIGGER handover_briefs_no_truncate BEFORE TRUNCATE ON handover_briefs FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();--> statement-breakpoint
-- Looked at when a transaction ends, so that one row can end and the next begin within it.
CREATE FUNCTION keep_a_commander() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NOT EXISTS (SELECT FROM incident_roles r WHERE r.incident_id = OLD.incident_id AND r.role = 'commander' AND r.until IS NULL) THEN
    RAISE EXCEPTION 'INC-% would be without a commander', OLD.incident_id
      USING ERRCODE = 'check_violation', CONSTRAINT = 'incident_roles_commander_check';
  END IF;
  RETURN NULL;
END $$;--> statement-breakpoint
CREATE CONSTRAINT TRIGGER incident_roles_commander AFTER UPDATE OR DELETE ON incident_roles
DEFERRABLE INITIALLY DEFERRED FOR EACH ROW WHEN (OLD.role = 'commander' AND OLD.until IS NULL)
EXECUTE FUNCTION keep_a_commander();
