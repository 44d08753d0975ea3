-- Rows of live sources on their way in, of many sources beside each other: a table a batch would fill the catalogue. Not
-- logged: what a crash takes of them is read again from the deliveries, which it does not take.
CREATE UNLOGGED TABLE evidence_live_events (LIKE evidence_events);--> statement-breakpoint
CREATE UNLOGGED TABLE evidence_live_touches (LIKE evidence_touches);--> statement-breakpoint
CREATE INDEX evidence_live_events_source_idx ON evidence_live_events (source_no, record);--> statement-breakpoint
CREATE INDEX evidence_live_touches_source_idx ON evidence_live_touches (source_no, record);
