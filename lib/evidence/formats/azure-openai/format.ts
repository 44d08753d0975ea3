import { declareFormat, type VerbRules, verbBy } from "@/lib/evidence/formats/declare";
import {
  count,
  distinctResources,
  firstText,
  isObject,
  type JsonObject,
  lowerCaseNames,
  own,
  parsedJson,
  recase,
  text,
} from "@/lib/evidence/formats/fields";
import { outcomeOfStatus } from "@/lib/evidence/formats/outcomes";
import { readSourceIp } from "@/lib/evidence/formats/source-ip";
import type { Outcome, Resource } from "@/lib/evidence/model";

/** Log Analytics begins names with a capital letter and writes properties as text beside them. */
const NAMES = lowerCaseNames(
  "resourceId operationName category callerIpAddress correlationId resultSignature resultType time properties".split(
    " ",
  ),
);
const CATEGORIES = new Set(["Audit", "RequestResponse", "Trace", "AzureOpenAIRequestUsage", "GatewayLogs"]);

const VERBS: VerbRules = [
  [/^(regenerate|create)_?keys?/i, "grant"],
  [/keys?$/i, "read"],
  [/delete/i, "delete"],
  [/^list|_list$|list_/i, "list"],
  [
    /upload|(thread|message|file|assistant|vector_?store|batch)s?_?create|create_(thread|message|file|assistant|vector)/i,
    "write",
  ],
  [
    /(completions?|embeddings?|images?|audio|transcriptions?|translations?|speech|responses?|realtime|generations?)/i,
    "invoke",
  ],
  [/(create|submit)[a-z_]*run|run[a-z_]*(create|submit)/i, "invoke"],
  [/(^|_)get|retrieve|_content$/i, "read"],
  [/_?(update|modify|create)$|^(update|modify|create)_/i, "write"],
];

/** Azure OpenAI's diagnostic log: requests and audit, and the gateway before it (API Management). */
export const azureOpenai = declareFormat({
  id: "azure-openai",
  title: "Azure OpenAI diagnostic log",
  system: "azure-openai",
  basis: "documentation",
  shapes: "several",
  blindSpots: [
    "The caller is the identity of a token; calls with a key name nobody, and many records have an empty object id.",
    "Source addresses are masked in their last part, but for the gateway's log.",
    "Prompts and answers are not in it, but for the gateway's log where bodies are switched on.",
    "An audit record (keys listed) does not say whether it was refused.",
  ],
  open,
  recognise(r) {
    const resource = text(own(r, "resourceId"))?.toUpperCase() ?? "";
    const category = text(own(r, "category")) ?? "";
    if (!CATEGORIES.has(category)) return 0;
    if (category === "GatewayLogs") return /openai/i.test(gatewayWords(r)) ? 1 : 0;
    return resource.includes("/PROVIDERS/MICROSOFT.COGNITIVESERVICES/") ? 1 : 0;
  },
  action: (r) => firstText(r, "properties.operationId", "operationName"),
  withoutAction: "no operationName: not a diagnostic record",
  times: ["time"],
  timeRules: { contractZone: "UTC" },
  fields(r, action) {
    return {
      ...readSourceIp(own(r, "callerIpAddress")),
      actor: firstText(r, "properties.objectId", "properties.userId"),
      verb: verbBy(VERBS, action, "other"),
      resources: resourcesOf(r),
      outcome: outcomeOf(r),
      trace: text(own(r, "correlationId")),
      bytes: count(own(own(r, "properties"), "responseLength") ?? own(own(r, "properties"), "responseSize")),
      eventId: null,
    };
  },
});

function open(record: JsonObject): JsonObject {
  const tabled = own(record, "TimeGenerated") !== undefined || own(record, "OperationName") !== undefined;
  const spelt = tabled ? lowered(record) : record;
  const properties = parsedJson(own(spelt, "properties"));
  return isObject(properties) && properties !== own(spelt, "properties") ? { ...spelt, properties } : spelt;
}

function lowered(record: JsonObject): JsonObject {
  const flat = Object.fromEntries(Object.entries(record).map(([key, value]) => [key.toLowerCase(), value]));
  const properties = own(flat, "properties_s") ?? own(flat, "properties");
  return { ...(recase(flat, NAMES) as JsonObject), time: own(flat, "time") ?? own(flat, "timegenerated"), properties };
}

function gatewayWords(r: JsonObject): string {
  return ["apiId", "backendUrl", "url"].map((key) => text(own(own(r, "properties"), key)) ?? "").join(" ");
}

function resourcesOf(r: JsonObject): Resource[] {
  const account = text(own(r, "resourceId"));
  const deployment =
    firstText(r, "properties.modelDeploymentName") ?? /\/deployments\/([^/?]+)/.exec(gatewayWords(r))?.[1] ?? null;
  return distinctResources([
    { id: account ?? "", type: "resource", name: null },
    { id: deployment ?? "", type: "model deployment", name: firstText(r, "properties.modelName") },
  ]);
}

function outcomeOf(r: JsonObject): Outcome {
  const status = firstText(r, "resultSignature", "properties.responseCode", "statusCode");
  if (status !== null) return outcomeOfStatus(status);
  const word = firstText(r, "resultType") ?? "";
  return /^succe/i.test(word) ? "success" : /^fail/i.test(word) ? "failure" : "unknown";
}
