CREATE TABLE "presence" (
	"follower" uuid PRIMARY KEY NOT NULL,
	"incident_id" integer NOT NULL,
	"user_id" uuid NOT NULL,
	"since" timestamptz NOT NULL,
	"seen_at" timestamptz NOT NULL
);
--> statement-breakpoint
ALTER TABLE "presence" ADD CONSTRAINT "presence_incident_id_incidents_id_fk" FOREIGN KEY ("incident_id") REFERENCES "public"."incidents"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "presence" ADD CONSTRAINT "presence_user_id_users_id_fk" FOREIGN KEY ("user_id") REFERENCES "public"."users"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "presence_incident_idx" ON "presence" USING btree ("incident_id","seen_at");--> statement-breakpoint
CREATE INDEX "incident_events_corrects_idx" ON "incident_events" USING btree ("incident_id","corrects","seq") WHERE corrects is not null;