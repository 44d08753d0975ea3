CREATE TABLE "evidence_public_keys" (
	"incident_id" integer NOT NULL,
	"source_no" integer NOT NULL,
	"id" integer GENERATED ALWAYS AS IDENTITY (sequence name "evidence_public_keys_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 2147483647 START WITH 1 CACHE 1),
	"fingerprint" text NOT NULL,
	"key" text NOT NULL,
	CONSTRAINT "evidence_public_keys_incident_id_source_no_id_pk" PRIMARY KEY("incident_id","source_no","id")
);
--> statement-breakpoint
CREATE TABLE "evidence_uploads" (
	"incident_id" integer NOT NULL,
	"id" uuid DEFAULT gen_random_uuid() NOT NULL,
	"source_no" integer NOT NULL,
	"user_id" text NOT NULL,
	"filename" text NOT NULL,
	"bytes" bigint NOT NULL,
	"fingerprint" text,
	"sha256" text,
	"writer" uuid,
	"begun_at" timestamptz NOT NULL,
	"moved_at" timestamptz NOT NULL,
	"received" jsonb,
	CONSTRAINT "evidence_uploads_incident_id_id_pk" PRIMARY KEY("incident_id","id")
);
--> statement-breakpoint
ALTER TABLE "evidence_digests" ADD COLUMN "member" integer;--> statement-breakpoint
ALTER TABLE "evidence_digests" ADD COLUMN "signed" jsonb;--> statement-breakpoint
ALTER TABLE "saved_mappings" ADD COLUMN "incident_id" integer;--> statement-breakpoint
ALTER TABLE "evidence_uploads" ADD CONSTRAINT "evidence_uploads_incident_id_incidents_id_fk" FOREIGN KEY ("incident_id") REFERENCES "public"."incidents"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "evidence_uploads_source_key" ON "evidence_uploads" USING btree ("incident_id","source_no");--> statement-breakpoint
CREATE INDEX "evidence_uploads_moved_idx" ON "evidence_uploads" USING btree ("moved_at");--> statement-breakpoint
ALTER TABLE "saved_mappings" ADD CONSTRAINT "saved_mappings_incident_id_incidents_id_fk" FOREIGN KEY ("incident_id") REFERENCES "public"."incidents"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
-- Mappings that were said before know their incident by the file that they are named after.
UPDATE saved_mappings m SET incident_id = (
  SELECT s.incident_id FROM evidence_sources s
  WHERE s.filename = m.name AND s.options -> 'mapping' = m.mapping ORDER BY s.no DESC LIMIT 1);
