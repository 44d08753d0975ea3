-- Events that name no resource touch no asset: how many there are in an asset's systems is said beside its answer.
CREATE INDEX evidence_events_unnamed_idx ON evidence_events (incident_id, source_no, occurred_at) WHERE resource_ids IS NULL;
