DROP INDEX "approval_requests_request_key";--> statement-breakpoint
CREATE UNIQUE INDEX "approval_requests_asker_key" ON "approval_requests" USING btree ("ai_system_id","asked_by","request_id");--> statement-breakpoint
-- Not looked for among the answers of before: what was answered so is what happened.
ALTER TABLE "approval_requests" ADD CONSTRAINT "approval_requests_answerer_check" CHECK (decided_by is null or decided_by <> asked_by) NOT VALID;
