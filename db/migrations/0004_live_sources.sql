CREATE TABLE "ingest_tokens" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"source_id" uuid NOT NULL,
	"name" text NOT NULL,
	"prefix" text NOT NULL,
	"token_hash" "bytea" NOT NULL,
	"created_by" uuid NOT NULL,
	"created_at" timestamptz NOT NULL,
	"last_used_at" timestamptz,
	"revoked_at" timestamptz
);
--> statement-breakpoint
CREATE TABLE "live_deliveries" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "live_deliveries_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"incident_id" integer NOT NULL,
	"source_no" integer NOT NULL,
	"token_id" uuid,
	"received_at" timestamptz NOT NULL,
	"sent_from" text,
	"content_type" text NOT NULL,
	"content_encoding" text,
	"sha256" text NOT NULL,
	"length" integer NOT NULL,
	"text_length" integer NOT NULL,
	"bytes" "bytea",
	"text" "bytea",
	"start_offset" bigint,
	"taken_at" timestamptz
);
--> statement-breakpoint
DROP INDEX "evidence_sources_same_bytes_key";--> statement-breakpoint
ALTER TABLE "evidence_sources" ADD COLUMN "live" boolean DEFAULT false NOT NULL;--> statement-breakpoint
ALTER TABLE "evidence_sources" ADD COLUMN "ended_at" timestamptz;--> statement-breakpoint
ALTER TABLE "ingest_tokens" ADD CONSTRAINT "ingest_tokens_source_id_evidence_sources_id_fk" FOREIGN KEY ("source_id") REFERENCES "public"."evidence_sources"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "ingest_tokens" ADD CONSTRAINT "ingest_tokens_created_by_users_id_fk" FOREIGN KEY ("created_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "live_deliveries" ADD CONSTRAINT "live_deliveries_token_id_ingest_tokens_id_fk" FOREIGN KEY ("token_id") REFERENCES "public"."ingest_tokens"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "ingest_tokens_hash_key" ON "ingest_tokens" USING btree ("token_hash");--> statement-breakpoint
CREATE INDEX "ingest_tokens_source_idx" ON "ingest_tokens" USING btree ("source_id");--> statement-breakpoint
CREATE INDEX "live_deliveries_waiting_idx" ON "live_deliveries" USING btree ("incident_id","source_no","taken_at","id");--> statement-breakpoint
CREATE UNIQUE INDEX "evidence_sources_same_bytes_key" ON "evidence_sources" USING btree ("incident_id","sha256") WHERE status in ('queued', 'parsing', 'ready') and not live;