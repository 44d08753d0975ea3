CREATE TABLE "explanation_proposals" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"incident_id" integer NOT NULL,
	"asset_id" uuid NOT NULL,
	"principal_id" integer,
	"actor" text,
	"from_at" timestamptz,
	"until_at" timestamptz,
	"reason" text NOT NULL,
	"proposed_at" timestamptz NOT NULL,
	"proposed_by" text NOT NULL,
	"proposer_id" text NOT NULL,
	"settled_at" timestamptz,
	"settled_by" text,
	"outcome" text,
	"settled_because" text,
	CONSTRAINT "explanation_proposals_who_check" CHECK (num_nonnulls(principal_id, actor) = 1),
	CONSTRAINT "explanation_proposals_settled_check" CHECK ((settled_at is null) = (outcome is null) and (settled_at is null) = (settled_by is null) and outcome in ('agreed', 'declined', 'withdrawn'))
);
--> statement-breakpoint
ALTER TABLE "explanation_proposals" ADD CONSTRAINT "explanation_proposals_incident_id_incidents_id_fk" FOREIGN KEY ("incident_id") REFERENCES "public"."incidents"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "explanation_proposals_incident_idx" ON "explanation_proposals" USING btree ("incident_id","proposed_at");