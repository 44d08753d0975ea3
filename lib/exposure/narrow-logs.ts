import type { Instant } from "@/lib/time/instant";

/** How to get a system's log of a stretch of time. */
export interface LogAccess {
  /** Where it is. */
  where: string;
  /** What to run or ask, with the stretch filled in; null where it is a matter of a console. */
  command: string | null;
  /** How long it is kept, where its vendor says so. */
  kept: string;
}

interface LogOf {
  where: string;
  /** `{from}` and `{until}` stand for the stretch. */
  command?: string;
  kept: string;
}

const CONFIGURED = "Kept as long as your own settings say.";

/** By the system that a format gives, from the vendors' documentation. */
const LOGS: Readonly<Record<string, LogOf>> = {
  "aws-cloudtrail": {
    where:
      "The S3 bucket that the trail delivers to, or CloudTrail Lake. Reads of objects are data events: only there, and only if the trail was set to record them.",
    command: "aws s3 sync s3://TRAIL-BUCKET/AWSLogs/ACCOUNT/CloudTrail/ . --exclude '*' --include '*{day}*'",
    kept: "In the bucket as long as its lifecycle rule says. Event history in the console: 90 days, management events only.",
  },
  "aws-s3-access": {
    where: "The bucket to which server access logging was directed. Delivery is on a best-effort basis, hours later.",
    command: "aws s3 sync s3://LOG-BUCKET/PREFIX . --exclude '*' --include '*{day}*'",
    kept: "From when logging was switched on, as long as the bucket's lifecycle rule says.",
  },
  "aws-bedrock-invocation": {
    where: "The S3 bucket or CloudWatch log group to which model invocation logging was directed.",
    command: "aws logs filter-log-events --log-group-name GROUP --start-time {fromMs} --end-time {untilMs}",
    kept: "Off by default. From when it was switched on, as long as bucket or log group keep it.",
  },
  m365: {
    where: "Microsoft Purview portal, Audit, a search over the stretch, then Export.",
    command:
      "Search-UnifiedAuditLog -StartDate '{from}' -EndDate '{until}' -SessionId firebreak -SessionCommand ReturnLargeSet",
    kept: "180 days with Audit (Standard), one year with Audit (Premium). Some records arrive days late.",
  },
  entra: {
    where:
      "Entra admin centre, Monitoring, Sign-in logs or Audit logs, Download; or the Log Analytics workspace they go to.",
    command:
      'az rest --url "https://graph.microsoft.com/v1.0/auditLogs/signIns?\\$filter=createdDateTime ge {from} and createdDateTime lt {until}"',
    kept: "30 days with a P1 or P2 licence, 7 days without.",
  },
  "ms-graph": {
    where: "The Log Analytics workspace or storage account to which MicrosoftGraphActivityLogs were directed.",
    command: "MicrosoftGraphActivityLogs | where TimeGenerated between (datetime({from}) .. datetime({until}))",
    kept: "Only from when a diagnostic setting directed them there.",
  },
  "azure-activity": {
    where: "Azure Monitor, Activity log. What happens inside a resource is in that resource's own logs.",
    command: "az monitor activity-log list --start-time {from} --end-time {until} --output json",
    kept: "90 days.",
  },
  "azure-openai": {
    where: "The Log Analytics workspace or storage account of the resource's diagnostic setting.",
    command:
      'AzureDiagnostics | where ResourceProvider == "MICROSOFT.COGNITIVESERVICES" and TimeGenerated between (datetime({from}) .. datetime({until}))',
    kept: "Only from when a diagnostic setting directed them there.",
  },
  "google-workspace": {
    where: "Admin console, Reporting, Audit and investigation, Drive log events, Export.",
    command:
      "GET https://admin.googleapis.com/admin/reports/v1/activity/users/all/applications/drive?startTime={from}&endTime={until}",
    kept: "Six months for most logs.",
  },
  "gcp-audit": {
    where: "Cloud Logging. Reads of data are Data Access logs, off by default for nearly everything but BigQuery.",
    command:
      'gcloud logging read \'logName:"cloudaudit.googleapis.com" AND timestamp>="{from}" AND timestamp<"{until}"\' --format=json',
    kept: "Admin Activity 400 days, Data Access 30 days unless the bucket was set to keep them longer.",
  },
  github: {
    where:
      "Organisation settings, Archive, Logs, Audit log, Export; Git events (clone, fetch) are an export of their own.",
    command: "gh api --paginate '/orgs/ORG/audit-log?include=all&phrase=created:{from}..{until}'",
    kept: "180 days; Git events 7 days.",
  },
  gitlab: {
    where: "Group or instance, Secure, Audit events; reads of repositories are only in streamed audit events.",
    command: "GET https://GITLAB/api/v4/groups/GROUP/audit_events?created_after={from}&created_before={until}",
    kept: CONFIGURED,
  },
  okta: {
    where: "Admin console, Reports, System Log.",
    command: "GET https://ORG.okta.com/api/v1/logs?since={from}&until={until}&limit=1000",
    kept: "90 days.",
  },
  slack: {
    where: "The Audit Logs API of an Enterprise organisation. It has no reading of messages.",
    command: "GET https://api.slack.com/audit/v1/logs?oldest={fromSeconds}&latest={untilSeconds}",
    kept: CONFIGURED,
  },
  kubernetes: {
    where: "The API server's audit log (--audit-log-path), or where the provider's control plane logs go.",
    kept: "Only with an audit policy that records reads, as long as the files are rotated.",
  },
  postgresql: {
    where:
      "The server's log directory (SHOW log_directory). Reads are in it only with pgaudit.log = 'read' or log_statement = 'all'.",
    kept: "As long as the files are rotated; what was not logged then can't be had now.",
  },
  snowflake: {
    where: "SNOWFLAKE.ACCOUNT_USAGE: ACCESS_HISTORY for what was read, QUERY_HISTORY for the statements.",
    command:
      "SELECT * FROM snowflake.account_usage.access_history WHERE query_start_time >= '{from}' AND query_start_time < '{until}'",
    kept: "365 days; some hours late.",
  },
  databricks: {
    where: "The system table system.access.audit, or the bucket of audit log delivery.",
    command: "SELECT * FROM system.access.audit WHERE event_time >= '{from}' AND event_time < '{until}'",
    kept: "365 days in the system table.",
  },
  salesforce: {
    where: "Setup, Event Log File Browser (Event Monitoring).",
    command: "SELECT Id, EventType, LogDate FROM EventLogFile WHERE LogDate >= {from} AND LogDate < {until}",
    kept: "One day without the add-on, 30 days or more with it.",
  },
  box: {
    where: "Admin console, Reports, User activity; or the enterprise events of the API.",
    command: "GET https://api.box.com/2.0/events?stream_type=admin_logs&created_after={from}&created_before={until}",
    kept: "One year in the API.",
  },
  anthropic: {
    where: "The Compliance API's activities, for organisations that have it; else what the console shows.",
    kept: CONFIGURED,
  },
  openai: {
    where: "The Audit Logs API of the organisation, if it was switched on.",
    command:
      "GET https://api.openai.com/v1/organization/audit_logs?effective_at[gte]={fromSeconds}&effective_at[lt]={untilSeconds}",
    kept: "Only from when audit logging was switched on.",
  },
  "claude-code": {
    where: "~/.claude/projects on the machine where the agent ran: one file a session. Take the whole folder at once.",
    kept: "30 days unless cleanupPeriodDays says otherwise: secure it before it is cleaned up.",
  },
  codex: { where: "~/.codex/sessions on the machine where the agent ran.", kept: "Until somebody deletes them." },
  "gemini-cli": { where: "~/.gemini/tmp on the machine where the agent ran.", kept: "Until somebody deletes them." },
  otlp: {
    where: "The OpenTelemetry Collector's file exporter, or an export of the backend that it sends to.",
    kept: CONFIGURED,
  },
  "web-access": {
    where: "The web server's access log with its rotated files, and those of proxies in front of it.",
    kept: "Often two weeks: whatever logrotate was told.",
  },
};

/** Where a system's log of this stretch is, how to ask for it and how long it is kept. */
export function logAccess(system: string, from: Instant, until: Instant): LogAccess {
  const log = Object.hasOwn(LOGS, system) ? LOGS[system] : undefined;
  if (!log) {
    const where = `The administration of ${system}: its audit or access log over this stretch, everything and not a search.`;
    return { where, command: null, kept: "Ask how long it is kept: what is deleted can't be had again." };
  }
  const seconds = (at: Instant) => Math.floor(Date.parse(at) / 1000);
  const plain = (at: Instant) => `${at.slice(0, 19)}Z`;
  const day = from.slice(0, 10) === until.slice(0, 10) ? from.slice(0, 10) : from.slice(0, 7);
  const command = log.command
    ?.replaceAll("{from}", plain(from))
    .replaceAll("{until}", plain(until))
    .replaceAll("{fromMs}", String(Date.parse(from)))
    .replaceAll("{untilMs}", String(Date.parse(until)))
    .replaceAll("{fromSeconds}", String(seconds(from)))
    .replaceAll("{untilSeconds}", String(seconds(until)))
    // CloudTrail's files carry the day without dashes, in their path with slashes.
    .replaceAll("{day}", system === "aws-cloudtrail" ? day.replaceAll("-", "/") : day);
  return { where: log.where, command: command ?? null, kept: log.kept };
}

/** What shows how much was returned, and whether it left: logs of access say that somebody read, and seldom how much. */
export const TAKEN: LogAccess = {
  where:
    "How much was returned: the database's or warehouse's query history with rows or bytes, or server access logs with sizes. Whether it left: egress, proxy or flow logs of the hosts that read it, and the endpoint logs of the people named here.",
  command: null,
  kept: "Flow and proxy logs often only for days or weeks: ask for them first.",
};
