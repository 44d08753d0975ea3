import { anthropicCompliance } from "@/lib/evidence/formats/anthropic-compliance/format";
import { anthropicManagedAgents } from "@/lib/evidence/formats/anthropic-managed-agents/format";
import { asana } from "@/lib/evidence/formats/asana/format";
import { atlassian } from "@/lib/evidence/formats/atlassian/format";
import { awsBedrockInvocation } from "@/lib/evidence/formats/aws-bedrock-invocation/format";
import { awsCloudTrail } from "@/lib/evidence/formats/aws-cloudtrail/format";
import { awsS3Access } from "@/lib/evidence/formats/aws-s3-access/format";
import { azureActivity } from "@/lib/evidence/formats/azure-activity/format";
import { azureOpenai } from "@/lib/evidence/formats/azure-openai/format";
import { box } from "@/lib/evidence/formats/box/format";
import { cef } from "@/lib/evidence/formats/cef/format";
import { claudeCode } from "@/lib/evidence/formats/claude-code/format";
import { codex } from "@/lib/evidence/formats/codex/format";
import { databricks } from "@/lib/evidence/formats/databricks/format";
import { ecs } from "@/lib/evidence/formats/ecs/format";
import { entraAudit } from "@/lib/evidence/formats/entra-audit/format";
import { entraSignin } from "@/lib/evidence/formats/entra-signin/format";
import { unwrapEnvelopes } from "@/lib/evidence/formats/envelopes";
import type { Format, Need, Normalised, NormaliseOptions, RecogniseHints } from "@/lib/evidence/formats/format";
import { gcpAudit } from "@/lib/evidence/formats/gcp-audit/format";
import { geminiCli } from "@/lib/evidence/formats/gemini-cli/format";
import { genericCsv, genericJson } from "@/lib/evidence/formats/generic/format";
import { settleGeneric } from "@/lib/evidence/formats/generic/settle";
import { githubAudit } from "@/lib/evidence/formats/github-audit/format";
import { gitlabAudit } from "@/lib/evidence/formats/gitlab-audit/format";
import { googleWorkspace } from "@/lib/evidence/formats/google-workspace/format";
import { intune } from "@/lib/evidence/formats/intune/format";
import { kubernetesAudit } from "@/lib/evidence/formats/kubernetes-audit/format";
import { langfuseTrace } from "@/lib/evidence/formats/langfuse-trace/format";
import { langsmithRun } from "@/lib/evidence/formats/langsmith-run/format";
import { leef } from "@/lib/evidence/formats/leef/format";
import { litellmSpend } from "@/lib/evidence/formats/litellm-spend/format";
import { m365Ual } from "@/lib/evidence/formats/m365-ual/format";
import { mcpJsonrpc } from "@/lib/evidence/formats/mcp-jsonrpc/format";
import { msGraphActivity } from "@/lib/evidence/formats/ms-graph-activity/format";
import { ocsf } from "@/lib/evidence/formats/ocsf/format";
import { okta } from "@/lib/evidence/formats/okta/format";
import { onepassword } from "@/lib/evidence/formats/onepassword/format";
import { openaiAudit } from "@/lib/evidence/formats/openai-audit/format";
import { openclaw } from "@/lib/evidence/formats/openclaw/format";
import { otlpGenai } from "@/lib/evidence/formats/otlp-genai/format";
import { postgresql } from "@/lib/evidence/formats/postgresql/format";
import { salesforce } from "@/lib/evidence/formats/salesforce/format";
import { slackAudit } from "@/lib/evidence/formats/slack-audit/format";
import { snowflake } from "@/lib/evidence/formats/snowflake/format";
import { syslog } from "@/lib/evidence/formats/syslog/format";
import { teleport } from "@/lib/evidence/formats/teleport/format";
import { w3cIis } from "@/lib/evidence/formats/w3c-iis/format";
import { webAccess } from "@/lib/evidence/formats/web-access/format";
import { zoom } from "@/lib/evidence/formats/zoom/format";

/** Records looked at for recognition, and the share of them that a format must claim. */
const SAMPLE = 50;
const SHARE = 0.6;

const GENERIC: ReadonlySet<string> = new Set([genericCsv.id, genericJson.id]);

/** Cloud, identity and web logs. */
const INFRASTRUCTURE: readonly Format[] = [
  gcpAudit,
  kubernetesAudit,
  entraSignin,
  entraAudit,
  intune,
  msGraphActivity,
  azureActivity,
  awsS3Access,
  webAccess,
  w3cIis,
  cef,
  leef,
  syslog,
  ocsf,
  ecs,
];

/** Model providers, and agents' own records. */
const MODELS_AND_AGENTS: readonly Format[] = [
  awsBedrockInvocation,
  anthropicCompliance,
  openaiAudit,
  azureOpenai,
  mcpJsonrpc,
  langfuseTrace,
  langsmithRun,
  litellmSpend,
  codex,
  geminiCli,
  openclaw,
  anthropicManagedAgents,
];

/** What organisations work with: chat, code, files, secrets, tables. */
const WORKPLACE: readonly Format[] = [
  slackAudit,
  gitlabAudit,
  onepassword,
  box,
  asana,
  zoom,
  databricks,
  atlassian,
  teleport,
  snowflake,
  salesforce,
  postgresql,
];

/** Every format, generic ones last. Envelopes are taken off before a format sees a record. */
export const FORMATS: readonly Format[] = [
  ...[awsCloudTrail, m365Ual, googleWorkspace, githubAudit, okta, otlpGenai, claudeCode].map(withEnvelopes),
  ...INFRASTRUCTURE.map(withEnvelopes),
  ...MODELS_AND_AGENTS.map(withEnvelopes),
  ...WORKPLACE.map(withEnvelopes),
  genericCsv,
  genericJson,
];

export function formatById(id: string): Format | null {
  return FORMATS.find((format) => format.id === id) ?? null;
}

function withEnvelopes(format: Format): Format {
  const inner = (records: readonly unknown[]) => records.flatMap(unwrapEnvelopes);
  return {
    ...format,
    recognise: (record, hints) => Math.max(...unwrapEnvelopes(record).map((r) => format.recognise(r, hints))),
    ...(format.needs
      ? { needs: (records, hints, options) => format.needs?.(inner(records), hints, options) ?? [] }
      : {}),
    normalise: (record, options) => {
      try {
        return unwrapEnvelopes(record).flatMap((r) => {
          const outcomes = format.normalise(r, options);
          return r === record ? outcomes : outcomes.map((one) => madeOf(one, outcomes.length === 1 ? r : undefined));
        });
      } catch (error) {
        // Nesting that leaves no stack, in a string that was JSON. Anything else is our mistake and must be seen.
        if (!(error instanceof RangeError)) throw error;
        return [{ kind: "reject", reason: "nested too deep to be read" }];
      }
    },
  };
}

/** Of a record that holds several events, its format says which part each was made of. */
function madeOf(one: Normalised, record: unknown): Normalised {
  return one.kind === "event" && record !== undefined && one.record === undefined ? { ...one, record } : one;
}

export interface Recognised {
  format: Format;
  /** Mean over the sample, 0 to 1. */
  score: number;
  reasons: string[];
}

/**
 * Which formats the first records are of, best first, generic ones last; empty where nothing fits.
 * A format is named only if at least 60 % of the sample is of it.
 */
export function recognise(records: readonly unknown[], hints: RecogniseHints): Recognised[] {
  const sample = records.slice(0, SAMPLE);
  if (sample.length === 0) return [];
  const found = FORMATS.flatMap((format): Recognised[] => {
    const scores = sample.map((record) => format.recognise(record, hints));
    const claimed = scores.filter((score) => score > 0).length;
    if (claimed / sample.length < SHARE) return [];
    const score = scores.reduce((sum, one) => sum + one, 0) / sample.length;
    return [{ format, score, reasons: [reason(format, claimed, sample.length)] }];
  });
  return found.sort((a, b) => Number(GENERIC.has(a.format.id)) - Number(GENERIC.has(b.format.id)) || b.score - a.score);
}

function reason(format: Format, claimed: number, of: number): string {
  if (GENERIC.has(format.id)) return "No format claims these records; they are read by the names of their columns.";
  return `${claimed} of the first ${of} records ${claimed === 1 ? "has" : "have"} the shape of ${format.title}.`;
}

/**
 * The options to read a whole source with: people's answers, and beside them what the sample itself settles
 * (a conventional column mapping, the order of day and month). `needs` is what somebody has to be asked.
 */
export function settleOptions(
  format: Format,
  records: readonly unknown[],
  hints: RecogniseHints,
  options: NormaliseOptions,
): { options: NormaliseOptions; needs: Need[] } {
  const sample = records.slice(0, SAMPLE);
  const settled = GENERIC.has(format.id)
    ? settleGeneric(sample, hints, options)
    : (format.settle?.(sample, hints, options) ?? options);
  return { options: settled, needs: format.needs?.(sample, hints, settled) ?? [] };
}
