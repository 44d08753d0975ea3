DROP INDEX "presence_incident_idx";--> statement-breakpoint
ALTER TABLE "presence" DROP COLUMN "follower";--> statement-breakpoint
ALTER TABLE "presence" ADD CONSTRAINT "presence_incident_id_user_id_pk" PRIMARY KEY("incident_id","user_id");--> statement-breakpoint
CREATE INDEX "presence_seen_idx" ON "presence" USING btree ("seen_at");
