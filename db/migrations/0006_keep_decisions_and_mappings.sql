CREATE TABLE "saved_mappings" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"signature" text NOT NULL,
	"name" text NOT NULL,
	"columns" jsonb NOT NULL,
	"mapping" jsonb NOT NULL,
	"zone" text,
	"date_order" text,
	"saved_by" uuid NOT NULL,
	"saved_at" timestamptz NOT NULL
);
--> statement-breakpoint
CREATE TABLE "suggestion_decisions" (
	"incident_id" integer NOT NULL,
	"key" text NOT NULL,
	"decision" text NOT NULL,
	"reason" text,
	"decided_by" text NOT NULL,
	"decided_at" timestamptz NOT NULL,
	CONSTRAINT "suggestion_decisions_incident_id_key_pk" PRIMARY KEY("incident_id","key"),
	CONSTRAINT "suggestion_decisions_decision_check" CHECK (decision in ('accepted', 'ignored'))
);
--> statement-breakpoint
ALTER TABLE "saved_mappings" ADD CONSTRAINT "saved_mappings_saved_by_users_id_fk" FOREIGN KEY ("saved_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "suggestion_decisions" ADD CONSTRAINT "suggestion_decisions_incident_id_incidents_id_fk" FOREIGN KEY ("incident_id") REFERENCES "public"."incidents"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "saved_mappings_signature_key" ON "saved_mappings" USING btree ("signature");