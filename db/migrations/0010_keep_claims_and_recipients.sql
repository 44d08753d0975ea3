CREATE TABLE "claim_decisions" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"incident_id" integer NOT NULL,
	"claim_id" uuid NOT NULL,
	"standing" text NOT NULL,
	"reason" text NOT NULL,
	"evidence" jsonb NOT NULL,
	"recorded_at" timestamptz NOT NULL,
	"recorded_by" text NOT NULL,
	"superseded_at" timestamptz,
	CONSTRAINT "claim_decisions_standing_check" CHECK (standing in ('unverified', 'supported', 'contradicted', 'reconciled'))
);
--> statement-breakpoint
CREATE TABLE "claim_findings" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"incident_id" integer NOT NULL,
	"claim_id" uuid NOT NULL,
	"claim_version" integer NOT NULL,
	"side" text NOT NULL,
	"standing" text NOT NULL,
	"reason" text NOT NULL,
	"basis" jsonb NOT NULL,
	"recorded_at" timestamptz NOT NULL,
	"superseded_at" timestamptz,
	CONSTRAINT "claim_findings_side_check" CHECK (side in ('then', 'now')),
	CONSTRAINT "claim_findings_standing_check" CHECK (standing in ('unverified', 'supported', 'contradicted'))
);
--> statement-breakpoint
CREATE TABLE "claims" (
	"version_id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"id" uuid DEFAULT gen_random_uuid() NOT NULL,
	"incident_id" integer NOT NULL,
	"no" integer NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	"speaker" text NOT NULL,
	"speaker_kind" text NOT NULL,
	"said_in" text NOT NULL,
	"link" text,
	"said_at" timestamptz,
	"precision" text NOT NULL,
	"words" text NOT NULL,
	"assertion" jsonb,
	"corrected_because" text,
	"recorded_at" timestamptz NOT NULL,
	"recorded_by" text NOT NULL,
	"superseded_at" timestamptz,
	"withdrawn" integer DEFAULT 0 NOT NULL,
	"standing" text DEFAULT 'unverified' NOT NULL,
	CONSTRAINT "claims_speaker_check" CHECK (speaker_kind in ('spokesperson', 'press', 'colleague', 'leadership', 'ai_system', 'vendor', 'authority', 'researcher', 'other')),
	CONSTRAINT "claims_precision_check" CHECK (precision in ('exact', 'minute', 'hour', 'day', 'unknown')),
	CONSTRAINT "claims_standing_check" CHECK (standing in ('unverified', 'supported', 'contradicted', 'reconciled'))
);
--> statement-breakpoint
CREATE TABLE "recipient_statements" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"incident_id" integer NOT NULL,
	"principal_id" integer,
	"actor" text,
	"question" text NOT NULL,
	"answer" text NOT NULL,
	"reason" text NOT NULL,
	"evidence" jsonb NOT NULL,
	"recorded_at" timestamptz NOT NULL,
	"recorded_by" text NOT NULL,
	"superseded_at" timestamptz,
	CONSTRAINT "recipient_statements_who_check" CHECK (num_nonnulls(principal_id, actor) = 1),
	CONSTRAINT "recipient_statements_question_check" CHECK (question in ('bound_to_secrecy', 'deletion_attested')),
	CONSTRAINT "recipient_statements_answer_check" CHECK (answer in ('yes', 'no', 'unknown'))
);
--> statement-breakpoint
ALTER TABLE "affected_data" ADD COLUMN "also_categories" text[] DEFAULT '{}' NOT NULL;--> statement-breakpoint
ALTER TABLE "affected_data" ADD COLUMN "special_kinds" text[] DEFAULT '{}' NOT NULL;--> statement-breakpoint
ALTER TABLE "affected_data" ADD COLUMN "people_basis" text DEFAULT '' NOT NULL;--> statement-breakpoint
ALTER TABLE "affected_data" ADD COLUMN "records_basis" text DEFAULT '' NOT NULL;--> statement-breakpoint
ALTER TABLE "affected_data" ADD COLUMN "people_by_place" jsonb DEFAULT '{}'::jsonb NOT NULL;--> statement-breakpoint
ALTER TABLE "affected_data" ADD COLUMN "protection_note" text DEFAULT '' NOT NULL;--> statement-breakpoint
ALTER TABLE "claim_decisions" ADD CONSTRAINT "claim_decisions_incident_id_incidents_id_fk" FOREIGN KEY ("incident_id") REFERENCES "public"."incidents"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "claim_findings" ADD CONSTRAINT "claim_findings_incident_id_incidents_id_fk" FOREIGN KEY ("incident_id") REFERENCES "public"."incidents"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "claims" ADD CONSTRAINT "claims_incident_id_incidents_id_fk" FOREIGN KEY ("incident_id") REFERENCES "public"."incidents"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "recipient_statements" ADD CONSTRAINT "recipient_statements_incident_id_incidents_id_fk" FOREIGN KEY ("incident_id") REFERENCES "public"."incidents"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "claim_decisions_current_key" ON "claim_decisions" USING btree ("claim_id") WHERE superseded_at is null;--> statement-breakpoint
CREATE INDEX "claim_decisions_incident_idx" ON "claim_decisions" USING btree ("incident_id","claim_id");--> statement-breakpoint
CREATE UNIQUE INDEX "claim_findings_current_key" ON "claim_findings" USING btree ("claim_id","side") WHERE superseded_at is null;--> statement-breakpoint
CREATE INDEX "claim_findings_incident_idx" ON "claim_findings" USING btree ("incident_id","claim_id");--> statement-breakpoint
CREATE UNIQUE INDEX "claims_current_key" ON "claims" USING btree ("id") WHERE superseded_at is null;--> statement-breakpoint
CREATE UNIQUE INDEX "claims_version_key" ON "claims" USING btree ("id","version");--> statement-breakpoint
CREATE INDEX "claims_incident_idx" ON "claims" USING btree ("incident_id","no");--> statement-breakpoint
CREATE INDEX "recipient_statements_incident_idx" ON "recipient_statements" USING btree ("incident_id");