CREATE TABLE "alerts" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"incident_id" integer NOT NULL,
	"sent_by" uuid NOT NULL,
	"source" text NOT NULL,
	"group_key" text NOT NULL,
	"key" text NOT NULL,
	"title" text NOT NULL,
	"details" text NOT NULL,
	"link" text,
	"labels" jsonb NOT NULL,
	"state" text NOT NULL,
	"count" integer NOT NULL,
	"started_at" timestamptz,
	"first_at" timestamptz NOT NULL,
	"last_at" timestamptz NOT NULL,
	"resolved_at" timestamptz,
	CONSTRAINT "alerts_state_check" CHECK (state in ('firing', 'resolved'))
);
--> statement-breakpoint
CREATE TABLE "incident_links" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"kind" text NOT NULL,
	"from_id" integer NOT NULL,
	"to_id" integer NOT NULL,
	"phase_before" text,
	"reason" text NOT NULL,
	"made_by" text NOT NULL,
	"made_at" timestamptz NOT NULL,
	"removed_by" text,
	"removed_at" timestamptz,
	CONSTRAINT "incident_links_kind_check" CHECK (kind in ('related', 'merged')),
	CONSTRAINT "incident_links_phase_check" CHECK (phase_before in ('triage', 'active', 'contained', 'resolved', 'closed', 'declined', 'merged')),
	CONSTRAINT "incident_links_other_check" CHECK (from_id <> to_id),
	CONSTRAINT "incident_links_order_check" CHECK (kind = 'merged' or from_id < to_id)
);
--> statement-breakpoint
CREATE TABLE "reports" (
	"incident_id" integer PRIMARY KEY NOT NULL,
	"origin" text NOT NULL,
	"reported_by" uuid NOT NULL,
	"reporter" text NOT NULL,
	"reported_at" timestamptz NOT NULL,
	"what" text NOT NULL,
	"details" text DEFAULT '' NOT NULL,
	"happened_at" timestamptz,
	"happened_precision" text,
	"ai_system_id" uuid,
	"link" text,
	"outcome" text DEFAULT 'waiting' NOT NULL,
	"decline_reason" text,
	"outcome_text" text,
	"decided_by" text,
	"decided_at" timestamptz,
	CONSTRAINT "reports_origin_check" CHECK (origin in ('person', 'alert')),
	CONSTRAINT "reports_outcome_check" CHECK (outcome in ('waiting', 'accepted', 'declined', 'merged')),
	CONSTRAINT "reports_reason_check" CHECK (decline_reason in ('duplicate', 'not_an_incident', 'expected_behaviour', 'test_or_drill', 'no_ai_system', 'cannot_reproduce', 'insufficient_information', 'handled_elsewhere', 'other')),
	CONSTRAINT "reports_precision_check" CHECK (happened_precision in ('exact', 'minute', 'hour', 'day', 'unknown')),
	CONSTRAINT "reports_decided_check" CHECK ((outcome = 'waiting') = (decided_at is null))
);
--> statement-breakpoint
ALTER TABLE "alerts" ADD CONSTRAINT "alerts_incident_id_incidents_id_fk" FOREIGN KEY ("incident_id") REFERENCES "public"."incidents"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "alerts" ADD CONSTRAINT "alerts_sent_by_users_id_fk" FOREIGN KEY ("sent_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "incident_links" ADD CONSTRAINT "incident_links_from_id_incidents_id_fk" FOREIGN KEY ("from_id") REFERENCES "public"."incidents"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "incident_links" ADD CONSTRAINT "incident_links_to_id_incidents_id_fk" FOREIGN KEY ("to_id") REFERENCES "public"."incidents"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "reports" ADD CONSTRAINT "reports_incident_id_incidents_id_fk" FOREIGN KEY ("incident_id") REFERENCES "public"."incidents"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "reports" ADD CONSTRAINT "reports_reported_by_users_id_fk" FOREIGN KEY ("reported_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "reports" ADD CONSTRAINT "reports_ai_system_id_ai_systems_id_fk" FOREIGN KEY ("ai_system_id") REFERENCES "public"."ai_systems"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "alerts_incident_key" ON "alerts" USING btree ("incident_id","sent_by","source","key");--> statement-breakpoint
CREATE INDEX "alerts_group_idx" ON "alerts" USING btree ("sent_by","source","group_key","incident_id");--> statement-breakpoint
CREATE UNIQUE INDEX "incident_links_merged_key" ON "incident_links" USING btree ("from_id") WHERE kind = 'merged' and removed_at is null;--> statement-breakpoint
CREATE UNIQUE INDEX "incident_links_related_key" ON "incident_links" USING btree ("from_id","to_id") WHERE kind = 'related' and removed_at is null;--> statement-breakpoint
CREATE INDEX "incident_links_to_idx" ON "incident_links" USING btree ("to_id");--> statement-breakpoint
CREATE INDEX "reports_reporter_idx" ON "reports" USING btree ("reported_by","incident_id");