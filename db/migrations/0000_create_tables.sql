CREATE TABLE "api_tokens" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"user_id" uuid NOT NULL,
	"name" text NOT NULL,
	"prefix" text NOT NULL,
	"token_hash" "bytea" NOT NULL,
	"scopes" text[] NOT NULL,
	"created_at" timestamptz NOT NULL,
	"expires_at" timestamptz,
	"last_used_at" timestamptz,
	"revoked_at" timestamptz
);
--> statement-breakpoint
CREATE TABLE "audit_entries" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"at" timestamptz NOT NULL,
	"actor_id" text,
	"actor_name" text NOT NULL,
	"action" text NOT NULL,
	"subject" text,
	"detail" jsonb NOT NULL,
	"ip" text
);
--> statement-breakpoint
CREATE TABLE "idempotency_keys" (
	"actor_id" text NOT NULL,
	"key" text NOT NULL,
	"request_hash" text NOT NULL,
	"response" jsonb,
	"created_at" timestamptz NOT NULL
);
--> statement-breakpoint
CREATE TABLE "rate_limits" (
	"key" text PRIMARY KEY NOT NULL,
	"points" integer NOT NULL,
	"expire" timestamptz
);
--> statement-breakpoint
CREATE TABLE "sessions" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"token_hash" "bytea" NOT NULL,
	"user_id" uuid NOT NULL,
	"created_at" timestamptz NOT NULL,
	"last_seen_at" timestamptz NOT NULL,
	"expires_at" timestamptz NOT NULL,
	"revoked_at" timestamptz,
	"ip" text,
	"user_agent" text
);
--> statement-breakpoint
CREATE TABLE "setup_links" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"token_hash" "bytea" NOT NULL,
	"user_id" uuid,
	"created_at" timestamptz NOT NULL,
	"expires_at" timestamptz NOT NULL,
	"used_at" timestamptz
);
--> statement-breakpoint
CREATE TABLE "users" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"email" text NOT NULL,
	"name" text NOT NULL,
	"role" text NOT NULL,
	"password_hash" text,
	"created_at" timestamptz NOT NULL,
	"disabled_at" timestamptz,
	"demo" integer DEFAULT 0 NOT NULL,
	CONSTRAINT "users_role_check" CHECK (role in ('viewer', 'responder', 'commander', 'auditor', 'admin'))
);
--> statement-breakpoint
CREATE TABLE "assets" (
	"version_id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"id" uuid DEFAULT gen_random_uuid() NOT NULL,
	"name" text NOT NULL,
	"classification" text NOT NULL,
	"owner" text,
	"systems" text[] NOT NULL,
	"patterns" jsonb NOT NULL,
	"recorded_at" timestamptz NOT NULL,
	"recorded_by" text NOT NULL,
	"superseded_at" timestamptz,
	CONSTRAINT "assets_classification_check" CHECK (classification in ('public', 'internal', 'confidential', 'restricted', 'secret'))
);
--> statement-breakpoint
CREATE TABLE "evidence_chunks" (
	"incident_id" integer NOT NULL,
	"source_no" integer NOT NULL,
	"stream" text NOT NULL,
	"start_offset" bigint NOT NULL,
	"length" integer NOT NULL,
	"encoding" text NOT NULL,
	"bytes" "bytea" NOT NULL,
	CONSTRAINT "evidence_chunks_incident_id_source_no_stream_start_offset_pk" PRIMARY KEY("incident_id","source_no","stream","start_offset")
);
--> statement-breakpoint
CREATE TABLE "evidence_coverage" (
	"incident_id" integer NOT NULL,
	"source_no" integer NOT NULL,
	"id" integer GENERATED ALWAYS AS IDENTITY (sequence name "evidence_coverage_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 2147483647 START WITH 1 CACHE 1),
	"system" text NOT NULL,
	"from_at" timestamptz NOT NULL,
	"until_at" timestamptz NOT NULL,
	"basis" text NOT NULL,
	"hole" smallint DEFAULT 0 NOT NULL,
	"reason" text,
	"recorded_at" timestamptz NOT NULL,
	"superseded_at" timestamptz,
	CONSTRAINT "evidence_coverage_incident_id_source_no_id_pk" PRIMARY KEY("incident_id","source_no","id"),
	CONSTRAINT "evidence_coverage_order_check" CHECK (from_at < until_at)
);
--> statement-breakpoint
CREATE TABLE "evidence_members" (
	"incident_id" integer NOT NULL,
	"source_no" integer NOT NULL,
	"member" integer NOT NULL,
	"name" text,
	"first_record" bigint NOT NULL,
	"start_offset" bigint NOT NULL,
	"stream" text NOT NULL,
	CONSTRAINT "evidence_members_incident_id_source_no_member_pk" PRIMARY KEY("incident_id","source_no","member")
);
--> statement-breakpoint
CREATE TABLE "evidence_rejects" (
	"incident_id" integer NOT NULL,
	"source_no" integer NOT NULL,
	"id" integer GENERATED ALWAYS AS IDENTITY (sequence name "evidence_rejects_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 2147483647 START WITH 1 CACHE 1),
	"member" text,
	"record" bigint NOT NULL,
	"start_offset" bigint NOT NULL,
	"length" bigint NOT NULL,
	"reason" text NOT NULL,
	CONSTRAINT "evidence_rejects_incident_id_source_no_id_pk" PRIMARY KEY("incident_id","source_no","id")
);
--> statement-breakpoint
CREATE TABLE "evidence_sources" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"no" integer GENERATED ALWAYS AS IDENTITY (sequence name "evidence_sources_no_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 2147483647 START WITH 1 CACHE 1),
	"incident_id" integer NOT NULL,
	"filename" text NOT NULL,
	"status" text NOT NULL,
	"system" text,
	"system_stated" boolean DEFAULT false NOT NULL,
	"format" text,
	"format_reasons" jsonb DEFAULT '[]'::jsonb NOT NULL,
	"options" jsonb DEFAULT '{}'::jsonb NOT NULL,
	"needs" text[] DEFAULT '{}' NOT NULL,
	"sha256" text,
	"bytes" bigint DEFAULT 0 NOT NULL,
	"decoded_bytes" bigint,
	"coverage_from" timestamptz,
	"coverage_until" timestamptz,
	"bytes_read" bigint DEFAULT 0 NOT NULL,
	"events_per_second" integer,
	"records" bigint DEFAULT 0 NOT NULL,
	"events" bigint DEFAULT 0 NOT NULL,
	"duplicates" bigint DEFAULT 0 NOT NULL,
	"skipped" bigint DEFAULT 0 NOT NULL,
	"rejects" bigint DEFAULT 0 NOT NULL,
	"skipped_kinds" jsonb DEFAULT '{}'::jsonb NOT NULL,
	"notes" jsonb DEFAULT '[]'::jsonb NOT NULL,
	"first_event_at" timestamptz,
	"last_event_at" timestamptz,
	"part" integer DEFAULT 0 NOT NULL,
	"checkpoint" jsonb,
	"error" text,
	"error_code" text,
	"brought_by" text NOT NULL,
	"brought_from" text,
	"collected" text,
	"received_at" timestamptz NOT NULL,
	"attempt" uuid,
	"heartbeat_at" timestamptz,
	"ready_at" timestamptz,
	CONSTRAINT "evidence_sources_status_check" CHECK (status in ('receiving', 'queued', 'parsing', 'ready', 'failed', 'cancelled'))
);
--> statement-breakpoint
CREATE TABLE "evidence_terms" (
	"incident_id" integer NOT NULL,
	"id" integer GENERATED ALWAYS AS IDENTITY (sequence name "evidence_terms_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 2147483647 START WITH 1 CACHE 1),
	"kind" text NOT NULL,
	"value" text NOT NULL,
	"type" text,
	"name" text,
	"system" text,
	"hash" uuid NOT NULL,
	CONSTRAINT "evidence_terms_incident_id_id_pk" PRIMARY KEY("incident_id","id")
);
--> statement-breakpoint
CREATE TABLE "access_explanations" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"incident_id" integer NOT NULL,
	"asset_id" uuid NOT NULL,
	"principal_id" integer,
	"actor" text,
	"from_at" timestamptz,
	"until_at" timestamptz,
	"reason" text NOT NULL,
	"agreed_by" text,
	"recorded_at" timestamptz NOT NULL,
	"recorded_by" text NOT NULL,
	"superseded_at" timestamptz,
	CONSTRAINT "access_explanations_who_check" CHECK (num_nonnulls(principal_id, actor) = 1)
);
--> statement-breakpoint
CREATE TABLE "exposure_answers" (
	"incident_id" integer PRIMARY KEY NOT NULL,
	"fingerprint" text NOT NULL,
	"computed_at" timestamptz NOT NULL,
	"answer" jsonb NOT NULL
);
--> statement-breakpoint
CREATE TABLE "exposure_windows" (
	"version_id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"id" uuid DEFAULT gen_random_uuid() NOT NULL,
	"incident_id" integer NOT NULL,
	"asset_id" uuid NOT NULL,
	"audience_kind" text NOT NULL,
	"audience_principals" integer[],
	"audience_group" text,
	"opened_at" timestamptz NOT NULL,
	"opened_at_earliest" timestamptz NOT NULL,
	"opened_at_latest" timestamptz NOT NULL,
	"closed_at" timestamptz,
	"closed_at_earliest" timestamptz,
	"closed_at_latest" timestamptz,
	"path" text,
	"note" text,
	"opened_evidence" jsonb DEFAULT '[]'::jsonb NOT NULL,
	"closed_evidence" jsonb DEFAULT '[]'::jsonb NOT NULL,
	"recorded_at" timestamptz NOT NULL,
	"recorded_by" text NOT NULL,
	"superseded_at" timestamptz,
	"withdrawn" integer DEFAULT 0 NOT NULL,
	CONSTRAINT "exposure_windows_bounds_check" CHECK (opened_at_earliest <= opened_at and opened_at <= opened_at_latest and (closed_at is null) = (closed_at_earliest is null) and (closed_at is null) = (closed_at_latest is null) and (closed_at is null or (closed_at_earliest <= closed_at and closed_at <= closed_at_latest and opened_at < closed_at and opened_at_earliest < closed_at_latest)))
);
--> statement-breakpoint
CREATE TABLE "incident_counter" (
	"id" integer PRIMARY KEY NOT NULL,
	"next" integer NOT NULL
);
--> statement-breakpoint
CREATE TABLE "incident_members" (
	"incident_id" integer NOT NULL,
	"user_id" uuid NOT NULL,
	"added_by" text NOT NULL,
	"added_at" timestamptz NOT NULL,
	CONSTRAINT "incident_members_incident_id_user_id_pk" PRIMARY KEY("incident_id","user_id")
);
--> statement-breakpoint
CREATE TABLE "incident_roles" (
	"incident_id" integer NOT NULL,
	"role" text NOT NULL,
	"user_id" uuid NOT NULL,
	"since" timestamptz NOT NULL,
	CONSTRAINT "incident_roles_incident_id_role_pk" PRIMARY KEY("incident_id","role"),
	CONSTRAINT "incident_roles_role_check" CHECK (role in ('commander', 'deputy', 'communications', 'scribe', 'legal', 'privacy', 'subject_expert'))
);
--> statement-breakpoint
CREATE TABLE "incidents" (
	"id" integer PRIMARY KEY NOT NULL,
	"title" text NOT NULL,
	"summary" text DEFAULT '' NOT NULL,
	"kind" text NOT NULL,
	"ai_involvement" text DEFAULT 'unknown' NOT NULL,
	"mode" text NOT NULL,
	"visibility" text NOT NULL,
	"phase" text NOT NULL,
	"severity" text,
	"peak_severity" text,
	"synthetic" text,
	"declared_by" uuid,
	"declared_at" timestamptz NOT NULL,
	"updated_at" timestamptz NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	CONSTRAINT "incidents_kind_check" CHECK (kind in ('data_exposure', 'data_exfiltration', 'destructive_action', 'unauthorised_action', 'availability', 'integrity', 'other')),
	CONSTRAINT "incidents_ai_involvement_check" CHECK (ai_involvement in ('agent_executed_action', 'agent_advice_applied_by_human', 'ai_output_disclosed_data', 'user_disclosed_to_ai', 'ai_integration_flaw', 'ai_vendor_compromise', 'attack_on_ai', 'product_context_only', 'unknown')),
	CONSTRAINT "incidents_mode_check" CHECK (mode in ('real', 'drill', 'retrospective')),
	CONSTRAINT "incidents_visibility_check" CHECK (visibility in ('open', 'restricted')),
	CONSTRAINT "incidents_phase_check" CHECK (phase in ('triage', 'active', 'contained', 'resolved', 'closed', 'declined', 'merged')),
	CONSTRAINT "incidents_severity_check" CHECK (severity in ('SEV1', 'SEV2', 'SEV3', 'SEV4', 'SEV5'))
);
--> statement-breakpoint
CREATE TABLE "named_times" (
	"incident_id" integer NOT NULL,
	"name" text NOT NULL,
	"at" timestamptz NOT NULL,
	"precision" text NOT NULL,
	"basis" text,
	"event_seq" integer NOT NULL,
	"recorded_at" timestamptz NOT NULL,
	CONSTRAINT "named_times_incident_id_name_pk" PRIMARY KEY("incident_id","name"),
	CONSTRAINT "named_times_name_check" CHECK (name in ('started', 'detected', 'declared', 'aware', 'determined', 'classified_major', 'materiality_determined', 'contained', 'resolved', 'closed')),
	CONSTRAINT "named_times_precision_check" CHECK (precision in ('exact', 'minute', 'hour', 'day', 'unknown'))
);
--> statement-breakpoint
CREATE TABLE "severity_assessments" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"incident_id" integer NOT NULL,
	"rubric_version" text NOT NULL,
	"input" jsonb NOT NULL,
	"result" jsonb NOT NULL,
	"level" text NOT NULL,
	"reason" text,
	"assessed_by" text NOT NULL,
	"assessed_at" timestamptz NOT NULL,
	"event_seq" integer NOT NULL
);
--> statement-breakpoint
CREATE TABLE "clearances" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"principal_id" integer,
	"group_name" text,
	"asset_id" uuid,
	"classification" text,
	"from_at" timestamptz,
	"until_at" timestamptz,
	"standing" text NOT NULL,
	"window_id" uuid,
	"recorded_at" timestamptz NOT NULL,
	"recorded_by" text NOT NULL,
	"superseded_at" timestamptz,
	CONSTRAINT "clearances_who_check" CHECK (num_nonnulls(principal_id, group_name) = 1),
	CONSTRAINT "clearances_what_check" CHECK (num_nonnulls(asset_id, classification) = 1),
	CONSTRAINT "clearances_order_check" CHECK (from_at is null or until_at is null or from_at < until_at),
	CONSTRAINT "clearances_standing_check" CHECK (standing in ('valid', 'void', 'deny')),
	CONSTRAINT "clearances_classification_check" CHECK (classification in ('public', 'internal', 'confidential', 'restricted', 'secret'))
);
--> statement-breakpoint
CREATE TABLE "group_memberships" (
	"id" integer PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "group_memberships_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 2147483647 START WITH 1 CACHE 1),
	"group_name" text NOT NULL,
	"principal_id" integer NOT NULL,
	"from_at" timestamptz,
	"until_at" timestamptz,
	"recorded_at" timestamptz NOT NULL,
	"recorded_by" text NOT NULL,
	"superseded_at" timestamptz,
	CONSTRAINT "group_memberships_order_check" CHECK (from_at is null or until_at is null or from_at < until_at)
);
--> statement-breakpoint
CREATE TABLE "principal_aliases" (
	"id" integer PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "principal_aliases_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 2147483647 START WITH 1 CACHE 1),
	"principal_id" integer NOT NULL,
	"system" text,
	"value" text NOT NULL,
	"recorded_at" timestamptz NOT NULL,
	"recorded_by" text NOT NULL,
	"superseded_at" timestamptz
);
--> statement-breakpoint
CREATE TABLE "principals" (
	"id" integer PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "principals_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 2147483647 START WITH 1 CACHE 1),
	"public_id" uuid DEFAULT gen_random_uuid() NOT NULL,
	"name" text NOT NULL,
	"kind" text NOT NULL,
	"recorded_at" timestamptz NOT NULL,
	"recorded_by" text NOT NULL,
	CONSTRAINT "principals_kind_check" CHECK (kind in ('human', 'agent', 'service'))
);
--> statement-breakpoint
CREATE TABLE "incident_events" (
	"incident_id" integer NOT NULL,
	"seq" integer NOT NULL,
	"kind" text NOT NULL,
	"occurred_at" timestamptz,
	"precision" text NOT NULL,
	"recorded_at" timestamptz NOT NULL,
	"author_kind" text NOT NULL,
	"author_id" text,
	"author_name" text NOT NULL,
	"source" text NOT NULL,
	"corrects" integer,
	"data" jsonb NOT NULL,
	"payload" text NOT NULL,
	"salt" "bytea" NOT NULL,
	"prev" "bytea" NOT NULL,
	"hash" "bytea" NOT NULL,
	CONSTRAINT "incident_events_incident_id_seq_pk" PRIMARY KEY("incident_id","seq"),
	CONSTRAINT "incident_events_precision_check" CHECK (precision in ('exact', 'minute', 'hour', 'day', 'unknown'))
);
--> statement-breakpoint
CREATE TABLE "record_heads" (
	"incident_id" integer PRIMARY KEY NOT NULL,
	"seq" integer NOT NULL,
	"hash" "bytea" NOT NULL
);
--> statement-breakpoint
CREATE TABLE "affected_data" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"incident_id" integer NOT NULL,
	"asset_id" uuid,
	"description" text NOT NULL,
	"category" text NOT NULL,
	"subject_kind" text NOT NULL,
	"people_certainty" text NOT NULL,
	"people_low" bigint,
	"people_high" bigint,
	"records_certainty" text NOT NULL,
	"records_low" bigint,
	"records_high" bigint,
	"jurisdictions" text[] DEFAULT '{}' NOT NULL,
	"protection" text NOT NULL,
	"answers" jsonb DEFAULT '{}'::jsonb NOT NULL,
	"recorded_by" text NOT NULL,
	"created_at" timestamptz NOT NULL,
	"updated_at" timestamptz NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	"removed_at" timestamptz,
	CONSTRAINT "affected_data_people_check" CHECK (people_certainty in ('known', 'estimate', 'unknown')),
	CONSTRAINT "affected_data_records_check" CHECK (records_certainty in ('known', 'estimate', 'unknown')),
	CONSTRAINT "affected_data_protection_check" CHECK (protection in ('none', 'encrypted_key_safe', 'encrypted_key_exposed', 'pseudonymised', 'unknown')),
	CONSTRAINT "affected_data_people_range_check" CHECK ((people_certainty = 'unknown') = (people_low is null) and (people_low is null) = (people_high is null) and people_low <= people_high),
	CONSTRAINT "affected_data_records_range_check" CHECK ((records_certainty = 'unknown') = (records_low is null) and (records_low is null) = (records_high is null) and records_low <= records_high)
);
--> statement-breakpoint
CREATE TABLE "postmortem_sections" (
	"incident_id" integer NOT NULL,
	"section" text NOT NULL,
	"version" integer NOT NULL,
	"body" text NOT NULL,
	"origin" text NOT NULL,
	"saved_by" text NOT NULL,
	"saved_by_id" text,
	"saved_at" timestamptz NOT NULL,
	CONSTRAINT "postmortem_sections_incident_id_section_version_pk" PRIMARY KEY("incident_id","section","version")
);
--> statement-breakpoint
CREATE TABLE "postmortems" (
	"incident_id" integer PRIMARY KEY NOT NULL,
	"state" text NOT NULL,
	"facts" jsonb NOT NULL,
	"severity" text,
	"generated_at" timestamptz NOT NULL,
	"generated_by" text NOT NULL,
	"review_requested_at" timestamptz,
	"review_requested_by" uuid,
	"approved_at" timestamptz,
	"approved_by" uuid,
	"published_at" timestamptz,
	"version" integer DEFAULT 1 NOT NULL,
	CONSTRAINT "postmortems_state_check" CHECK (state in ('draft', 'in_review', 'approved', 'published'))
);
--> statement-breakpoint
CREATE TABLE "tasks" (
	"id" uuid PRIMARY KEY DEFAULT gen_random_uuid() NOT NULL,
	"incident_id" integer NOT NULL,
	"no" integer NOT NULL,
	"title" text NOT NULL,
	"detail" text DEFAULT '' NOT NULL,
	"kind" text NOT NULL,
	"safeguard" text,
	"state" text NOT NULL,
	"owner_id" uuid,
	"due_at" timestamptz,
	"due_basis" text NOT NULL,
	"proof" text,
	"proof_evidence" jsonb DEFAULT '[]'::jsonb NOT NULL,
	"done_at" timestamptz,
	"done_by" uuid,
	"verified_at" timestamptz,
	"verified_by" uuid,
	"not_doing_reason" text,
	"created_at" timestamptz NOT NULL,
	"updated_at" timestamptz NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	CONSTRAINT "tasks_kind_check" CHECK (kind in ('containment', 'eradication', 'recovery', 'prevention')),
	CONSTRAINT "tasks_state_check" CHECK (state in ('open', 'in_progress', 'done', 'verified', 'not_doing')),
	CONSTRAINT "tasks_not_doing_check" CHECK (state <> 'not_doing' or not_doing_reason is not null),
	CONSTRAINT "tasks_proof_check" CHECK (state not in ('done', 'verified') or proof is not null),
	CONSTRAINT "tasks_verifier_check" CHECK (state <> 'verified' or (verified_by is not null and verified_by is distinct from owner_id and verified_by is distinct from done_by))
);
--> statement-breakpoint
ALTER TABLE "api_tokens" ADD CONSTRAINT "api_tokens_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "sessions" ADD CONSTRAINT "sessions_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "setup_links" ADD CONSTRAINT "setup_links_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "evidence_sources" ADD CONSTRAINT "evidence_sources_incident_id_incidents_id_fk" FOREIGN KEY ("incident_id") REFERENCES "public"."incidents"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "access_explanations" ADD CONSTRAINT "access_explanations_incident_id_incidents_id_fk" FOREIGN KEY ("incident_id") REFERENCES "public"."incidents"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "exposure_answers" ADD CONSTRAINT "exposure_answers_incident_id_incidents_id_fk" FOREIGN KEY ("incident_id") REFERENCES "public"."incidents"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "exposure_windows" ADD CONSTRAINT "exposure_windows_incident_id_incidents_id_fk" FOREIGN KEY ("incident_id") REFERENCES "public"."incidents"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "incident_members" ADD CONSTRAINT "incident_members_incident_id_incidents_id_fk" FOREIGN KEY ("incident_id") REFERENCES "public"."incidents"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "incident_members" ADD CONSTRAINT "incident_members_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "incident_roles" ADD CONSTRAINT "incident_roles_incident_id_incidents_id_fk" FOREIGN KEY ("incident_id") REFERENCES "public"."incidents"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "incident_roles" ADD CONSTRAINT "incident_roles_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "incidents" ADD CONSTRAINT "incidents_declared_by_users_id_fk" FOREIGN KEY ("declared_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "named_times" ADD CONSTRAINT "named_times_incident_id_incidents_id_fk" FOREIGN KEY ("incident_id") REFERENCES "public"."incidents"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "severity_assessments" ADD CONSTRAINT "severity_assessments_incident_id_incidents_id_fk" FOREIGN KEY ("incident_id") REFERENCES "public"."incidents"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "clearances" ADD CONSTRAINT "clearances_principal_id_principals_id_fk" FOREIGN KEY ("principal_id") REFERENCES "public"."principals"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "group_memberships" ADD CONSTRAINT "group_memberships_principal_id_principals_id_fk" FOREIGN KEY ("principal_id") REFERENCES "public"."principals"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "principal_aliases" ADD CONSTRAINT "principal_aliases_principal_id_principals_id_fk" FOREIGN KEY ("principal_id") REFERENCES "public"."principals"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "incident_events" ADD CONSTRAINT "incident_events_incident_id_incidents_id_fk" FOREIGN KEY ("incident_id") REFERENCES "public"."incidents"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "record_heads" ADD CONSTRAINT "record_heads_incident_id_incidents_id_fk" FOREIGN KEY ("incident_id") REFERENCES "public"."incidents"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "affected_data" ADD CONSTRAINT "affected_data_incident_id_incidents_id_fk" FOREIGN KEY ("incident_id") REFERENCES "public"."incidents"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "postmortem_sections" ADD CONSTRAINT "postmortem_sections_incident_id_postmortems_incident_id_fk" FOREIGN KEY ("incident_id") REFERENCES "public"."postmortems"("incident_id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "postmortems" ADD CONSTRAINT "postmortems_incident_id_incidents_id_fk" FOREIGN KEY ("incident_id") REFERENCES "public"."incidents"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "postmortems" ADD CONSTRAINT "postmortems_review_requested_by_users_id_fk" FOREIGN KEY ("review_requested_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "postmortems" ADD CONSTRAINT "postmortems_approved_by_users_id_fk" FOREIGN KEY ("approved_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "tasks" ADD CONSTRAINT "tasks_incident_id_incidents_id_fk" FOREIGN KEY ("incident_id") REFERENCES "public"."incidents"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "tasks" ADD CONSTRAINT "tasks_owner_id_users_id_fk" FOREIGN KEY ("owner_id") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "tasks" ADD CONSTRAINT "tasks_done_by_users_id_fk" FOREIGN KEY ("done_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "tasks" ADD CONSTRAINT "tasks_verified_by_users_id_fk" FOREIGN KEY ("verified_by") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "api_tokens_hash_key" ON "api_tokens" USING btree ("token_hash");--> statement-breakpoint
CREATE INDEX "api_tokens_user_idx" ON "api_tokens" USING btree ("user_id");--> statement-breakpoint
CREATE INDEX "audit_entries_at_idx" ON "audit_entries" USING btree ("at");--> statement-breakpoint
CREATE UNIQUE INDEX "idempotency_keys_key" ON "idempotency_keys" USING btree ("actor_id","key");--> statement-breakpoint
CREATE INDEX "idempotency_keys_created_idx" ON "idempotency_keys" USING btree ("created_at");--> statement-breakpoint
CREATE UNIQUE INDEX "sessions_token_key" ON "sessions" USING btree ("token_hash");--> statement-breakpoint
CREATE INDEX "sessions_user_idx" ON "sessions" USING btree ("user_id");--> statement-breakpoint
CREATE UNIQUE INDEX "setup_links_hash_key" ON "setup_links" USING btree ("token_hash");--> statement-breakpoint
CREATE UNIQUE INDEX "users_email_key" ON "users" USING btree (lower("email"));--> statement-breakpoint
CREATE UNIQUE INDEX "assets_current_key" ON "assets" USING btree ("id") WHERE superseded_at is null;--> statement-breakpoint
CREATE UNIQUE INDEX "assets_name_key" ON "assets" USING btree ("name") WHERE superseded_at is null;--> statement-breakpoint
CREATE UNIQUE INDEX "evidence_sources_no_key" ON "evidence_sources" USING btree ("no");--> statement-breakpoint
CREATE UNIQUE INDEX "evidence_sources_same_bytes_key" ON "evidence_sources" USING btree ("incident_id","sha256") WHERE status in ('queued', 'parsing', 'ready');--> statement-breakpoint
CREATE INDEX "evidence_sources_incident_idx" ON "evidence_sources" USING btree ("incident_id","no");--> statement-breakpoint
CREATE UNIQUE INDEX "evidence_terms_hash_key" ON "evidence_terms" USING btree ("incident_id","hash");--> statement-breakpoint
CREATE INDEX "evidence_terms_kind_idx" ON "evidence_terms" USING btree ("incident_id","kind");--> statement-breakpoint
CREATE INDEX "access_explanations_incident_idx" ON "access_explanations" USING btree ("incident_id");--> statement-breakpoint
CREATE UNIQUE INDEX "exposure_windows_current_key" ON "exposure_windows" USING btree ("id") WHERE superseded_at is null;--> statement-breakpoint
CREATE INDEX "exposure_windows_incident_idx" ON "exposure_windows" USING btree ("incident_id");--> statement-breakpoint
CREATE INDEX "incident_members_user_idx" ON "incident_members" USING btree ("user_id");--> statement-breakpoint
CREATE INDEX "incidents_phase_idx" ON "incidents" USING btree ("phase","id");--> statement-breakpoint
CREATE INDEX "severity_assessments_incident_idx" ON "severity_assessments" USING btree ("incident_id","assessed_at");--> statement-breakpoint
CREATE INDEX "clearances_principal_idx" ON "clearances" USING btree ("principal_id");--> statement-breakpoint
CREATE INDEX "clearances_group_idx" ON "clearances" USING btree ("group_name");--> statement-breakpoint
CREATE INDEX "group_memberships_group_idx" ON "group_memberships" USING btree ("group_name");--> statement-breakpoint
CREATE INDEX "group_memberships_principal_idx" ON "group_memberships" USING btree ("principal_id");--> statement-breakpoint
CREATE UNIQUE INDEX "principal_aliases_value_key" ON "principal_aliases" USING btree ("value",coalesce(system, '')) WHERE superseded_at is null;--> statement-breakpoint
CREATE INDEX "principal_aliases_principal_idx" ON "principal_aliases" USING btree ("principal_id");--> statement-breakpoint
CREATE UNIQUE INDEX "principals_name_key" ON "principals" USING btree ("name");--> statement-breakpoint
CREATE UNIQUE INDEX "principals_public_key" ON "principals" USING btree ("public_id");--> statement-breakpoint
CREATE INDEX "incident_events_occurred_idx" ON "incident_events" USING btree ("incident_id","occurred_at","seq");--> statement-breakpoint
CREATE INDEX "incident_events_kind_idx" ON "incident_events" USING btree ("incident_id","kind","seq");--> statement-breakpoint
CREATE INDEX "affected_data_incident_idx" ON "affected_data" USING btree ("incident_id");--> statement-breakpoint
CREATE UNIQUE INDEX "tasks_no_key" ON "tasks" USING btree ("incident_id","no");--> statement-breakpoint
CREATE INDEX "tasks_owner_idx" ON "tasks" USING btree ("owner_id","state");