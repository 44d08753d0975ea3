-- What drizzle's schema can't say: partitioned fact tables, the app role's rights, and the record's locks.

-- One narrow row an event; strings are ids of evidence_terms. Every key begins with the incident.
-- Partitioned by `part`: 0 is shared by small sources, a large source is attached as a part of its own.
-- No default partition: attaching one would have to scan it.
CREATE TABLE evidence_events (
  incident_id integer NOT NULL,
  part integer NOT NULL,
  source_no integer NOT NULL,
  record integer NOT NULL,
  occurred_at timestamptz NOT NULL,
  occurred_until timestamptz,
  start_offset bigint NOT NULL,
  records bigint,
  bytes bigint,
  length integer NOT NULL,
  actor_id integer,
  label_id integer,
  behalf_id integer,
  action_id integer NOT NULL,
  session_id integer,
  ip_raw_id integer,
  sub smallint NOT NULL,
  verb smallint NOT NULL,
  outcome smallint NOT NULL,
  actor_kind smallint NOT NULL,
  identity uuid NOT NULL,
  ip inet,
  resource_ids integer[],
  trace text,
  event_id text
) PARTITION BY LIST (part);--> statement-breakpoint
CREATE TABLE evidence_events_shared PARTITION OF evidence_events FOR VALUES IN (0);--> statement-breakpoint
CREATE INDEX evidence_events_time_idx ON evidence_events (incident_id, occurred_at, source_no, record, sub);--> statement-breakpoint
CREATE UNIQUE INDEX evidence_events_key ON evidence_events (incident_id, source_no, record, sub, part);--> statement-breakpoint
CREATE INDEX evidence_events_identity_idx ON evidence_events (incident_id, identity);--> statement-breakpoint
CREATE INDEX evidence_events_actor_idx ON evidence_events (incident_id, actor_id, occurred_at);--> statement-breakpoint

-- Which resources an event touched, with what the exposure answer asks of it, so that the answer reads one table.
CREATE TABLE evidence_touches (
  incident_id integer NOT NULL,
  part integer NOT NULL,
  occurred_at timestamptz NOT NULL,
  occurred_until timestamptz,
  resource_id integer NOT NULL,
  source_no integer NOT NULL,
  record integer NOT NULL,
  actor_id integer,
  behalf_id integer,
  sub smallint NOT NULL,
  verb smallint NOT NULL,
  outcome smallint NOT NULL,
  actor_kind smallint NOT NULL
) PARTITION BY LIST (part);--> statement-breakpoint
CREATE TABLE evidence_touches_shared PARTITION OF evidence_touches FOR VALUES IN (0);--> statement-breakpoint
CREATE INDEX evidence_touches_resource_idx ON evidence_touches (incident_id, resource_id, occurred_at);--> statement-breakpoint

-- Our own compression comes before: the server need not try again.
ALTER TABLE evidence_chunks ALTER COLUMN bytes SET STORAGE EXTERNAL;--> statement-breakpoint

-- The further deliveries of an event that is already there, each leading to its own bytes.
CREATE TABLE evidence_deliveries (
  incident_id integer NOT NULL,
  event_source_no integer NOT NULL,
  event_record integer NOT NULL,
  event_sub smallint NOT NULL,
  source_no integer NOT NULL,
  record integer NOT NULL,
  sub smallint NOT NULL,
  start_offset bigint NOT NULL,
  length integer NOT NULL,
  PRIMARY KEY (incident_id, event_source_no, event_record, event_sub, source_no, record, sub)
);--> statement-breakpoint

INSERT INTO incident_counter (id, next) VALUES (1, 1);--> statement-breakpoint

-- The app's role reads and writes, but what is recorded stays as it was written.
GRANT USAGE ON SCHEMA public TO firebreak_app;--> statement-breakpoint
GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO firebreak_app;--> statement-breakpoint
GRANT USAGE, SELECT ON ALL SEQUENCES IN SCHEMA public TO firebreak_app;--> statement-breakpoint
REVOKE UPDATE, DELETE, TRUNCATE ON incident_events, audit_entries, severity_assessments FROM firebreak_app;--> statement-breakpoint
REVOKE DELETE ON record_heads, incidents FROM firebreak_app;--> statement-breakpoint
ALTER DEFAULT PRIVILEGES IN SCHEMA public GRANT SELECT, INSERT, UPDATE, DELETE ON TABLES TO firebreak_app;--> statement-breakpoint
ALTER DEFAULT PRIVILEGES IN SCHEMA public GRANT USAGE, SELECT ON SEQUENCES TO firebreak_app;--> statement-breakpoint

-- The owner too can only append, short of dropping the trigger, which the chain then shows.
CREATE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog AS $$
BEGIN
  RAISE EXCEPTION 'the record is append-only: % refused on %', TG_OP, TG_TABLE_NAME USING ERRCODE = 'insufficient_privilege';
END $$;--> statement-breakpoint
CREATE TRIGGER incident_events_append_only BEFORE UPDATE OR DELETE ON incident_events FOR EACH ROW EXECUTE FUNCTION refuse_change();--> statement-breakpoint
CREATE TRIGGER incident_events_no_truncate BEFORE TRUNCATE ON incident_events FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();--> statement-breakpoint
ALTER TABLE incident_events ENABLE ALWAYS TRIGGER incident_events_append_only;--> statement-breakpoint
ALTER TABLE incident_events ENABLE ALWAYS TRIGGER incident_events_no_truncate;--> statement-breakpoint

-- Jobs are queued inside the transaction that needs them; the queue's own tables belong to the owner.
CREATE FUNCTION enqueue_job(task text, payload json, job_key text DEFAULT NULL, queue text DEFAULT NULL, max_attempts integer DEFAULT 25)
RETURNS void LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog AS $$
  SELECT graphile_worker.add_job(task, payload => payload, queue_name => queue, max_attempts => max_attempts, job_key => job_key);
$$;--> statement-breakpoint
REVOKE ALL ON FUNCTION enqueue_job(text, json, text, text, integer) FROM PUBLIC;--> statement-breakpoint
GRANT EXECUTE ON FUNCTION enqueue_job(text, json, text, text, integer) TO firebreak_app;
