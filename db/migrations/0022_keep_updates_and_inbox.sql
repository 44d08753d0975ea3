CREATE TABLE "notice_settings" (
	"user_id" uuid NOT NULL,
	"kind" text NOT NULL,
	"channel" text NOT NULL,
	CONSTRAINT "notice_settings_user_id_kind_pk" PRIMARY KEY("user_id","kind"),
	CONSTRAINT "notice_settings_kind_check" CHECK (kind in ('update_sent', 'update_overdue', 'approval_waits', 'task_given', 'task_to_verify', 'role_given', 'claim_contradicted', 'clock_runs_out')),
	CONSTRAINT "notice_settings_channel_check" CHECK (channel in ('app', 'mail', 'off'))
);
--> statement-breakpoint
CREATE TABLE "notices" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"user_id" uuid NOT NULL,
	"kind" text NOT NULL,
	"incident_id" integer,
	"about" text NOT NULL,
	"data" jsonb NOT NULL,
	"at" timestamptz NOT NULL,
	"read_at" timestamptz,
	CONSTRAINT "notices_kind_check" CHECK (kind in ('update_sent', 'update_overdue', 'approval_waits', 'task_given', 'task_to_verify', 'role_given', 'claim_contradicted', 'clock_runs_out'))
);
--> statement-breakpoint
CREATE TABLE "incident_updates" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"incident_id" integer NOT NULL,
	"no" integer NOT NULL,
	"audience" text NOT NULL,
	"state" text NOT NULL,
	"body" text NOT NULL,
	"phase" text NOT NULL,
	"severity" text,
	"next_at" timestamptz,
	"claims" jsonb DEFAULT '[]'::jsonb NOT NULL,
	"claim_reason" text,
	"reach" jsonb NOT NULL,
	"sent_at" timestamptz NOT NULL,
	"sent_by" uuid,
	"sent_by_name" text NOT NULL,
	CONSTRAINT "incident_updates_audience_check" CHECK (audience in ('responders', 'executives', 'everyone')),
	CONSTRAINT "incident_updates_phase_check" CHECK (phase in ('triage', 'active', 'contained', 'resolved', 'closed', 'declined', 'merged'))
);
--> statement-breakpoint
CREATE TABLE "outgoing_messages" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"purpose" text NOT NULL,
	"channel" text NOT NULL,
	"incident_id" integer,
	"update_id" uuid,
	"subscriber_id" uuid,
	"user_id" uuid,
	"address" text NOT NULL,
	"subject" text DEFAULT '' NOT NULL,
	"body" text DEFAULT '' NOT NULL,
	"state" text NOT NULL,
	"tries" jsonb DEFAULT '[]'::jsonb NOT NULL,
	"next_try_at" timestamptz,
	"created_at" timestamptz NOT NULL,
	CONSTRAINT "outgoing_messages_purpose_check" CHECK (purpose in ('update', 'confirmation', 'notice')),
	CONSTRAINT "outgoing_messages_channel_check" CHECK (channel in ('mail', 'webhook')),
	CONSTRAINT "outgoing_messages_state_check" CHECK (state in ('waiting', 'delivered', 'gave_up', 'withheld'))
);
--> statement-breakpoint
CREATE TABLE "update_subscribers" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"incident_id" integer NOT NULL,
	"channel" text NOT NULL,
	"address" text NOT NULL,
	"audience" text NOT NULL,
	"user_id" uuid,
	"state" text NOT NULL,
	"confirm_hash" "bytea",
	"confirm_until" timestamptz,
	"leave_secret" text NOT NULL,
	"secret_sealed" "bytea",
	"added_at" timestamptz NOT NULL,
	"added_by" text NOT NULL,
	"confirmed_at" timestamptz,
	"ended_at" timestamptz,
	"ended_by" text,
	CONSTRAINT "update_subscribers_channel_check" CHECK (channel in ('mail', 'webhook')),
	CONSTRAINT "update_subscribers_audience_check" CHECK (audience in ('responders', 'executives', 'everyone')),
	CONSTRAINT "update_subscribers_state_check" CHECK (state in ('pending', 'confirmed', 'ended')),
	CONSTRAINT "update_subscribers_ended_check" CHECK ((state = 'ended') = (ended_at is not null))
);
--> statement-breakpoint
ALTER TABLE "notice_settings" ADD CONSTRAINT "notice_settings_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "notices" ADD CONSTRAINT "notices_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "notices" ADD CONSTRAINT "notices_incident_id_incidents_id_fk" FOREIGN KEY ("incident_id") REFERENCES "public"."incidents"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "incident_updates" ADD CONSTRAINT "incident_updates_incident_id_incidents_id_fk" FOREIGN KEY ("incident_id") REFERENCES "public"."incidents"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "incident_updates" ADD CONSTRAINT "incident_updates_sent_by_users_id_fk" FOREIGN KEY ("sent_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "outgoing_messages" ADD CONSTRAINT "outgoing_messages_incident_id_incidents_id_fk" FOREIGN KEY ("incident_id") REFERENCES "public"."incidents"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "outgoing_messages" ADD CONSTRAINT "outgoing_messages_update_id_incident_updates_id_fk" FOREIGN KEY ("update_id") REFERENCES "public"."incident_updates"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "outgoing_messages" ADD CONSTRAINT "outgoing_messages_subscriber_id_update_subscribers_id_fk" FOREIGN KEY ("subscriber_id") REFERENCES "public"."update_subscribers"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "outgoing_messages" ADD CONSTRAINT "outgoing_messages_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "update_subscribers" ADD CONSTRAINT "update_subscribers_incident_id_incidents_id_fk" FOREIGN KEY ("incident_id") REFERENCES "public"."incidents"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "update_subscribers" ADD CONSTRAINT "update_subscribers_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "notices_about_key" ON "notices" USING btree ("user_id","kind","about");--> statement-breakpoint
CREATE INDEX "notices_user_idx" ON "notices" USING btree ("user_id","at");--> statement-breakpoint
CREATE INDEX "notices_unread_idx" ON "notices" USING btree ("user_id") WHERE read_at is null;--> statement-breakpoint
CREATE UNIQUE INDEX "incident_updates_no_key" ON "incident_updates" USING btree ("incident_id","no");--> statement-breakpoint
CREATE INDEX "incident_updates_promised_idx" ON "incident_updates" USING btree ("next_at") WHERE next_at is not null;--> statement-breakpoint
CREATE INDEX "outgoing_messages_update_idx" ON "outgoing_messages" USING btree ("update_id");--> statement-breakpoint
CREATE INDEX "outgoing_messages_subscriber_idx" ON "outgoing_messages" USING btree ("subscriber_id","created_at");--> statement-breakpoint
CREATE UNIQUE INDEX "update_subscribers_current_key" ON "update_subscribers" USING btree ("incident_id","channel",lower("address")) WHERE ended_at is null;--> statement-breakpoint
CREATE UNIQUE INDEX "update_subscribers_leave_key" ON "update_subscribers" USING btree ("leave_secret");--> statement-breakpoint
-- What was sent stays as it was sent.
REVOKE UPDATE, DELETE, TRUNCATE ON incident_updates FROM firebreak_app;--> statement-breakpoint
CREATE TRIGGER incident_updates_append_only BEFORE UPDATE OR DELETE ON incident_updates FOR EACH ROW EXECUTE FUNCTION refuse_change();--> statement-breakpoint
CREATE TRIGGER incident_updates_no_truncate BEFORE TRUNCATE ON incident_updates FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
