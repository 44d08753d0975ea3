CREATE TABLE "response_targets" (
	"version" integer PRIMARY KEY NOT NULL,
	"targets" jsonb NOT NULL,
	"reason" text NOT NULL,
	"set_by" text NOT NULL,
	"set_at" timestamptz NOT NULL
);
--> statement-breakpoint
-- By what a response was judged stays as it was.
REVOKE UPDATE, DELETE, TRUNCATE ON response_targets FROM firebreak_app;--> statement-breakpoint
CREATE TRIGGER response_targets_append_only BEFORE UPDATE OR DELETE ON response_targets FOR EACH ROW EXECUTE FUNCTION refuse_change();--> statement-breakpoint
CREATE TRIGGER response_targets_no_truncate BEFORE TRUNCATE ON response_targets FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
