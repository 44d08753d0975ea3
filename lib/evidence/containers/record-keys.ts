/**
 * Under which keys exports keep their array of records. An object is only opened by them where it is not a record
 * itself (see detect-container.ts), since `events` or `data` are also ordinary fields.
 */
const RECORD_KEYS = new Set([
  "Records", // CloudTrail, S3 notifications
  "records", // Azure diagnostic settings
  "value", // Microsoft Graph, Azure REST
  "Events", // aws cloudtrail lookup-events
  "items", // Google Reports, Kubernetes lists
  "entries", // Slack, Cloud Logging
  "data", // OpenAI, Anthropic, Okta-like pages
  "logEvents", // CloudWatch subscription
  "events",
  "results",
  "resourceSpans", // OTLP
  "resourceLogs",
  "observations", // Langfuse
  "hits", // Elasticsearch: hits.hits
  "loglines",
  "logs",
]);

export function isRecordKey(key: string): boolean {
  return RECORD_KEYS.has(key);
}

/** An object under this key is looked into as well. */
export function isWayToRecords(key: string): boolean {
  return key === "hits";
}

/** Whether a parsed object holds records under a known key. */
export function wrapsRecords(value: unknown): boolean {
  if (typeof value !== "object" || value === null || Array.isArray(value)) return false;
  for (const [key, inner] of Object.entries(value)) {
    if (isRecordKey(key) && Array.isArray(inner) && (inner.length === 0 || inner.some(isObject))) return true;
    if (isWayToRecords(key) && wrapsRecords(inner)) return true;
  }
  return false;
}

function isObject(value: unknown): boolean {
  return typeof value === "object" && value !== null;
}
