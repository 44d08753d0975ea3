CREATE TABLE "principal_merges" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"merged_id" integer NOT NULL,
	"survivor_id" integer NOT NULL,
	"reason" text,
	"recorded_at" timestamptz NOT NULL,
	"recorded_by" text NOT NULL,
	"superseded_at" timestamptz,
	"superseded_by" text,
	CONSTRAINT "principal_merges_apart_check" CHECK (merged_id <> survivor_id)
);
--> statement-breakpoint
ALTER TABLE "clearances" ADD COLUMN "opened_evidence" jsonb DEFAULT '[]'::jsonb NOT NULL;--> statement-breakpoint
ALTER TABLE "clearances" ADD COLUMN "closed_evidence" jsonb DEFAULT '[]'::jsonb NOT NULL;--> statement-breakpoint
ALTER TABLE "clearances" ADD COLUMN "came_with" uuid[] DEFAULT '{}'::uuid[] NOT NULL;--> statement-breakpoint
ALTER TABLE "group_memberships" ADD COLUMN "came_with" uuid[] DEFAULT '{}'::uuid[] NOT NULL;--> statement-breakpoint
ALTER TABLE "principal_aliases" ADD COLUMN "came_with" uuid[] DEFAULT '{}'::uuid[] NOT NULL;--> statement-breakpoint
ALTER TABLE "principal_merges" ADD CONSTRAINT "principal_merges_merged_id_principals_id_fk" FOREIGN KEY ("merged_id") REFERENCES "public"."principals"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "principal_merges" ADD CONSTRAINT "principal_merges_survivor_id_principals_id_fk" FOREIGN KEY ("survivor_id") REFERENCES "public"."principals"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "principal_merges_merged_key" ON "principal_merges" USING btree ("merged_id") WHERE superseded_at is null;--> statement-breakpoint
CREATE INDEX "principal_merges_survivor_idx" ON "principal_merges" USING btree ("survivor_id");--> statement-breakpoint
-- Who a principal is as known at an instant: itself, or whom it was merged into, through merges of merges.
CREATE FUNCTION principal_survivor(principal integer, known_at timestamptz) RETURNS integer
LANGUAGE plpgsql STABLE PARALLEL SAFE AS $$
DECLARE
  survivor integer := principal;
  next integer;
BEGIN
  LOOP
    SELECT survivor_id INTO next FROM principal_merges
    WHERE merged_id = survivor AND recorded_at <= known_at AND (superseded_at IS NULL OR superseded_at > known_at);
    IF next IS NULL THEN RETURN survivor; END IF;
    survivor := next;
  END LOOP;
END $$;
