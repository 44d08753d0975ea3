DROP INDEX "live_deliveries_waiting_idx";--> statement-breakpoint
CREATE INDEX "live_deliveries_source_idx" ON "live_deliveries" USING btree ("incident_id","source_no","id");--> statement-breakpoint
CREATE INDEX "live_deliveries_waiting_idx" ON "live_deliveries" USING btree ("incident_id","source_no") WHERE taken_at is null;