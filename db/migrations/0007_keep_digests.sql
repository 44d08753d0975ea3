CREATE TABLE "evidence_digests" (
	"incident_id" integer NOT NULL,
	"source_no" integer NOT NULL,
	"id" integer GENERATED ALWAYS AS IDENTITY (sequence name "evidence_digests_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 2147483647 START WITH 1 CACHE 1),
	"name" text NOT NULL,
	"trail" text NOT NULL,
	"from_at" timestamptz NOT NULL,
	"until_at" timestamptz NOT NULL,
	"files" jsonb NOT NULL,
	CONSTRAINT "evidence_digests_incident_id_source_no_id_pk" PRIMARY KEY("incident_id","source_no","id")
);
--> statement-breakpoint
ALTER TABLE "evidence_members" ADD COLUMN "content_sha256" text;