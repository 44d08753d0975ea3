CREATE TABLE "exposure_failures" (
	"incident_id" integer PRIMARY KEY NOT NULL,
	"failed_at" timestamptz NOT NULL,
	"message" text NOT NULL
);
--> statement-breakpoint
CREATE TABLE "exposure_sums" (
	"incident_id" integer NOT NULL,
	"key" text NOT NULL,
	"now" timestamptz NOT NULL,
	"open" boolean NOT NULL,
	"covers" json NOT NULL,
	"late" json NOT NULL,
	"sums" json NOT NULL,
	"used_at" timestamptz NOT NULL,
	CONSTRAINT "exposure_sums_incident_id_key_pk" PRIMARY KEY("incident_id","key")
);
--> statement-breakpoint
CREATE TABLE "principal_versions" (
	"id" integer PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "principal_versions_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 2147483647 START WITH 1 CACHE 1),
	"principal_id" integer NOT NULL,
	"name" text NOT NULL,
	"kind" text NOT NULL,
	"recorded_at" timestamptz NOT NULL,
	"superseded_at" timestamptz NOT NULL
);
--> statement-breakpoint
ALTER TABLE "exposure_answers" ADD COLUMN "took_ms" integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "principals" ADD COLUMN "changed_at" timestamptz;--> statement-breakpoint
ALTER TABLE "exposure_failures" ADD CONSTRAINT "exposure_failures_incident_id_incidents_id_fk" FOREIGN KEY ("incident_id") REFERENCES "public"."incidents"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "exposure_sums" ADD CONSTRAINT "exposure_sums_incident_id_incidents_id_fk" FOREIGN KEY ("incident_id") REFERENCES "public"."incidents"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "principal_versions" ADD CONSTRAINT "principal_versions_principal_id_principals_id_fk" FOREIGN KEY ("principal_id") REFERENCES "public"."principals"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "principal_versions_principal_idx" ON "principal_versions" USING btree ("principal_id");--> statement-breakpoint
-- What a principal was called, and what it was taken for, stays to be asked for whoever changes it.
CREATE FUNCTION keep_former_principal() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF NEW.changed_at IS NULL OR NEW.changed_at IS NOT DISTINCT FROM OLD.changed_at THEN
    NEW.changed_at := clock_timestamp();
  END IF;
  INSERT INTO principal_versions (principal_id, name, kind, recorded_at, superseded_at)
  VALUES (OLD.id, OLD.name, OLD.kind, coalesce(OLD.changed_at, OLD.recorded_at), NEW.changed_at);
  RETURN NEW;
END
$$;--> statement-breakpoint
CREATE TRIGGER principals_keep_former BEFORE UPDATE OF name, kind ON principals FOR EACH ROW
WHEN (OLD.name IS DISTINCT FROM NEW.name OR OLD.kind IS DISTINCT FROM NEW.kind)
EXECUTE FUNCTION keep_former_principal();--> statement-breakpoint
REVOKE UPDATE, DELETE ON principal_versions FROM firebreak_app;--> statement-breakpoint
-- One job a key, run at the end of the wait that the first of many askings began: neither at each of them nor never.
CREATE FUNCTION enqueue_gathered(task text, payload json, job_key text, wait interval)
RETURNS void LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog AS $$
  SELECT graphile_worker.add_job(task, payload => payload, run_at => now() + wait, job_key => job_key,
    job_key_mode => 'preserve_run_at', max_attempts => 25);
$$;--> statement-breakpoint
REVOKE ALL ON FUNCTION enqueue_gathered(text, json, text, interval) FROM PUBLIC;--> statement-breakpoint
GRANT EXECUTE ON FUNCTION enqueue_gathered(text, json, text, interval) TO firebreak_app;
