import { declareFormat, type VerbRules, verbBy } from "@/lib/evidence/formats/declare";
import { distinctResources, firstText, type JsonObject, own, parsedJson, text } from "@/lib/evidence/formats/fields";
import { outcomeOfError } from "@/lib/evidence/formats/outcomes";
import { readSourceIp } from "@/lib/evidence/formats/source-ip";
import type { Outcome, Resource } from "@/lib/evidence/model";

/** By the kind of call; `a…` is the same call, made asynchronously. */
const VERBS: VerbRules = [
  [/^call_mcp_tool$/, "execute"],
  [/^list_mcp_tools$|list$|^alist_/, "list"],
  [
    /completion|embedding|image_|speech|transcription|moderation|rerank|responses|messages|generate_content|realtime|ocr|search$/,
    "invoke",
  ],
  [/delete/, "delete"],
  [/retrieve|content$|^a?get_/, "read"],
  [/create|upload/, "write"],
];

/** LiteLLM's spend log: one row for every call that went through the gateway. */
export const litellmSpend = declareFormat({
  id: "litellm-spend",
  title: "LiteLLM spend log",
  system: "litellm",
  basis: "samples",
  shapes: "several",
  blindSpots: [
    "Only calls through the gateway are here; a client with a provider's own key leaves nothing.",
    "Prompts and answers are stored only where that is switched on.",
    "A caller is named by its key: who held the key, and whether it was an agent, is not stated unless an agent id is.",
    "What an agent did with an answer is not in it.",
  ],
  open: (r) => ({ ...r, metadata: parsedJson(own(r, "metadata")) }),
  recognise(r) {
    if (text(own(r, "call_type")) === null || own(r, "startTime") === undefined) return 0;
    return ["spend", "request_id", "api_key"].filter((key) => Object.hasOwn(r, key)).length >= 2 ? 1 : 0;
  },
  action(r) {
    const call = text(own(r, "call_type"));
    const tool = text(own(r, "mcp_namespaced_tool_name"));
    return call !== null && tool !== null ? `${call} ${tool}` : call;
  },
  withoutAction: "no call_type: not a row of the spend log",
  times: ["startTime"],
  timeRules: { contractZone: "UTC" },
  fields(r) {
    const eventId = text(own(r, "request_id"));
    return {
      ...readSourceIp(firstText(r, "requester_ip_address", "metadata.requester_ip_address")),
      ...actorOf(r),
      verb: verbBy(VERBS, text(own(r, "call_type")) ?? "", "other"),
      resources: resourcesOf(r),
      outcome: outcomeOf(r),
      session: firstText(r, "session_id"),
      trace: firstText(r, "litellm_call_id", "metadata.litellm_call_id", "metadata.trace_id"),
      eventId,
      identity: eventId,
    };
  },
});

/** The agent, the key by its name, or whoever the key belongs to. */
function actorOf(r: JsonObject) {
  const agent = firstText(r, "agent_id", "metadata.agent_id");
  const alias = firstText(r, "metadata.user_api_key_alias", "user_api_key_alias");
  const owner = firstText(r, "user", "metadata.user_api_key_user_email", "metadata.user_api_key_user_id");
  const key = firstText(r, "api_key", "metadata.user_api_key");
  return {
    actor: agent ?? alias ?? owner ?? key,
    actorLabel: agent !== null ? alias : key,
    actorKind: agent === null ? ("unknown" as const) : ("agent" as const),
    onBehalfOf: firstText(r, "end_user") ?? (agent === null && alias === null ? null : owner),
  };
}

function resourcesOf(r: JsonObject): Resource[] {
  const stores = own(own(r, "metadata"), "vector_store_request_metadata");
  return distinctResources([
    { id: text(own(r, "model")) ?? "", type: "model", name: null },
    { id: text(own(r, "mcp_namespaced_tool_name")) ?? "", type: "tool", name: null },
    ...(Array.isArray(stores) ? stores : []).map((store) => ({
      id: firstText(store, "vector_store_id") ?? "",
      type: "vector store",
      name: null,
    })),
    { id: text(own(r, "api_base")) ?? "", type: "endpoint", name: null },
  ]);
}

function outcomeOf(r: JsonObject): Outcome {
  const status = firstText(r, "status", "metadata.status")?.toLowerCase();
  const error = own(own(r, "metadata"), "error_information");
  const said = ["error_code", "error_class", "error_message"].map((key) => firstText(error, key) ?? "").join(" ");
  if (status === "failure" || (status === undefined && said.trim() !== "")) return outcomeOfError(said);
  return status === "success" ? "success" : "unknown";
}
