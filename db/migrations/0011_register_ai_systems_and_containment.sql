CREATE TABLE "ai_access_assessments" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"ai_system_id" uuid NOT NULL,
	"purpose" text NOT NULL,
	"asset_ids" uuid[] NOT NULL,
	"classification" text,
	"reach" jsonb NOT NULL,
	"intern" text NOT NULL,
	"intern_reason" text NOT NULL,
	"state" text NOT NULL,
	"asked_at" timestamptz NOT NULL,
	"asked_by" uuid NOT NULL,
	"decided_at" timestamptz,
	"decided_by" uuid,
	"decision_reason" text,
	"expires_at" timestamptz,
	"withdrawn_at" timestamptz,
	CONSTRAINT "ai_access_assessments_state_check" CHECK (state in ('asked', 'approved', 'refused', 'withdrawn')),
	CONSTRAINT "ai_access_assessments_approver_check" CHECK (decided_by is null or state = 'withdrawn' or decided_by <> asked_by),
	CONSTRAINT "ai_access_assessments_expiry_check" CHECK (state <> 'approved' or expires_at > decided_at)
);
--> statement-breakpoint
CREATE TABLE "ai_kill_switches" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"ai_system_id" uuid NOT NULL,
	"url" text NOT NULL,
	"secret_sealed" "bytea" NOT NULL,
	"recorded_at" timestamptz NOT NULL,
	"recorded_by" text NOT NULL,
	"superseded_at" timestamptz
);
--> statement-breakpoint
CREATE TABLE "ai_stop_tests" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"ai_system_id" uuid NOT NULL,
	"tested_at" timestamptz NOT NULL,
	"outcome" text NOT NULL,
	"seconds_to_stop" integer,
	"note" text,
	"recorded_at" timestamptz NOT NULL,
	"recorded_by" text NOT NULL,
	CONSTRAINT "ai_stop_tests_outcome_check" CHECK (outcome in ('worked', 'failed'))
);
--> statement-breakpoint
CREATE TABLE "ai_system_events" (
	"id" integer PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "ai_system_events_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 2147483647 START WITH 1 CACHE 1),
	"ai_system_id" uuid NOT NULL,
	"kind" text NOT NULL,
	"incident_id" integer,
	"at" timestamptz NOT NULL,
	"by_id" text,
	"by_name" text NOT NULL,
	"data" jsonb NOT NULL,
	CONSTRAINT "ai_system_events_kind_check" CHECK (kind in ('registered', 'changed', 'corrected', 'identity_added', 'identity_removed', 'kill_switch_set', 'kill_switch_removed', 'stop_tested', 'linked', 'unlinked', 'stop_sent', 'assessment_asked', 'assessment_approved', 'assessment_refused', 'assessment_withdrawn', 'approval_asked', 'approval_allowed', 'approval_denied', 'approval_expired', 'approval_used'))
);
--> statement-breakpoint
CREATE TABLE "ai_system_identities" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"ai_system_id" uuid NOT NULL,
	"principal_id" integer NOT NULL,
	"recorded_at" timestamptz NOT NULL,
	"recorded_by" text NOT NULL,
	"superseded_at" timestamptz
);
--> statement-breakpoint
CREATE TABLE "ai_system_versions" (
	"version_id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"ai_system_id" uuid NOT NULL,
	"from_at" timestamptz,
	"name" text NOT NULL,
	"purpose" text DEFAULT '' NOT NULL,
	"owner" text,
	"vendor" text,
	"model" text,
	"model_version" text,
	"prompt_version" text,
	"tools" text[] DEFAULT '{}' NOT NULL,
	"asset_ids" uuid[] DEFAULT '{}' NOT NULL,
	"classification" text,
	"autonomy" text,
	"approval_mode" text,
	"oversight" text,
	"kill_switch_how" text,
	"kill_switch_where" text,
	"status" text NOT NULL,
	"reason" text,
	"recorded_at" timestamptz NOT NULL,
	"recorded_by" text NOT NULL,
	"superseded_at" timestamptz,
	CONSTRAINT "ai_system_versions_status_check" CHECK (status in ('planned', 'active', 'suspended', 'retired')),
	CONSTRAINT "ai_system_versions_autonomy_check" CHECK (autonomy in ('suggests', 'acts_with_approval', 'acts_within_limits', 'acts_freely')),
	CONSTRAINT "ai_system_versions_approval_check" CHECK (approval_mode in ('none', 'risky_actions', 'every_change', 'every_action')),
	CONSTRAINT "ai_system_versions_oversight_check" CHECK (oversight in ('none', 'sampled', 'on_the_loop', 'in_the_loop'))
);
--> statement-breakpoint
CREATE TABLE "ai_systems" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"recorded_at" timestamptz NOT NULL,
	"recorded_by" text NOT NULL
);
--> statement-breakpoint
CREATE TABLE "approval_requests" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"ai_system_id" uuid NOT NULL,
	"incident_id" integer,
	"request_id" text NOT NULL,
	"action" text NOT NULL,
	"details" text DEFAULT '' NOT NULL,
	"on_behalf_of" text,
	"fingerprint" text NOT NULL,
	"state" text NOT NULL,
	"asked_at" timestamptz NOT NULL,
	"asked_by" uuid NOT NULL,
	"asked_by_name" text NOT NULL,
	"expires_at" timestamptz NOT NULL,
	"decided_at" timestamptz,
	"decided_by" uuid,
	"decided_by_name" text,
	"reason" text,
	"usable_until" timestamptz,
	"used_at" timestamptz,
	CONSTRAINT "approval_requests_state_check" CHECK (state in ('waiting', 'allowed', 'denied', 'expired')),
	CONSTRAINT "approval_requests_decided_check" CHECK ((state in ('allowed', 'denied')) = (decided_by is not null)),
	CONSTRAINT "approval_requests_used_check" CHECK (used_at is null or state = 'allowed')
);
--> statement-breakpoint
CREATE TABLE "incident_ai_systems" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"incident_id" integer NOT NULL,
	"ai_system_id" uuid NOT NULL,
	"role" text NOT NULL,
	"recorded_at" timestamptz NOT NULL,
	"recorded_by" text NOT NULL,
	"superseded_at" timestamptz,
	CONSTRAINT "incident_ai_systems_role_check" CHECK (role in ('caused', 'involved'))
);
--> statement-breakpoint
CREATE TABLE "containment_actions" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"incident_id" integer NOT NULL,
	"no" integer NOT NULL,
	"kind" text NOT NULL,
	"stage" text NOT NULL,
	"title" text NOT NULL,
	"detail" text DEFAULT '' NOT NULL,
	"ai_system_id" uuid,
	"state" text NOT NULL,
	"approvals_needed" smallint NOT NULL,
	"requested_at" timestamptz NOT NULL,
	"requested_by" uuid,
	"requested_by_name" text NOT NULL,
	"preservation" text,
	"preservation_note" text,
	"execution" text,
	"started_at" timestamptz,
	"done_at" timestamptz,
	"done_by" uuid,
	"done_by_name" text,
	"done_note" text,
	"without_approval" text,
	"dropped_reason" text,
	"verdict" text,
	"verification" jsonb,
	"verified_at" timestamptz,
	"checked_at" timestamptz,
	"created_at" timestamptz NOT NULL,
	"updated_at" timestamptz NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	CONSTRAINT "containment_actions_kind_check" CHECK (kind in ('stop_agent', 'revoke_credentials', 'disable_tool', 'require_approval', 'isolate_system', 'revert_permission', 'retract_output', 'rollback_model', 'revert_prompt', 'purge_memory', 'quarantine_source', 'limit_traffic', 'suspend_vendor', 'restore_data', 'notify_recipients', 'other')),
	CONSTRAINT "containment_actions_stage_check" CHECK (stage in ('contained', 'resolved')),
	CONSTRAINT "containment_actions_state_check" CHECK (state in ('requested', 'approved', 'started', 'done', 'dropped')),
	CONSTRAINT "containment_actions_verdict_check" CHECK (verdict in ('verified', 'failed', 'not_verified')),
	CONSTRAINT "containment_actions_dropped_check" CHECK ((state = 'dropped') = (dropped_reason is not null)),
	CONSTRAINT "containment_actions_done_check" CHECK (state <> 'done' or (started_at is not null and done_at is not null)),
	CONSTRAINT "containment_actions_order_check" CHECK (done_at is null or started_at <= done_at),
	CONSTRAINT "containment_actions_verdict_done_check" CHECK (verdict is null or state = 'done')
);
--> statement-breakpoint
CREATE TABLE "containment_approvals" (
	"action_id" uuid NOT NULL,
	"user_id" uuid NOT NULL,
	"name" text NOT NULL,
	"at" timestamptz NOT NULL,
	"note" text,
	CONSTRAINT "containment_approvals_action_id_user_id_pk" PRIMARY KEY("action_id","user_id")
);
--> statement-breakpoint
CREATE TABLE "containment_checks" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"action_id" uuid NOT NULL,
	"at" timestamptz NOT NULL,
	"holds" boolean NOT NULL,
	"what" text NOT NULL,
	"evidence" jsonb DEFAULT '[]'::jsonb NOT NULL,
	"recorded_by" uuid,
	"recorded_by_name" text NOT NULL,
	"recorded_at" timestamptz NOT NULL
);
--> statement-breakpoint
CREATE TABLE "containment_policies" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"kind" text NOT NULL,
	"approvals" smallint NOT NULL,
	"recorded_at" timestamptz NOT NULL,
	"recorded_by" text NOT NULL,
	"superseded_at" timestamptz,
	CONSTRAINT "containment_policies_kind_check" CHECK (kind in ('stop_agent', 'revoke_credentials', 'disable_tool', 'require_approval', 'isolate_system', 'revert_permission', 'retract_output', 'rollback_model', 'revert_prompt', 'purge_memory', 'quarantine_source', 'limit_traffic', 'suspend_vendor', 'restore_data', 'notify_recipients', 'other')),
	CONSTRAINT "containment_policies_approvals_check" CHECK (approvals between 0 and 2)
);
--> statement-breakpoint
CREATE TABLE "stop_deliveries" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"ai_system_id" uuid NOT NULL,
	"kill_switch_id" uuid NOT NULL,
	"incident_id" integer,
	"action_id" uuid,
	"body" text NOT NULL,
	"state" text NOT NULL,
	"tries" jsonb DEFAULT '[]'::jsonb NOT NULL,
	"next_try_at" timestamptz,
	"created_at" timestamptz NOT NULL,
	"created_by" text NOT NULL,
	CONSTRAINT "stop_deliveries_state_check" CHECK (state in ('waiting', 'delivered', 'gave_up'))
);
--> statement-breakpoint
ALTER TABLE "ai_access_assessments" ADD CONSTRAINT "ai_access_assessments_ai_system_id_ai_systems_id_fk" FOREIGN KEY ("ai_system_id") REFERENCES "public"."ai_systems"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "ai_access_assessments" ADD CONSTRAINT "ai_access_assessments_asked_by_users_id_fk" FOREIGN KEY ("asked_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "ai_access_assessments" ADD CONSTRAINT "ai_access_assessments_decided_by_users_id_fk" FOREIGN KEY ("decided_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "ai_kill_switches" ADD CONSTRAINT "ai_kill_switches_ai_system_id_ai_systems_id_fk" FOREIGN KEY ("ai_system_id") REFERENCES "public"."ai_systems"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "ai_stop_tests" ADD CONSTRAINT "ai_stop_tests_ai_system_id_ai_systems_id_fk" FOREIGN KEY ("ai_system_id") REFERENCES "public"."ai_systems"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "ai_system_events" ADD CONSTRAINT "ai_system_events_ai_system_id_ai_systems_id_fk" FOREIGN KEY ("ai_system_id") REFERENCES "public"."ai_systems"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "ai_system_events" ADD CONSTRAINT "ai_system_events_incident_id_incidents_id_fk" FOREIGN KEY ("incident_id") REFERENCES "public"."incidents"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "ai_system_identities" ADD CONSTRAINT "ai_system_identities_ai_system_id_ai_systems_id_fk" FOREIGN KEY ("ai_system_id") REFERENCES "public"."ai_systems"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "ai_system_identities" ADD CONSTRAINT "ai_system_identities_principal_id_principals_id_fk" FOREIGN KEY ("principal_id") REFERENCES "public"."principals"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "ai_system_versions" ADD CONSTRAINT "ai_system_versions_ai_system_id_ai_systems_id_fk" FOREIGN KEY ("ai_system_id") REFERENCES "public"."ai_systems"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "approval_requests" ADD CONSTRAINT "approval_requests_ai_system_id_ai_systems_id_fk" FOREIGN KEY ("ai_system_id") REFERENCES "public"."ai_systems"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "approval_requests" ADD CONSTRAINT "approval_requests_incident_id_incidents_id_fk" FOREIGN KEY ("incident_id") REFERENCES "public"."incidents"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "approval_requests" ADD CONSTRAINT "approval_requests_decided_by_users_id_fk" FOREIGN KEY ("decided_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "incident_ai_systems" ADD CONSTRAINT "incident_ai_systems_incident_id_incidents_id_fk" FOREIGN KEY ("incident_id") REFERENCES "public"."incidents"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "incident_ai_systems" ADD CONSTRAINT "incident_ai_systems_ai_system_id_ai_systems_id_fk" FOREIGN KEY ("ai_system_id") REFERENCES "public"."ai_systems"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "containment_actions" ADD CONSTRAINT "containment_actions_incident_id_incidents_id_fk" FOREIGN KEY ("incident_id") REFERENCES "public"."incidents"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "containment_actions" ADD CONSTRAINT "containment_actions_ai_system_id_ai_systems_id_fk" FOREIGN KEY ("ai_system_id") REFERENCES "public"."ai_systems"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "containment_actions" ADD CONSTRAINT "containment_actions_requested_by_users_id_fk" FOREIGN KEY ("requested_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "containment_actions" ADD CONSTRAINT "containment_actions_done_by_users_id_fk" FOREIGN KEY ("done_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "containment_approvals" ADD CONSTRAINT "containment_approvals_action_id_containment_actions_id_fk" FOREIGN KEY ("action_id") REFERENCES "public"."containment_actions"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "containment_approvals" ADD CONSTRAINT "containment_approvals_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "containment_checks" ADD CONSTRAINT "containment_checks_action_id_containment_actions_id_fk" FOREIGN KEY ("action_id") REFERENCES "public"."containment_actions"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "containment_checks" ADD CONSTRAINT "containment_checks_recorded_by_users_id_fk" FOREIGN KEY ("recorded_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "stop_deliveries" ADD CONSTRAINT "stop_deliveries_ai_system_id_ai_systems_id_fk" FOREIGN KEY ("ai_system_id") REFERENCES "public"."ai_systems"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "stop_deliveries" ADD CONSTRAINT "stop_deliveries_kill_switch_id_ai_kill_switches_id_fk" FOREIGN KEY ("kill_switch_id") REFERENCES "public"."ai_kill_switches"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "stop_deliveries" ADD CONSTRAINT "stop_deliveries_incident_id_incidents_id_fk" FOREIGN KEY ("incident_id") REFERENCES "public"."incidents"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "stop_deliveries" ADD CONSTRAINT "stop_deliveries_action_id_containment_actions_id_fk" FOREIGN KEY ("action_id") REFERENCES "public"."containment_actions"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "ai_access_assessments_system_idx" ON "ai_access_assessments" USING btree ("ai_system_id","asked_at");--> statement-breakpoint
CREATE UNIQUE INDEX "ai_kill_switches_current_key" ON "ai_kill_switches" USING btree ("ai_system_id") WHERE superseded_at is null;--> statement-breakpoint
CREATE INDEX "ai_stop_tests_system_idx" ON "ai_stop_tests" USING btree ("ai_system_id","tested_at");--> statement-breakpoint
CREATE INDEX "ai_system_events_system_idx" ON "ai_system_events" USING btree ("ai_system_id","id");--> statement-breakpoint
CREATE UNIQUE INDEX "ai_system_identities_principal_key" ON "ai_system_identities" USING btree ("principal_id") WHERE superseded_at is null;--> statement-breakpoint
CREATE INDEX "ai_system_identities_system_idx" ON "ai_system_identities" USING btree ("ai_system_id");--> statement-breakpoint
CREATE UNIQUE INDEX "ai_system_versions_from_key" ON "ai_system_versions" USING btree ("ai_system_id",coalesce(from_at, '-infinity'::timestamptz)) WHERE superseded_at is null;--> statement-breakpoint
CREATE UNIQUE INDEX "approval_requests_request_key" ON "approval_requests" USING btree ("ai_system_id","request_id");--> statement-breakpoint
CREATE INDEX "approval_requests_state_idx" ON "approval_requests" USING btree ("state","expires_at");--> statement-breakpoint
CREATE UNIQUE INDEX "incident_ai_systems_current_key" ON "incident_ai_systems" USING btree ("incident_id","ai_system_id") WHERE superseded_at is null;--> statement-breakpoint
CREATE INDEX "incident_ai_systems_system_idx" ON "incident_ai_systems" USING btree ("ai_system_id");--> statement-breakpoint
CREATE UNIQUE INDEX "containment_actions_no_key" ON "containment_actions" USING btree ("incident_id","no");--> statement-breakpoint
CREATE INDEX "containment_actions_system_idx" ON "containment_actions" USING btree ("ai_system_id");--> statement-breakpoint
CREATE INDEX "containment_checks_action_idx" ON "containment_checks" USING btree ("action_id","at");--> statement-breakpoint
CREATE UNIQUE INDEX "containment_policies_current_key" ON "containment_policies" USING btree ("kind") WHERE superseded_at is null;--> statement-breakpoint
CREATE INDEX "stop_deliveries_action_idx" ON "stop_deliveries" USING btree ("action_id");--> statement-breakpoint
CREATE INDEX "stop_deliveries_system_idx" ON "stop_deliveries" USING btree ("ai_system_id","created_at");--> statement-breakpoint
-- The history of an AI system and the tests of its stop stay as they were written.
REVOKE UPDATE, DELETE, TRUNCATE ON ai_system_events, ai_stop_tests, containment_approvals, containment_checks FROM firebreak_app;--> statement-breakpoint
CREATE TRIGGER ai_system_events_append_only BEFORE UPDATE OR DELETE ON ai_system_events FOR EACH ROW EXECUTE FUNCTION refuse_change();--> statement-breakpoint
CREATE TRIGGER ai_system_events_no_truncate BEFORE TRUNCATE ON ai_system_events FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();--> statement-breakpoint

-- As enqueue_job, at a time: what has to be tried again, and what ends by itself.
CREATE FUNCTION enqueue_job_at(task text, payload json, run_at timestamptz, job_key text DEFAULT NULL, max_attempts integer DEFAULT 25)
RETURNS void LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog AS $$
  SELECT graphile_worker.add_job(task, payload => payload, run_at => run_at, max_attempts => max_attempts, job_key => job_key);
$$;--> statement-breakpoint
REVOKE ALL ON FUNCTION enqueue_job_at(text, json, timestamptz, text, integer) FROM PUBLIC;--> statement-breakpoint
GRANT EXECUTE ON FUNCTION enqueue_job_at(text, json, timestamptz, text, integer) TO firebreak_app;
