CREATE TABLE "obligation_decisions" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"incident_id" integer NOT NULL,
	"rule" text NOT NULL,
	"rule_version" integer NOT NULL,
	"decision" text NOT NULL,
	"reason" text NOT NULL,
	"paused_reason" text,
	"recorded_at" timestamptz NOT NULL,
	"signer_id" text,
	"signer" text NOT NULL,
	"superseded_at" timestamptz,
	CONSTRAINT "obligation_decisions_decision_check" CHECK (decision in ('undecided', 'applies', 'does_not_apply'))
);
--> statement-breakpoint
CREATE TABLE "obligation_submissions" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"incident_id" integer NOT NULL,
	"rule" text NOT NULL,
	"rule_version" integer NOT NULL,
	"at" timestamptz NOT NULL,
	"receipt" text NOT NULL,
	"evidence" jsonb NOT NULL,
	"note" text DEFAULT '' NOT NULL,
	"recorded_at" timestamptz NOT NULL,
	"recorded_by" text NOT NULL,
	"withdrawn_at" timestamptz,
	"withdrawn_by" text,
	"withdrawn_because" text,
	CONSTRAINT "obligation_submissions_withdrawn_check" CHECK ((withdrawn_at is null) = (withdrawn_because is null) and (withdrawn_at is null) = (withdrawn_by is null))
);
--> statement-breakpoint
ALTER TABLE "named_times" DROP CONSTRAINT "named_times_name_check";--> statement-breakpoint
ALTER TABLE "obligation_decisions" ADD CONSTRAINT "obligation_decisions_incident_id_incidents_id_fk" FOREIGN KEY ("incident_id") REFERENCES "public"."incidents"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "obligation_submissions" ADD CONSTRAINT "obligation_submissions_incident_id_incidents_id_fk" FOREIGN KEY ("incident_id") REFERENCES "public"."incidents"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "obligation_decisions_current_key" ON "obligation_decisions" USING btree ("incident_id","rule") WHERE superseded_at is null;--> statement-breakpoint
CREATE INDEX "obligation_submissions_incident_idx" ON "obligation_submissions" USING btree ("incident_id","rule");--> statement-breakpoint
ALTER TABLE "named_times" ADD CONSTRAINT "named_times_name_check" CHECK (name in ('started', 'detected', 'declared', 'suspected', 'aware', 'determined', 'causal_link_established', 'high_risk_determined', 'classified_major', 'materiality_determined', 'assessed_notifiable', 'corrective_measure_available', 'contained', 'resolved', 'closed'));